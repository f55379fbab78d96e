#include "stages/consistency/consistency.hpp"

#include "pipeline/rules/rule_stage.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "consistency",
    .mends = "one name in two spellings within an article",
    .wakes_on = signals::none,
};

}  // namespace

std::shared_ptr<const Stage> make_consistency_stage(const Dictionaries& dictionaries) {
    return std::make_shared<RuleStage>(card, dictionaries);
}

}  // namespace mtmend
