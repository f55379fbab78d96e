#include "stages/numbers/numbers.hpp"

#include <vector>

#include "pipeline/rules/rule_stage.hpp"
#include "stages/numbers/dates.hpp"
#include "stages/numbers/figure.hpp"
#include "stages/numbers/foreign_speech.hpp"
#include "stages/numbers/neighbours.hpp"
#include "stages/numbers/separators.hpp"
#include "stages/numbers/signs.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "numbers",
    .mends = "thousands, decimals, scales, signs and dates in the style of the source language",
    .wakes_on = signals::digit,
};

class NumbersStage : public RuleStage {
  public:
    explicit NumbersStage(const Dictionaries& dictionaries)
        : RuleStage(mtmend::card, dictionaries),
          units_(dictionaries),
          words_(dictionaries),
          separators_(dictionaries, units_, words_),
          signs_(dictionaries, words_),
          dates_(dictionaries, words_) {}

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        if ((document.signals() & signals::digit) != 0) {
            const auto figures = numbers::figures(document);
            separators_.propose(document, figures, sink);
            signs_.propose(document, figures, sink);
            dates_.propose(document, sink);
        }
        std::erase_if(sink.edits(), [&](const Edit& edit) {
            return numbers::in_foreign_speech(document, edit.at, units_);
        });
    }

  private:
    numbers::Units units_;
    numbers::Neighbours words_;
    Separators separators_;
    Signs signs_;
    numbers::Dates dates_;
};

}  // namespace

std::shared_ptr<const Stage> make_numbers_stage(const Dictionaries& dictionaries) {
    return std::make_shared<NumbersStage>(dictionaries);
}

}  // namespace mtmend
