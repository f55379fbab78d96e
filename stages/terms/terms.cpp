#include "stages/terms/terms.hpp"

#include "pipeline/rules/rule_stage.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "terms",
    .mends = "literal renderings of official names",
    .wakes_on = signals::none,
};

}  // namespace

std::shared_ptr<const Stage> make_terms_stage(const Dictionaries& dictionaries) {
    return std::make_shared<RuleStage>(card, dictionaries);
}

}  // namespace mtmend
