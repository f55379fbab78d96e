#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "pipeline/image/flat_table.hpp"
#include "pipeline/image/pool.hpp"

namespace mtmend {

/// Lists by a 64-bit hash, in a few pieces of memory: what an image gives back in one go. Equal hashes count
/// as equal keys.
template <class Value>
class ListTable {
  public:
    /// Appends to the list of `hash`. Not to be called once closed.
    void add(std::uint64_t hash, Value value) { added_.emplace_back(hash, value); }
    /// A list that is there although it may have no value.
    void add(std::uint64_t hash) { lists_[hash]; }

    /// To be called once, when all are added; values stay in the order in which they came.
    void close() {
        std::stable_sort(added_.begin(), added_.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<Value> list;
        for (auto first = added_.begin(); first != added_.end();) {
            list.clear();
            auto last = first;
            for (; last != added_.end() && last->first == first->first; ++last) list.push_back(last->second);
            lists_[first->first] = values_.add(list);
            first = last;
        }
        added_ = {};
    }
    /// The same, with the values of each list in their own order and each once.
    void close_sorted() {
        std::sort(added_.begin(), added_.end());
        added_.erase(std::unique(added_.begin(), added_.end()), added_.end());
        close();
    }

    /// The list of `hash`, or nothing. Constant time.
    std::optional<std::span<const Value>> find(std::uint64_t hash) const {
        const Range* range = lists_.find(hash);
        return range == nullptr ? std::nullopt : std::optional(values_[*range]);
    }
    /// The same, empty where there is none.
    std::span<const Value> operator[](std::uint64_t hash) const {
        const Range* range = lists_.find(hash);
        return range == nullptr ? std::span<const Value>() : values_[*range];
    }

    /// Calls use(hash, list) for all.
    template <class Use>
    void for_each(Use use) const {
        lists_.for_each([&](std::uint64_t hash, Range range) { use(hash, values_[range]); });
    }

    friend auto fields(ListTable& table) { return std::tie(table.lists_, table.values_); }

  private:
    FlatTable<Range> lists_;
    Pool<Value> values_;
    std::vector<std::pair<std::uint64_t, Value>> added_;  ///< until closed
};

}  // namespace mtmend
