#pragma once
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

namespace mtmend::terms {

/// A table from 64-bit hash to value that lies in a few pieces of memory. A bitmap that stays in the cache
/// stands before it: asking for what is not there mostly costs one bit. Equal hashes count as equal keys.
template <class Value>
class FlatTable {
  public:
    /// The value of `hash`, which is added where there is none. Valid until the next one is added.
    Value& operator[](std::uint64_t hash) { return values_[add(hash)]; }
    /// The same by its index: values are numbered as they come.
    std::size_t add(std::uint64_t hash) {
        if ((values_.size() + 1) * 2 > cells_.size()) grow();
        Cell& cell = cells_[place_of(hash)];
        if (cell.number == 0) {
            values_.emplace_back();
            cell = {hash, values_.size()};
            set_bit(hash);
        }
        return cell.number - 1;
    }

    /// The value of `hash`, or null. Constant time.
    const Value* find(std::uint64_t hash) const {
        const std::size_t bit = bit_of(hash);
        if ((bits_[bit / 64] >> (bit % 64) & 1) == 0) return nullptr;
        const Cell& cell = cells_[place_of(hash)];
        return cell.number == 0 ? nullptr : &values_[cell.number - 1];
    }

    std::size_t size() const { return values_.size(); }
    const Value& at_index(std::size_t index) const { return values_[index]; }
    Value& at_index(std::size_t index) { return values_[index]; }

    /// Calls use(hash, value) for all, in no particular order.
    template <class Use>
    void for_each(Use use) const {
        for (const Cell& cell : cells_) {
            if (cell.number != 0) use(cell.hash, values_[cell.number - 1]);
        }
    }

    friend auto fields(FlatTable& table) { return std::tie(table.bits_, table.cells_, table.values_); }

  private:
    struct Cell {
        using archived_whole = void;
        std::uint64_t hash = 0;
        std::uint64_t number = 0;  ///< of the value, counted from one; 0: the cell is free
    };

    std::size_t bit_of(std::uint64_t hash) const { return (hash >> 32) & (bits_.size() * 64 - 1); }
    void set_bit(std::uint64_t hash) { bits_[bit_of(hash) / 64] |= std::uint64_t{1} << (bit_of(hash) % 64); }
    /// The cell that has `hash`, or the free one where it belongs.
    std::size_t place_of(std::uint64_t hash) const {
        const std::size_t mask = cells_.size() - 1;
        std::size_t at = hash & mask;
        while (cells_[at].number != 0 && cells_[at].hash != hash) at = (at + 1) & mask;
        return at;
    }
    void grow() {
        std::vector<Cell> old(cells_.size() * 2);
        old.swap(cells_);
        bits_.assign(bits_.size() * 2, 0);
        for (const Cell& cell : old) {
            if (cell.number == 0) continue;
            cells_[place_of(cell.hash)] = cell;
            set_bit(cell.hash);
        }
    }

    std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>(8);
    std::vector<Cell> cells_ = std::vector<Cell>(64);
    std::vector<Value> values_;
};

/// A hash of small numbers put together in 64 bits (the finisher of MurmurHash3).
constexpr std::uint64_t mixed(std::uint64_t number) {
    number ^= number >> 33;
    number *= 0xFF51AFD7ED558CCDu;
    number ^= number >> 33;
    number *= 0xC4CEB9FE1A85EC53u;
    return number ^ number >> 33;
}

}  // namespace mtmend::terms
