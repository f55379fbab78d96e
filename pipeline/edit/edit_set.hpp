#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/edit/edit.hpp"
#include "pipeline/text/span.hpp"

namespace mtmend {

/// A replacement of a range of the source text, with the steps that led to it, in the order they were made.
struct Change {
    Span<Source> at;
    std::string after;
    std::vector<Step> steps;
    std::string group;
    friend bool operator==(const Change&, const Change&) = default;
};

/// Changes of one text: sorted, and apart from each other by at least one unchanged byte (changes that touch are
/// one change with several steps). "Source" is the text the set is written against, "Working" the text it makes.
///
/// A value with laws, for any text s, any set a that fits s and any set b that fits apply(a, s):
///   a.then(b).apply(s) == b.apply(a.apply(s)),  a.inverse(s).apply(a.apply(s)) == s,  and no step is lost.
class EditSet {
  public:
    EditSet() = default;

    /// Takes changes in any order. Throws std::invalid_argument where two overlap, where two insert at one place,
    /// or where a span is reversed; joins those that touch. O(n log n).
    explicit EditSet(std::vector<Change> changes);

    const std::vector<Change>& changes() const { return changes_; }
    bool empty() const { return changes_.empty(); }
    std::size_t size() const { return changes_.size(); }

    /// The text that comes out. Throws std::out_of_range where a change lies past the end of `source`. Linear.
    std::string apply(std::string_view source) const;

    /// This set followed by `next`, which is written against the text this set makes. Linear in both sizes.
    EditSet then(const EditSet& next) const;

    /// The set that leads from the made text back to `source`; its steps are the same.
    EditSet inverse(std::string_view source) const;

    /// Where each change stands in the made text, in the same order.
    std::vector<Span<Working>> made_spans() const;

    /// The place in the source of an offset of the made text, and the reverse. An offset inside a change maps to
    /// the change's begin or end, whichever side it is asked from (`Side::end` for the end of a span). O(log n).
    enum class Side { begin, end };
    std::size_t to_source(std::size_t made_offset, Side side = Side::begin) const;
    std::size_t to_made(std::size_t source_offset, Side side = Side::begin) const;
    /// The smallest source span that covers what `span` covers.
    Span<Source> to_source(Span<Working> span) const {
        return {to_source(span.begin, Side::begin), to_source(span.end, Side::end)};
    }
    Span<Working> to_made(Span<Source> span) const {
        return {to_made(span.begin, Side::begin), to_made(span.end, Side::end)};
    }

    friend bool operator==(const EditSet&, const EditSet&) = default;

  private:
    std::vector<Change> changes_;
};

}  // namespace mtmend
