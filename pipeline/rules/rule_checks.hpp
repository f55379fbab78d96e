#pragma once
#include <string>
#include <vector>

#include "pipeline/pipeline.hpp"
#include "pipeline/rules/rule.hpp"

namespace mtmend {

/// A rule's example that does not come out as it says.
struct RuleFailure {
    std::string rule;
    Place place;          ///< of the rule
    std::string example;  ///< the text that went in
    std::string message;  ///< what was expected and what came out
};

/// Looks at the patterns of rules, and runs the examples that they carry. For every rule: each `fixes` pair
/// with the rule alone and through the whole chain at the rule's confidence; each `keeps` text with the rule
/// alone (nothing may even be held) and through the whole chain as users run it (byte-identical); each
/// `known_wrong` must still fail. Every result is cleaned again and must not change. `rules` are ids; empty
/// means all, and what the user's own lists add (see Stage::cards_of_lists).
std::vector<RuleFailure> check_rules(const Pipeline& pipeline, const std::vector<std::string>& rules = {});

}  // namespace mtmend
