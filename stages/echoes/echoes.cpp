#include "stages/echoes/echoes.hpp"

#include "pipeline/rules/rule_stage.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "echoes",
    .mends = "words, fragments and attributions that stand twice, sentences torn in two",
    .wakes_on = signals::none,
};

}  // namespace

std::shared_ptr<const Stage> make_echoes_stage(const Dictionaries& dictionaries) {
    return std::make_shared<RuleStage>(card, dictionaries);
}

}  // namespace mtmend
