#pragma once
#include <algorithm>
#include <cstddef>

namespace mtmend {

/// Tags that say which text a span indexes. A stage sees `Working` text; logs speak of `Source` text.
struct Source {};
struct Working {};

/// A half-open range [begin, end) of UTF-8 bytes in the text named by the tag. Both ends lie on code-point
/// boundaries wherever a span is handed to the engine; a span of one text does not convert into a span of
/// another.
template <class Text>
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;

    constexpr std::size_t size() const { return end - begin; }
    constexpr bool empty() const { return begin == end; }
    constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
    /// True where the two share a byte, or where one is an insertion point strictly inside the other.
    constexpr bool overlaps(Span other) const {
        return std::max(begin, other.begin) < std::min(end, other.end) ||
               (empty() && other.begin < begin && begin < other.end) ||
               (other.empty() && begin < other.begin && other.begin < end);
    }
    /// True where they overlap or no byte lies between them.
    constexpr bool touches(Span other) const { return begin <= other.end && other.begin <= end; }
    friend constexpr bool operator==(Span, Span) = default;
};

/// A range of one text, and the range of the next that stands in its place.
struct Replaced {
    Span<Working> was;
    Span<Working> now;
};

}  // namespace mtmend
