#include "stages/numbers/numbers.hpp"

#include "pipeline/rules/rule_stage.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "numbers",
    .mends = "thousands and decimals in the style of the source language",
    .wakes_on = signals::none,
};

}  // namespace

std::shared_ptr<const Stage> make_numbers_stage(const Dictionaries& dictionaries) {
    return std::make_shared<RuleStage>(card, dictionaries);
}

}  // namespace mtmend
