#include "stages/echoes/echoes.hpp"

#include "pipeline/rules/rule_stage.hpp"
#include "stages/echoes/doubles.hpp"
#include "stages/echoes/false_ends.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "echoes",
    .mends = "words, fragments and attributions that stand twice, sentences torn in two",
    .wakes_on = signals::any,
};

class EchoesStage : public RuleStage {
  public:
    explicit EchoesStage(const Dictionaries& dictionaries)
        : RuleStage(mtmend::card, dictionaries), doubles_(dictionaries), false_ends_(dictionaries) {}

    // A torn sentence has no sign that the scanner sees but its full stop.
    bool wakes(const Document&) const override { return true; }

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        doubles_.propose(document, sink);
        false_ends_.propose(document, sink);
    }

  private:
    Doubles doubles_;
    FalseEnds false_ends_;
};

}  // namespace

std::shared_ptr<const Stage> make_echoes_stage(const Dictionaries& dictionaries) {
    return std::make_shared<EchoesStage>(dictionaries);
}

}  // namespace mtmend
