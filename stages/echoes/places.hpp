#pragma once
#include <cstddef>
#include <string_view>

#include "pipeline/text/document.hpp"

namespace mtmend::echoes {

/// The text between a word and the next one; empty for the last word.
std::string_view gap_behind(const Document& document, std::size_t index);

/// True for white space within one paragraph: spaces, and at most one line break.
bool is_plain_gap(std::string_view gap);

/// True where `offset` lies inside quotation marks, judged from the block's beginning or 2,000 bytes back.
bool in_quotes(const Document& document, std::size_t offset);

/// True where the text is set in short lines, as verse, lyrics and lists are: there, repetition is form.
bool in_short_lines(const Document& document, std::size_t offset);

/// True where a line break behind word `last`, between two copies, is a heading's or a list item's end rather
/// than wrapped prose.
bool breaks_line(const Document& document, std::size_t last);

/// True where a hyphen, an apostrophe or a sign of a token touches the words [first, last) from outside.
bool touches_hyphen(const Document& document, std::size_t first, std::size_t last);

}  // namespace mtmend::echoes
