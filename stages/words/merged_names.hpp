#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>

#include "pipeline/dictionaries.hpp"
#include "stages/words/halves.hpp"
#include "stages/words/word_pairs.hpp"

namespace mtmend {

/// Finds where a name ends in a word that lost its space: "Trumpin", "Castellottiwho", "FederalReserve".
class MergedNames {
  public:
    /// `halves` must outlive it.
    MergedNames(const Dictionaries& dictionaries, const Halves& halves);

    /// Where the name ends at the front of word `index`, if the rest is a word that may follow it.
    std::optional<std::size_t> end_of_name(const Document& document, std::size_t index) const;
    /// Where a second capital stands in a word of two capitalised ones, or 0.
    static std::size_t second_capital(const Document& document, std::size_t index);
    /// True where the halves before and behind a second capital are two names or words for sure, false where
    /// they may be, nothing where they are one.
    std::optional<bool> are_two(const Document& document, WordPairs& pairs, std::size_t index,
                                std::size_t at) const;
    /// "Bárcenaswho": a capitalised word with a letter that English lacks, and that no list knows.
    static bool is_accented_name(const Document& document, std::size_t index);

  private:
    std::optional<std::size_t> end_of_unknown_name(const Document& document, std::size_t index) const;

    const Halves& halves_;
    std::unordered_set<std::string> surnames_;
    std::unordered_set<std::uint64_t> known_names_;
};

}  // namespace mtmend
