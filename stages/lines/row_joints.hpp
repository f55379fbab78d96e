#pragma once
#include <cstddef>
#include <cstdint>
#include <unordered_set>

#include "pipeline/dictionaries.hpp"
#include "pipeline/text/document.hpp"
#include "stages/lines/shape.hpp"

namespace mtmend {

/// What tells a break inside a sentence from others: words and names, and the rules that say so.
struct BreakLists {
    /// Reads `lines/joints.tsv` and `lines/names.tsv`. Throws DictionaryError as Joints does.
    explicit BreakLists(const Dictionaries& dictionaries);

    Joints joints;
    std::unordered_set<std::uint64_t> names;  ///< of two words, as keys of Neighbours
    const Rule& inside;
    const Rule& paragraph;
    const Rule& capital;
    const Rule& unsure;
    const Rule& wrap;
};

/// Judges which rows of an article are one line of text.
class RowJoints {
  public:
    RowJoints(const BreakLists& lists, const Document& document, const Layout& layout,
              const Neighbours& neighbours)
        : lists_(lists), document_(document), layout_(layout), neighbours_(neighbours) {}

    /// The rule by which row `i` and the next are one line; null where they are not. `continued`: row `i`
    /// goes on a sentence of the row before it. Linear in the two rows, and looks a few rows ahead.
    const Rule* between(std::size_t i, bool continued) const;

  private:
    /// Where links became paragraphs: the link, or what follows it, goes on the sentence.
    const Rule* link_joint(std::size_t i, bool continued) const;
    /// "Ms.", and "U.S." before a small letter: the stop ends no sentence.
    bool ends_in_abbreviation(const Row& left, const Row& right) const;
    /// Hard-wrapped text: the next word would not have fitted on the line.
    bool breaks_full_line(const Row& left, const Row& right) const;
    bool role(std::size_t word, Joints::Role wanted) const;
    /// The last word of `left`, where it ends in one with nothing behind it.
    bool ends_with(const Row& left, Joints::Role wanted) const;
    /// The first of a run of list items in lower case: lines that each stand alone. Where one of them goes on
    /// the one before it, the run is a broken paragraph.
    bool is_list(std::size_t first) const;
    /// True where a word at the break shows that the sentence goes on.
    bool goes_on(const Row& left, const Row& right) const;
    const Rule* lower_joint(std::size_t i, bool continued) const;
    /// A paragraph that runs out without a stop, and one in small letters that ends with one: only where both
    /// are whole sentences by length, and no list is near.
    bool is_torn_prose(std::size_t i) const;
    /// Most of its longer words begin with a capital.
    bool is_headline(const Row& row) const;
    /// Without a telling word at the break: prose on the left, and a right side that ends as sentences do.
    bool is_prose(std::size_t i, bool continued) const;
    const Row& last_row_of_block(std::size_t i) const;
    /// A name or a sentence that goes on with a capital.
    const Rule* capital_joint(const Row& left, const Row& right, bool first_row) const;
    /// True where at least two longer words besides function words are in lower case: no headline in
    /// capitals.
    bool is_sentence_case(const Row& row) const;
    /// The two words stand side by side elsewhere in the article, or are a name everybody knows.
    bool is_name(const Word& last, const Word& first) const;

    const BreakLists& lists_;
    const Document& document_;
    const Layout& layout_;
    const Neighbours& neighbours_;
};

}  // namespace mtmend
