#pragma once
#include <cstddef>
#include <vector>

#include "pipeline/text/document.hpp"

namespace mtmend {

/// The same words in two places: [first, first + words) and [again, again + words) as indices into
/// Document::words(). The two overlap where a text follows on itself.
struct Repeat {
    std::size_t first = 0;
    std::size_t again = 0;
    std::size_t words = 0;
};

/// Words that must agree in a row before two places count as the same text.
inline constexpr std::size_t shortest_repeat = 8;

/// The longest runs of words that stood in the article before, whatever the line breaks and marks between
/// them; found from left to right, never overlapping. Linear: one rolling hash and one table of the first
/// place of every eight words.
std::vector<Repeat> find_repeats(const Document& document);

}  // namespace mtmend
