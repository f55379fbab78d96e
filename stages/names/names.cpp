#include "stages/names/names.hpp"

#include "pipeline/rules/rule_stage.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "names",
    .mends = "foreign spellings of acronyms, places and people",
    .wakes_on = signals::none,
};

}  // namespace

std::shared_ptr<const Stage> make_names_stage(const Dictionaries& dictionaries) {
    return std::make_shared<RuleStage>(card, dictionaries);
}

}  // namespace mtmend
