#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "pipeline/text/document.hpp"
#include "pipeline/text/lexicon.hpp"

namespace mtmend {

/// Which words stand side by side in the article; gathered when asked often.
class WordPairs {
  public:
    explicit WordPairs(const Document& document) : document_(document) {}
    bool hold(std::string_view first, std::string_view second);

    /// Two words as one hash.
    static std::uint64_t key(std::uint64_t first, std::uint64_t second) { return first * 31 + second; }
    static std::uint64_t key(std::string_view first, std::string_view second) {
        return key(folded_hash(first), folded_hash(second));
    }

  private:
    bool stands(std::uint64_t wanted) const;
    void gather();

    const Document& document_;
    std::size_t asked_ = 0;
    std::optional<std::unordered_set<std::uint64_t>> pairs_;
};

}  // namespace mtmend
