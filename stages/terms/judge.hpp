#pragma once
#include <optional>
#include <string_view>

#include "pipeline/edit/edit.hpp"
#include "pipeline/text/document.hpp"
#include "stages/terms/compile.hpp"
#include "stages/terms/search.hpp"

namespace mtmend::terms {

/// How good the case for a match is, and how sure that makes the edit.
struct Judgement {
    Confidence confidence = Confidence::suggestion;
    bool left_over = false;  ///< a source word stands in it
    /// Set where the name is right but for its capitals ("economic Commission for …"): how it is written.
    std::string_view same_name;
};

/// Weighs a match: whether it is a rendering of the name at all, and how sure. Nothing for good English and
/// for what only looks like the name. Linear in the match, and where it is a close call in the article, once
/// for each of the term's own names.
std::optional<Judgement> judge(const Compiled& compiled, const Document& document, const Match& match);

}  // namespace mtmend::terms
