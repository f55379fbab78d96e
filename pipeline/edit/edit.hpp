#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/interface.hpp"
#include "pipeline/text/span.hpp"

namespace mtmend {

/// How sure a rule is. `safe`: a careful copy editor would make the edit without seeing the source, every
/// time. `likely`: right in most articles. `suggestion`: worth a look. Ordered, so that `<=` reads "at least
/// as sure as".
enum class Confidence { safe, likely, suggestion };

MTMEND_INTERFACE std::string_view to_string(Confidence);
/// Throws std::invalid_argument for any other word.
MTMEND_INTERFACE Confidence confidence_from(std::string_view word);

/// One cause of an edit: which rule of which stage made it, how sure, and what is specific to this one place.
struct Step {
    std::string stage;
    std::string rule;
    Confidence confidence = Confidence::safe;
    std::string why;
    friend bool operator==(const Step&, const Step&) = default;
};

/// A proposal of a stage, written against the text of the Document it was shown.
struct Edit {
    Span<Working> at;
    std::string after;
    std::string_view rule;  ///< id of a rule that outlives the article, "stage/what-is-wrong"
    Confidence confidence = Confidence::safe;
    std::string why;    ///< empty, or what is specific to this edit
    std::string group;  ///< empty, or shared by edits of this article that stand or fall together
};

}  // namespace mtmend
