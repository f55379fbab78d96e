#include "stages/casing/casing.hpp"

#include "pipeline/rules/rule_stage.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "casing",
    .mends = "capitals inside a sentence, lower-case names and titles",
    .wakes_on = signals::none,
};

}  // namespace

std::shared_ptr<const Stage> make_casing_stage(const Dictionaries& dictionaries) {
    return std::make_shared<RuleStage>(card, dictionaries);
}

}  // namespace mtmend
