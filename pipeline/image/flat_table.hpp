#pragma once
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "pipeline/image/archived.hpp"

namespace mtmend {

/// A table from 64-bit hash to value that lies in a few pieces of memory. A bitmap that stays in the cache
/// stands before it: asking for what is not there mostly costs one bit. Equal hashes count as equal keys.
template <class Value>
class FlatTable {
  public:
    /// The value of `hash`, which is added where there is none. Valid until the next one is added.
    Value& operator[](std::uint64_t hash) { return at_index(add(hash)); }
    /// The same by its index: values are numbered as they come.
    std::size_t add(std::uint64_t hash) {
        if ((rows_.size() + 1) * 2 > cells_.size()) grow();
        const std::size_t place = place_of(hash);
        if (cells_[place] == 0) {
            rows_.to_change().push_back({hash, Value{}});
            cells_.to_change()[place] = static_cast<std::uint32_t>(rows_.size());
            set_bit(hash);
        }
        return cells_[place] - 1;
    }

    /// The value of `hash`, or null. Constant time.
    const Value* find(std::uint64_t hash) const {
        const std::size_t index = index_of(hash);
        return index == none ? nullptr : &rows_[index].value;
    }
    /// The same for a hash that is most likely there: the bitmap is not asked.
    const Value* find_expected(std::uint64_t hash) const {
        const std::uint32_t cell = cells_[place_of(hash)];
        return cell == 0 ? nullptr : &rows_[cell - 1].value;
    }
    /// Asks the memory for what find_expected will read first.
    void prefetch(std::uint64_t hash) const { __builtin_prefetch(&cells_[hash & (cells_.size() - 1)]); }
    /// Its index, or `none`.
    std::size_t index_of(std::uint64_t hash) const {
        const std::size_t bit = bit_of(hash);
        if ((bits_[bit / 64] >> (bit % 64) & 1) == 0) return none;
        return std::size_t{cells_[place_of(hash)]} - 1;
    }
    static constexpr std::size_t none = ~std::size_t{0};

    std::size_t size() const { return rows_.size(); }
    const Value& at_index(std::size_t index) const { return rows_[index].value; }
    Value& at_index(std::size_t index) { return rows_.to_change()[index].value; }

    /// Calls use(hash, value) for all, as they came.
    template <class Use>
    void for_each(Use use) const {
        for (const Row& row : rows_) use(row.hash, row.value);
    }

    friend auto fields(FlatTable& table) { return std::tie(table.bits_, table.cells_, table.rows_); }

  private:
    struct Row {
        using archived_whole = void;
        std::uint64_t hash;
        Value value;
    };

    std::size_t bit_of(std::uint64_t hash) const { return (hash >> 32) & (bits_.size() * 64 - 1); }
    void set_bit(std::uint64_t hash) {
        bits_.to_change()[bit_of(hash) / 64] |= std::uint64_t{1} << (bit_of(hash) % 64);
    }
    /// The cell that leads to `hash`, or the free one where it belongs.
    std::size_t place_of(std::uint64_t hash) const {
        const std::size_t mask = cells_.size() - 1;
        std::size_t at = hash & mask;
        while (cells_[at] != 0 && rows_[cells_[at] - 1].hash != hash) at = (at + 1) & mask;
        return at;
    }
    void grow() {
        cells_.to_change().assign(cells_.size() * 2, 0);
        bits_.to_change().assign(bits_.size() * 2, 0);
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            cells_.to_change()[place_of(rows_[i].hash)] = static_cast<std::uint32_t>(i + 1);
            set_bit(rows_[i].hash);
        }
    }

    ArchivedList<std::uint64_t> bits_{std::vector<std::uint64_t>(8)};
    ArchivedList<std::uint32_t> cells_{std::vector<std::uint32_t>(64)};  ///< of rows, from 1 on; 0: free
    ArchivedList<Row> rows_;
};

/// A hash of small numbers put together in 64 bits (the finisher of MurmurHash3).
constexpr std::uint64_t mixed(std::uint64_t number) {
    number ^= number >> 33;
    number *= 0xFF51AFD7ED558CCDu;
    number ^= number >> 33;
    number *= 0xC4CEB9FE1A85EC53u;
    return number ^ number >> 33;
}

}  // namespace mtmend
