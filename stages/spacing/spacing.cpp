#include "stages/spacing/spacing.hpp"

#include "pipeline/rules/rule_stage.hpp"
#include "stages/spacing/blanks.hpp"
#include "stages/spacing/borders.hpp"
#include "stages/spacing/surplus.hpp"

namespace mtmend {
namespace {

constexpr StageCard spacing_card = {
    .name = "spacing",
    .mends = "lost and surplus spaces around punctuation, in brackets and at the borders of links",
    .wakes_on = signals::odd_space | signals::glued,
};

class SpacingStage : public RuleStage {
  public:
    explicit SpacingStage(const Dictionaries& dictionaries)
        : RuleStage(spacing_card, dictionaries),
          borders_(dictionaries),
          blanks_(dictionaries),
          surplus_(dictionaries) {}

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        if ((document.signals() & signals::glued) != 0) borders_.propose(document, sink);
        if ((document.signals() & signals::odd_space) != 0) {
            surplus_.propose(document, sink);
            blanks_.propose(document, sink);
        }
    }

  private:
    Borders borders_;
    Blanks blanks_;
    Surplus surplus_;
};

}  // namespace

std::shared_ptr<const Stage> make_spacing_stage(const Dictionaries& dictionaries) {
    return std::make_shared<SpacingStage>(dictionaries);
}

}  // namespace mtmend
