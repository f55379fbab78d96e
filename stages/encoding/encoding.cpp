#include "stages/encoding/encoding.hpp"

#include "pipeline/rules/rule_stage.hpp"
#include "stages/encoding/entities.hpp"
#include "stages/encoding/invisible.hpp"
#include "stages/encoding/lookalikes.hpp"
#include "stages/encoding/mojibake.hpp"
#include "stages/encoding/tags.hpp"

namespace mtmend {
namespace {

constexpr StageCard encoding_card = {
    .name = "encoding",
    .mends = "mojibake, entities, left-over tags, controls, invisible and no-break spaces",
    .wakes_on = signals::non_ascii | signals::markup | signals::control,
};

class EncodingStage : public RuleStage {
  public:
    explicit EncodingStage(const Dictionaries& dictionaries)
        : RuleStage(encoding_card, dictionaries),
          mojibake_(dictionaries.rule("encoding/mojibake")),
          mojibake_unsure_(dictionaries.rule("encoding/mojibake-unsure")),
          entities_(dictionaries),
          tags_(dictionaries),
          invisible_(dictionaries),
          lookalikes_(dictionaries) {}

    bool wakes(const Document& document) const override {
        return RuleStage::wakes(document) || document.text().find("**") != std::string_view::npos;
    }

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        if ((document.signals() & signals::markup) != 0) entities_.propose(document, sink);
        tags_.propose(document, sink);
        std::vector<Span<Working>> taken;
        if ((document.signals() & signals::non_ascii) != 0) {
            for (Misread& misread : finder_.find(document.text())) {
                taken.push_back(misread.at);
                mtmend::propose(document, sink, misread.sure ? mojibake_ : mojibake_unsure_, misread.at,
                                std::move(misread.text));
            }
            lookalikes_.propose(document, sink);
        }
        invisible_.propose(document, taken, sink);
    }

  private:
    const Rule& mojibake_;
    const Rule& mojibake_unsure_;
    MojibakeFinder finder_;
    Entities entities_;
    Tags tags_;
    Invisible invisible_;
    Lookalikes lookalikes_;
};

}  // namespace

std::shared_ptr<const Stage> make_encoding_stage(const Dictionaries& dictionaries) {
    return std::make_shared<EncodingStage>(dictionaries);
}

}  // namespace mtmend
