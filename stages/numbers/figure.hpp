#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/dictionaries.hpp"
#include "pipeline/text/document.hpp"

namespace mtmend::numbers {

/// A number as it stands in the text: groups of digits and the marks between them.
struct Figure {
    Span<Working> at;
    std::vector<std::string_view> groups;
    std::string marks;     ///< one between two groups: '.', ',', '\'' or ' ' for any kind of space
    bool touched = false;  ///< a letter, digit or sign of a code, date or phone number stands at it

    /// True where every group from `first` on has three digits.
    bool in_thousands(std::size_t first, std::size_t last) const;
    bool all_marks(char mark) const { return marks.find_first_not_of(mark) == std::string::npos; }
};

/// Calls `visit` with where each run of digits begins, but for those before the offset that the last visit
/// returned. Looks at words with a digit only.
template <class Visit>
void for_each_digits(const Document& document, Visit visit) {
    const std::string_view text = document.text();
    std::size_t at = 0;
    for (const Word& word : document.words()) {
        if (!word.has_digit) continue;
        for (at = std::max(at, word.at.begin); at < word.at.end;) {
            if (text[at] >= '0' && text[at] <= '9')
                at = visit(at);
            else
                ++at;
        }
    }
}

/// All figures of a document, in order. Linear.
std::vector<Figure> figures(const Document& document);

/// What a word behind a figure is; see `numbers/units.tsv`.
enum class Unit { none, count, currency, scale, percent, measure };

class Units {
  public:
    explicit Units(const Dictionaries& dictionaries);
    Unit of(std::string_view word) const;
    /// The unit right behind `offset` ("5 km", "5%", "5€"), and where it ends; `end` stays as it is where
    /// there is none.
    Unit behind(const Document& document, std::size_t offset, std::size_t* end = nullptr) const;
    /// True where a thing that is counted follows within three words ("65.490 new infections").
    bool counts_things(const Document& document, std::size_t offset) const;

  private:
    std::unordered_map<std::uint64_t, Unit> units_;
};

/// The sign of a currency right before `offset`, or nothing.
bool behind_currency_sign(const Document& document, std::size_t offset);

}  // namespace mtmend::numbers
