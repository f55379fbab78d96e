#pragma once
#include <cstddef>
#include <string_view>

namespace mtmend {

/// How many columns of a terminal a character takes: 0 for what stands on the one before it (marks, joiners),
/// 2 for wide ones of East Asian scripts and pictures, else 1. Controls count as 0: make them visible first.
std::size_t columns_of(char32_t c);

/// The same of a text in valid UTF-8. Linear.
std::size_t columns_of(std::string_view text);

/// The longest beginning of `text` that takes at most `columns`; a character is never parted from its marks.
std::string_view first_columns(std::string_view text, std::size_t columns);

}  // namespace mtmend
