#include "stages/quotes/quotes.hpp"

#include "pipeline/rules/rule_stage.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "quotes",
    .mends = "unbalanced and foreign quotation marks",
    .wakes_on = signals::none,
};

}  // namespace

std::shared_ptr<const Stage> make_quotes_stage(const Dictionaries& dictionaries) {
    return std::make_shared<RuleStage>(card, dictionaries);
}

}  // namespace mtmend
