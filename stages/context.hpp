#pragma once
#include <cstddef>
#include <string_view>

#include "pipeline/text/document.hpp"

namespace mtmend {

/// Questions that several stages ask about the surroundings of a word, always by its index into words(). Each
/// looks at one line, one sentence or a fixed number of words, so that hostile text costs no more than other
/// text.
namespace context {

/// What stands between word `i` and the next one (to the end of the text for the last).
std::string_view gap_after(const Document& document, std::size_t i);

/// True where word `i + 1` exists and only one space or line break stands between the two.
bool runs_on(const Document& document, std::size_t i);

/// True where word `i` is the first of its sentence, of its line or of a quotation, so that a capital tells
/// nothing.
bool opens(const Document& document, std::size_t i);

/// True where most longer words of the line around word `i` are capitalised: a headline in Title Case or
/// capitals.
bool in_title_case(const Document& document, std::size_t i);

/// True where the line around word `i` is short and ends without a full stop: a headline, caption or list
/// item.
bool in_heading(const Document& document, std::size_t i);

/// True where the line around word `i` has no lower-case letter.
bool in_capitals(const Document& document, std::size_t i);

/// True for a function word of another language that is none of the expected one ("della", "und", "los").
bool is_foreign_function_word(const Document& document, const Word& word);

/// True where quotation marks stand directly on both sides: the words are mentioned, not used.
bool is_quoted_alone(const Document& document, Span<Working> span);

/// How often the exact text stands in the article with no letter or digit right beside it, at most `limit`.
std::size_t count_exact(const Document& document, std::string_view text, std::size_t limit = 100);

}  // namespace context
}  // namespace mtmend
