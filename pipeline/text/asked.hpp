#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/marks.hpp"
#include "pipeline/text/sought_texts.hpp"

namespace mtmend {

/// Which lists a word is in: one probe a word, made when the article is scanned, answers for all stages. A
/// flat table from folded hash to marks behind a bitmap that stays in the cache.
class MarkedWords {
  public:
    /// Puts words into the list called `name` and returns its mark; a name known already keeps its mark.
    /// Throws std::length_error where all 64 marks are given.
    Marks add(std::string_view name, const std::vector<std::uint64_t>& folded_hashes);
    /// The mark of the list called `name`, which may have no words yet; throws as above.
    Marks mark(std::string_view name);
    /// Puts a word into all lists of these marks. Constant time.
    void put(std::uint64_t folded_hash, Marks marks);

    /// The marks of a word; none for most words. Constant time.
    Marks find(std::uint64_t hash) const {
        if ((bits_[(hash >> 6) & (bits_.size() - 1)] >> (hash & 63) & 1) == 0) return 0;
        return probe(hash);
    }
    /// Asks the memory for what find will read, ahead of it.
    void prefetch(std::uint64_t hash) const { __builtin_prefetch(&cells_[hash & (cells_.size() - 1)]); }

  private:
    struct Cell {
        std::uint64_t hash = 0;
        Marks marks = 0;  ///< 0: the cell is free
    };
    Marks probe(std::uint64_t hash) const;
    void grow();
    std::vector<std::string> names_;
    std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>(4096);
    std::vector<Cell> cells_ = std::vector<Cell>(std::size_t{1} << 17);  ///< half of them free
    std::size_t used_ = 0;
};

/// What a text must show before a pattern can match in it: each of `all`, and one of `any` where that is not
/// empty. Texts are in lower case, as far as they are ASCII.
struct Gate {
    std::vector<std::string> all;
    std::vector<std::string> any;
    bool is_open() const { return all.empty() && any.empty(); }
};

/// The gates of all rules, whose texts are sought together.
class Gates {
  public:
    GateId add(const Gate& gate);
    std::size_t size() const { return gates_.size(); }
    const SoughtTexts& texts() const { return texts_; }

    /// True where the article, or a piece of it, shows what the gate asks for. Linear in the texts of the
    /// gate.
    bool passes(GateId gate, const TextPlaces& places) const;
    bool passes(GateId gate, const TextPlaces& places, Span<Working> piece) const;
    /// Offsets, ascending, one of which lies in every piece of the article that passes; nothing where the
    /// gate asks for no text that says where to look.
    std::optional<std::vector<std::size_t>> leads(GateId gate, const TextPlaces& places) const;

  private:
    struct Compiled {
        std::vector<TextId> all, any;
    };
    SoughtTexts texts_;
    std::vector<Compiled> gates_;
};

/// What stages and their rules ask of every article, put together while the stages are made and read-only
/// from then on.
struct Asked {
    MarkedWords words;
    Marks rule_marks = 0;  ///< of the words at which a pattern is tried
    Gates gates;
};

}  // namespace mtmend
