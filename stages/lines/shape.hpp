#pragma once
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "pipeline/dictionaries.hpp"
#include "pipeline/text/document.hpp"

namespace mtmend {

/// What `dictionaries/lines/joints.tsv` says about words at the two sides of a line break, by folded hash.
class Joints {
  public:
    enum Role : unsigned {
        firm = 1,
        open = 2,
        follow = 4,
        starter = 8,
        prefix = 16,
        suspended = 32,
        title = 64,
        subject = 128,
        suspends = 256,
        bound = 512
    };

    /// Throws DictionaryError where the table names a role that does not exist.
    explicit Joints(const Dictionaries& dictionaries);
    bool is(std::uint64_t word, Role role) const {
        const auto it = roles_.find(word);
        return it != roles_.end() && (it->second & role) != 0;
    }

  private:
    std::unordered_map<std::uint64_t, unsigned> roles_;
};

/// A line that is not blank, as the stage `lines` sees it: what its two ends look like and what kind of line
/// it is.
struct Row {
    enum class Opening { lower, upper, digit, mark };
    enum class Ending { word, comma, semicolon, colon, dash, hyphen, stop, other };

    Span<Working> at;        ///< without white space at its ends
    std::size_t breaks = 0;  ///< line breaks between this row and the one before
    std::size_t first = 0;   ///< its words are [first, last) of Document::words()
    std::size_t last = 0;
    std::size_t width = 0;  ///< in code points
    Opening opening = Opening::mark;
    Ending ending = Ending::other;
    bool item = false;  ///< begins like a list item, label, address or code: never goes on a line before it
    bool bare =
        false;  ///< a number on its own, such as that of a page, or columns: neither side goes on over it
    bool listed = false;      ///< ends in "; and" or ", or", as the last but one item of a list does
    bool inner_stop = false;  ///< a sentence ends inside it: it is prose, not a headline
    bool verse = false;       ///< stands in a block shaped like verse or a list
    bool wrapped = false;     ///< stands in a block that was broken at one width; `limit` is that width
    std::size_t limit = 0;

    std::size_t words() const { return last - first; }
};

/// What the article as a whole does with line breaks.
struct Layout {
    std::vector<Row> rows;
    bool blank_lines = false;  ///< paragraphs are set apart by blank lines, a single break is the exception
    bool broken = false;       ///< a break elsewhere is plainly inside a sentence; found by the stage
    bool linked = false;       ///< links inside sentences became paragraphs of their own; found by the stage
    bool lists = false;        ///< the article holds runs of short lines without stops, such as a list of
                               ///< ingredients, or of paragraphs in lower case
};

/// Which words stand side by side in the article, with one space or one hyphen between them. Linear to build,
/// and built when first asked for.
class Neighbours {
  public:
    explicit Neighbours(const Document& document) : document_(document) {}
    bool hyphened(std::uint64_t left, std::uint64_t right) const {
        return pairs().hyphened.contains(key(left, right));
    }
    /// Both with a capital.
    bool named(std::uint64_t left, std::uint64_t right) const {
        return pairs().named.contains(key(left, right));
    }

    static std::uint64_t key(std::uint64_t left, std::uint64_t right) {
        return left * 0x9E3779B97F4A7C15ull + right;
    }

  private:
    struct Pairs {
        std::unordered_set<std::uint64_t> hyphened;
        std::unordered_set<std::uint64_t> named;
    };
    const Pairs& pairs() const;
    const Document& document_;
    mutable std::optional<Pairs> pairs_;
};

/// Reads the lines of a document. Linear.
Layout read_layout(const Document& document);

/// The width of the first blank-separated piece of a row: what would have had to fit on the line before.
std::size_t first_piece(const Document& document, const Row& row);

}  // namespace mtmend
