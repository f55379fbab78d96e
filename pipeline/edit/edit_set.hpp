#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/edit/edit.hpp"
#include "pipeline/interface.hpp"
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

/// Changes of one text: sorted, and apart from each other by at least one unchanged byte (changes that touch
/// are one change with several steps). "Source" is the text the set is written against, "Working" the text it
/// makes. Where changes of two groups become one, so do the groups, everywhere in the set. A change may
/// change nothing (an edit that a later one took back): it stays, for its steps.
///
/// A value with laws, for any text s, any set a that fits s and any set b that fits apply(a, s):
///   a.then(b).apply(s) == b.apply(a.apply(s)),  a.inverse(s).apply(a.apply(s)) == s,  and no step is lost.
class MTMEND_INTERFACE EditSet {
  public:
    EditSet() = default;

    /// Takes changes in any order. Throws std::invalid_argument where two overlap, where two insert at one
    /// place, or where a span is reversed; joins those that touch. O(n log n).
    explicit EditSet(std::vector<Change> changes);

    const std::vector<Change>& changes() const& { return changes_; }
    std::vector<Change> changes() && { return std::move(changes_); }
    bool empty() const { return changes_.empty(); }
    std::size_t size() const { return changes_.size(); }

    /// The text that comes out. Throws std::out_of_range where a change lies past the end of `source`.
    /// Linear.
    std::string apply(std::string_view source) const;

    /// This set followed by `next`, which is written against the text this set makes. Linear in both sizes.
    EditSet then(const EditSet& next) const;

    /// The set that leads from the made text back to `source`; its steps are the same. Throws
    /// std::out_of_range as apply does.
    EditSet inverse(std::string_view source) const;

    /// Where each change stands in the made text, in the same order.
    std::vector<Span<Working>> made_spans() const;

    /// The place in the source of an offset of the made text, and the reverse. `Side::begin` goes where the
    /// byte behind the offset went, as the begin of a span does; `Side::end` where the byte before it went. A
    /// byte inside a change goes to the change's begin or end, whichever side it is asked from. O(log n).
    enum class Side { begin, end };
    std::size_t to_source(std::size_t made_offset, Side side = Side::begin) const;
    std::size_t to_made(std::size_t source_offset, Side side = Side::begin) const;
    /// The smallest span that covers what `span` covers. Of an empty span at a place where text was taken out
    /// (or, the other way, put in): all of that text.
    Span<Source> to_source(Span<Working> span) const;
    Span<Working> to_made(Span<Source> span) const;

    friend bool operator==(const EditSet& a, const EditSet& b) { return a.changes_ == b.changes_; }

  private:
    static EditSet of_sorted(std::vector<Change> changes);
    Span<Working> made_span(std::size_t index) const;

    std::vector<Change> changes_;
    // Follows from changes_. Made with the set, not when first asked for, so that threads can share it.
    std::vector<std::size_t> made_begins_;
};

}  // namespace mtmend
