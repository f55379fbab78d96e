#include "stages/encoding/encoding.hpp"

#include "pipeline/rules/rule_stage.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "encoding",
    .mends = "mojibake, entities, left-over tags, controls, invisible and no-break spaces",
    .wakes_on = signals::none,
};

}  // namespace

std::shared_ptr<const Stage> make_encoding_stage(const Dictionaries& dictionaries) {
    return std::make_shared<RuleStage>(card, dictionaries);
}

}  // namespace mtmend
