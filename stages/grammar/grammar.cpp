#include "stages/grammar/grammar.hpp"

#include "pipeline/rules/rule_stage.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "grammar",
    .mends = "calqued fixed phrases and articles",
    .wakes_on = signals::none,
};

}  // namespace

std::shared_ptr<const Stage> make_grammar_stage(const Dictionaries& dictionaries) {
    return std::make_shared<RuleStage>(card, dictionaries);
}

}  // namespace mtmend
