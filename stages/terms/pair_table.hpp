#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "pipeline/image/archived.hpp"
#include "pipeline/image/list_table.hpp"
#include "stages/terms/stems.hpp"

namespace mtmend::terms {

/// Variants by two concepts that they need.
class PairTable {
  public:
    void add(ConceptId anchor, ConceptId other, std::uint32_t variant) {
        variants_.add(key_of(anchor, other), variant);
    }
    /// To be called once, when all are added.
    void close() { variants_.close_sorted(); }
    /// The variants of a pair, in order, each once. Constant time.
    std::span<const std::uint32_t> find(ConceptId anchor, ConceptId other) const {
        return variants_[key_of(anchor, other)];
    }

    friend auto fields(PairTable& t) { return std::tie(t.variants_); }

  private:
    static std::uint64_t key_of(ConceptId anchor, ConceptId other) {
        return mixed(std::uint64_t{anchor} << 16 | other);
    }
    ListTable<std::uint32_t> variants_;
};

/// Which concepts some name needs beside an anchor: a bit for each, so that words that only stand side by
/// side, as most do, cost no more than a few bits, however many names there are.
class PartnerTable {
  public:
    PartnerTable() = default;
    explicit PartnerTable(std::size_t concepts) : row_size_(concepts / 64 + 1) {
        bits_.to_change().resize(row_size_);
    }

    /// A new row; returns its number. Row 0 is there from the beginning, for those who have no partners.
    std::uint32_t add_row() {
        bits_.to_change().resize(bits_.size() + row_size_);
        return static_cast<std::uint32_t>(bits_.size() / row_size_ - 1);
    }
    void add(std::uint32_t row, ConceptId id) {
        bits_.to_change()[at(row, id)] |= std::uint64_t{1} << (id % 64);
    }
    bool has(std::uint32_t row, ConceptId id) const { return (bits_[at(row, id)] >> (id % 64) & 1) != 0; }

    /// Keeps one of rows that are alike: the words of one concept have the same partners. Returns the new
    /// number of each row.
    std::vector<std::uint32_t> join_equal_rows() {
        std::map<std::vector<std::uint64_t>, std::uint32_t> known;
        std::vector<std::uint32_t> numbers;
        std::vector<std::uint64_t> joined;
        for (const std::uint64_t* begin = bits_.begin(); begin != bits_.end(); begin += row_size_) {
            const std::vector<std::uint64_t> row(begin, begin + row_size_);
            const auto [it, is_new] = known.try_emplace(row, static_cast<std::uint32_t>(known.size()));
            if (is_new) joined.insert(joined.end(), row.begin(), row.end());
            numbers.push_back(it->second);
        }
        bits_ = ArchivedList<std::uint64_t>(std::move(joined));
        return numbers;
    }

    friend auto fields(PartnerTable& t) { return std::tie(t.row_size_, t.bits_); }

  private:
    std::size_t at(std::uint32_t row, ConceptId id) const { return row * row_size_ + id / 64; }
    std::uint64_t row_size_ = 1;  ///< in words of 64 bits
    ArchivedList<std::uint64_t> bits_;
};

}  // namespace mtmend::terms
