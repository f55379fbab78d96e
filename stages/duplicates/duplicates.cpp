#include "stages/duplicates/duplicates.hpp"

#include "pipeline/rules/rule_stage.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "duplicates",
    .mends = "blocks that stand twice: repeated articles and pull quotes",
    .wakes_on = signals::none,
};

}  // namespace

std::shared_ptr<const Stage> make_duplicates_stage(const Dictionaries& dictionaries) {
    return std::make_shared<RuleStage>(card, dictionaries);
}

}  // namespace mtmend
