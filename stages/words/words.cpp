#include "stages/words/words.hpp"

#include "pipeline/rules/rule_stage.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "words",
    .mends = "split and merged words",
    .wakes_on = signals::none,
};

}  // namespace

std::shared_ptr<const Stage> make_words_stage(const Dictionaries& dictionaries) {
    return std::make_shared<RuleStage>(card, dictionaries);
}

}  // namespace mtmend
