#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "pipeline/text/document.hpp"
#include "pipeline/text/lexicon.hpp"

namespace mtmend {

/// Words up to this rank are in every newspaper; rarer ones are often the words of other languages too.
constexpr Rank commonly_known = 50;

/// What a word says about the language it is in, a bit each; none for a word with digits.
namespace language_sign {
enum Sign : std::uint8_t {
    counted = 1,
    known = 2,  ///< in every newspaper
    listed = 4,
    small = 8,
    non_latin = 16,
    foreign = 32,   ///< a function word of some other language
    expected = 64,  ///< a function word of the expected language
};
}  // namespace language_sign

/// The signs of a word whose rank and marks are known.
inline std::uint8_t language_signs_of(const Word& word, const Lexicon& lexicon) {
    using namespace language_sign;
    if (word.has_digit) return 0;
    const auto if_true = [](bool holds, Sign sign) { return holds ? sign : 0; };
    // The marks of "it's" are those of "it" as well.
    const bool is_expected = (word.marks & lexicon.expected_mark) != 0 && !word.possessive;
    return static_cast<std::uint8_t>(
        counted | if_true(word.rank != 0 && word.rank <= commonly_known, known) |
        if_true(word.rank != 0, listed) | if_true(!word.capital, small) | if_true(word.non_latin, non_latin) |
        if_true((word.marks & lexicon.foreign_mark) != 0, foreign) | if_true(is_expected, expected));
}

/// How many words of a text have each sign.
class LanguageSigns {
  public:
    /// Linear; a few instructions a word.
    LanguageSigns(const Word* begin, const Word* end) {
        while (begin != end) {
            // Seven sums side by side in one number, a byte each.
            std::uint64_t sums = 0;
            const Word* const stop = end - begin > 255 ? begin + 255 : end;
            for (; begin != stop; ++begin) sums += side_by_side[begin->language_signs];
            for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += sums >> (8 * i) & 0xFF;
        }
    }
    std::size_t operator[](language_sign::Sign sign) const {
        return counts_[static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(sign)))];
    }

  private:
    static constexpr auto side_by_side = [] {
        std::array<std::uint64_t, 128> table{};
        for (std::size_t signs = 0; signs < table.size(); ++signs) {
            for (std::size_t i = 0; i < 7; ++i) table[signs] |= std::uint64_t{signs >> i & 1} << (8 * i);
        }
        return table;
    }();
    std::array<std::size_t, 7> counts_{};
};

}  // namespace mtmend
