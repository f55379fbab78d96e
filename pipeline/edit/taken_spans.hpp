#pragma once
#include <cstddef>
#include <iterator>
#include <set>
#include <utility>

#include "pipeline/text/span.hpp"

namespace mtmend {

/// True for edits that cannot both be made: they overlap, or both insert at one place.
template <class Text>
constexpr bool conflict(Span<Text> a, Span<Text> b) {
    return a.overlaps(b) || (a.empty() && a == b);
}

/// Spans of one text that do not conflict with each other; who comes first is served first.
template <class Text>
class TakenSpans {
  public:
    /// True where `span` conflicts with none of those taken. O(log n).
    bool is_free(Span<Text> span) const {
        const auto after = taken_.lower_bound({span.begin, span.end});
        for (auto it = after; it != taken_.end() && it->first <= span.end; ++it) {
            if (conflict({it->first, it->second}, span)) return false;
            if (it->first > span.begin) break;
        }
        if (after == taken_.begin()) return true;
        const auto before = std::prev(after);
        return !conflict({before->first, before->second}, span);
    }

    /// Takes `span` where it is free, and says whether it was.
    bool take(Span<Text> span) {
        if (!is_free(span)) return false;
        taken_.insert({span.begin, span.end});
        return true;
    }

  private:
    std::set<std::pair<std::size_t, std::size_t>> taken_;
};

}  // namespace mtmend
