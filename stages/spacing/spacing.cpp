#include "stages/spacing/spacing.hpp"

#include "pipeline/rules/rule_stage.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "spacing",
    .mends = "lost and surplus spaces around punctuation",
    .wakes_on = signals::none,
};

}  // namespace

std::shared_ptr<const Stage> make_spacing_stage(const Dictionaries& dictionaries) {
    return std::make_shared<RuleStage>(card, dictionaries);
}

}  // namespace mtmend
