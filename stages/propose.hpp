#pragma once
#include <string>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// Proposes `after` for `at` in the name of a rule, as sure as the rule's card says. Nothing for a change of
/// nothing.
inline void propose(const Document& document, EditSink& sink, const Rule& rule, Span<Working> at,
                    std::string after) {
    if (document.text(at) == after) return;
    Edit edit;
    edit.at = at;
    edit.after = std::move(after);
    edit.rule = rule.id;
    edit.confidence = rule.status == RuleStatus::preview ? Confidence::suggestion : rule.confidence;
    sink.propose(std::move(edit));
}

}  // namespace mtmend
