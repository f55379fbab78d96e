#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "pipeline/image/archived.hpp"

namespace mtmend {

/// A list inside a pool: where it begins, and how many values it has.
struct Range {
    using archived_whole = void;
    std::uint32_t first = 0;
    std::uint32_t size = 0;
    bool empty() const { return size == 0; }
};

/// Many short lists in one piece of memory, each named by its range: what is read from the image in one go.
template <class Value>
class Pool {
  public:
    /// Appends a list. Linear in its length.
    template <class List>
    Range add(const List& list) {
        const Range range{static_cast<std::uint32_t>(values_.size()),
                          static_cast<std::uint32_t>(std::size(list))};
        std::vector<Value>& values = values_.to_change();
        values.insert(values.end(), std::begin(list), std::end(list));
        return range;
    }
    /// The list of this range; valid until the next one is added.
    std::span<const Value> operator[](Range range) const {
        return {values_.data() + range.first, range.size};
    }

    friend auto fields(Pool& pool) { return std::tie(pool.values_); }

  private:
    ArchivedList<Value> values_;
};

}  // namespace mtmend
