#include "stages/lines/lines.hpp"

#include "pipeline/rules/rule_stage.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "lines",
    .mends = "line breaks inside a sentence or a term, hyphens at line ends",
    .wakes_on = signals::none,
};

}  // namespace

std::shared_ptr<const Stage> make_lines_stage(const Dictionaries& dictionaries) {
    return std::make_shared<RuleStage>(card, dictionaries);
}

}  // namespace mtmend
