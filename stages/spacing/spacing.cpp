#include "stages/spacing/spacing.hpp"

#include <algorithm>

#include "pipeline/rules/rule_stage.hpp"
#include "stages/spacing/blanks.hpp"
#include "stages/spacing/borders.hpp"
#include "stages/spacing/surplus.hpp"
#include "stages/spacing/torn.hpp"

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
          surplus_(dictionaries),
          torn_numbers_(dictionaries),
          torn_initials_(dictionaries) {}

    bool wakes(const Document& document) const override {
        return RuleStage::wakes(document) || (document.signals() & signals::digit) != 0 ||
               TornInitials::may_stand_in(document);
    }

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        if ((document.signals() & signals::glued) != 0) borders_.propose(document, sink);
        const std::vector<TornPiece> pieces = torn(document);
        for (const TornPiece& piece : pieces) {
            if (piece.rule != nullptr) mtmend::propose(document, sink, *piece.rule, piece.at, piece.whole);
        }
        if ((document.signals() & signals::odd_space) != 0) {
            surplus_.propose(document, pieces, sink);
            blanks_.propose(document, sink);
        }
    }

  private:
    std::vector<TornPiece> torn(const Document& document) const {
        std::vector<TornPiece> pieces;
        if ((document.signals() & signals::digit) != 0) torn_numbers_.find(document, pieces);
        torn_initials_.find(document, pieces);
        std::sort(pieces.begin(), pieces.end(),
                  [](const TornPiece& a, const TornPiece& b) { return a.at.begin < b.at.begin; });
        return pieces;
    }

    Borders borders_;
    Blanks blanks_;
    Surplus surplus_;
    TornNumbers torn_numbers_;
    TornInitials torn_initials_;
};

}  // namespace

std::shared_ptr<const Stage> make_spacing_stage(const Dictionaries& dictionaries) {
    return std::make_shared<SpacingStage>(dictionaries);
}

}  // namespace mtmend
