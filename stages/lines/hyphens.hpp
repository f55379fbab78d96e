#pragma once
#include <string>

#include "pipeline/text/document.hpp"
#include "stages/lines/shape.hpp"

namespace mtmend {

/// What becomes of a word that a hyphen and white space cut in two.
struct HyphenVerdict {
    enum class Kind {
        none,
        sure,
        unsure,   ///< no list knows the word
        compound  ///< keeps its hyphen, and nothing in the article shows that it is no dash
    };
    Kind kind = Kind::none;
    std::string after;  ///< the whole text from the first byte of `left` to the last of `right`
};

/// Judges `left`, `mark` (hyphen, U+2010, "¬" or soft hyphen) and `right`, which stand at the two sides of
/// white space. The article's own spelling decides, then the word list; two words that are no third one keep
/// their hyphen, which is sure only where the article has the compound unbroken.
HyphenVerdict judge_hyphen(const Document& document, const Joints& joints, const Neighbours& neighbours,
                           std::string_view left, std::string_view mark, std::string_view right,
                           bool line_break);

}  // namespace mtmend
