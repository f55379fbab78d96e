#pragma once
#include <cstdint>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "stages/terms/flat_table.hpp"
#include "stages/terms/pool.hpp"
#include "stages/terms/stems.hpp"

namespace mtmend::terms {

/// Variants by two concepts that they need. Most pairs of concepts that stand side by side belong to no
/// name: they cost one bit.
class PairTable {
  public:
    void add(ConceptId anchor, ConceptId other, std::uint32_t variant) {
        added_.emplace_back(key_of(anchor, other), variant);
    }
    /// To be called once, when all are added.
    void close();
    /// The variants of a pair, in order, each once. Constant time.
    std::span<const std::uint32_t> find(ConceptId anchor, ConceptId other) const {
        const Range* range = lists_.find(key_of(anchor, other));
        return range == nullptr ? std::span<const std::uint32_t>() : variants_[*range];
    }

    friend auto fields(PairTable& t) { return std::tie(t.lists_, t.variants_); }

  private:
    static std::uint64_t key_of(ConceptId anchor, ConceptId other) {
        return mixed(std::uint64_t{anchor} << 16 | other);
    }
    FlatTable<Range> lists_;
    Pool<std::uint32_t> variants_;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> added_;  ///< until closed
};

}  // namespace mtmend::terms
