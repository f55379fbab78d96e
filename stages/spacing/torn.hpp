#pragma once
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "stages/numbers/figure.hpp"
#include "stages/propose.hpp"

namespace mtmend {

/// A number or an abbreviation with spaces inside. It is mended as a whole or not at all: no other rule of
/// the stage touches what stands in it.
struct TornPiece {
    Span<Working> at;
    std::string whole;
    const Rule* rule = nullptr;  ///< null where it stays as it is
};

/// True where commas or stops stand behind a space elsewhere in the article: its tokens are all apart, so
/// that a space before a mark tells nothing about this one.
bool is_tokenised(std::string_view text);

/// Finds numbers with a space at their comma or point ("22, 000", "21 . 5"). What stands on both sides
/// decides between one number and a list, a date or a sentence's end.
class TornNumbers {
  public:
    explicit TornNumbers(const Dictionaries& dictionaries);
    void find(const Document& document, std::vector<TornPiece>& pieces) const;

  private:
    class Pass;
    numbers::Units units_;
    WordSet amounts_;
    WordSet behind_amounts_;
    WordSet behind_times_;
    WordSet months_;
    WordSet labels_;
    const Rule& sure_;
    const Rule& unsure_;
};

/// Finds initials with spaces inside ("U . S .", "p. m."). The initials of people, the ends of sentences and
/// the article's own way stay.
class TornInitials {
  public:
    explicit TornInitials(const Dictionaries& dictionaries);
    /// False where a quick look shows that nothing can be found.
    static bool may_stand_in(const Document& document);
    void find(const Document& document, std::vector<TornPiece>& pieces) const;

  private:
    class Pass;
    enum class Kind { always, usual, hour, place, other };
    struct Entry {
        Kind kind = Kind::other;
        std::uint64_t unless_before = 0;  ///< the word behind it that makes it a name
    };
    std::unordered_map<std::string, Entry> entries_;
    std::unordered_set<std::string> parts_;  ///< parts of more than one letter ("Ph")
    WordSet determiners_;
    const Rule& sure_;
    const Rule& unsure_;
};

}  // namespace mtmend
