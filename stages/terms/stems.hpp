#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "pipeline/image/list_table.hpp"

namespace mtmend::terms {

using ConceptId = std::uint16_t;
constexpr ConceptId no_concept = 0xFFFF;

/// Families of languages that share a column of stems.
enum class Family : std::uint8_t { romance, germanic, slavic, count };
Family family_of(std::string_view language);

/// The stems of all source words, by family: whole words, and open ones that any ending of the family may
/// follow. Words are folded and without accents.
class Stems {
  public:
    void add(std::string_view stem, bool open, Family family, ConceptId id);
    /// To be called once, when all are added.
    void close() { concepts_.close(); }

    /// The concepts of a word in the order in which they were added: of the whole word, else of its longest
    /// open stem. At most as many probes as the longest ending has bytes.
    std::span<const ConceptId> find(std::string_view word, Family family) const;
    /// The same in the first family that has any. Linear in the word.
    std::span<const ConceptId> find_in_any(std::string_view word) const;

    friend auto fields(Stems& s) { return std::tie(s.concepts_); }

  private:
    std::span<const ConceptId> find(std::string_view word, const std::vector<std::uint64_t>& prefixes,
                                    Family family) const;
    ListTable<ConceptId> concepts_;  ///< by hash of stem, family and whether it is open
};

}  // namespace mtmend::terms
