#include "stages/boilerplate/boilerplate.hpp"

#include "pipeline/rules/rule_stage.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "boilerplate",
    .mends = "footers of translators, related links, widgets, cookie and comment lines",
    .wakes_on = signals::none,
};

}  // namespace

std::shared_ptr<const Stage> make_boilerplate_stage(const Dictionaries& dictionaries) {
    return std::make_shared<RuleStage>(card, dictionaries);
}

}  // namespace mtmend
