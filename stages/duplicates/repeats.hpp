#pragma once
#include <cstddef>
#include <cstdint>
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

/// Where runs of four words stood in the article before: a rough look that overlooks none and hardly ever
/// sees one where none is. Linear: one rolling hash and a bitmap.
class Echoes {
  public:
    explicit Echoes(const Document& document);

    /// At least the words of the longest run that stood before; 0 where none of four words did.
    std::size_t longest() const { return longest_; }
    /// At least as many as the runs of four words inside [first, last) that stood before.
    std::size_t count(std::size_t first, std::size_t last) const;

    static constexpr std::size_t run = 4;

  private:
    std::vector<std::uint32_t> before_;  ///< by word: the echoes that begin before it
    std::size_t longest_ = 0;
};

/// The longest runs of words that stood in the article before, whatever the line breaks and marks between
/// them; found from left to right, never overlapping. Linear: one rolling hash and one table of the first
/// place of every eight words.
std::vector<Repeat> find_repeats(const Document& document);

}  // namespace mtmend
