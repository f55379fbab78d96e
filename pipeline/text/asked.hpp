#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mtmend {

/// A bit for each list of words that some stage asks about at every word of an article.
using Marks = std::uint64_t;

/// Which lists a word is in: one probe a word, made when the article is scanned, answers for all stages. A
/// flat table from folded hash to marks behind a bitmap that stays in the cache.
class MarkedWords {
  public:
    /// Puts words into the list called `name` and returns its mark; a name known already keeps its mark.
    /// Throws std::length_error where all 64 marks are given.
    Marks add(std::string_view name, const std::vector<std::uint64_t>& folded_hashes);

    /// The marks of a word; none for most words. Constant time.
    Marks find(std::uint64_t hash) const {
        if ((bits_[(hash >> 6) & (bits_.size() - 1)] >> (hash & 63) & 1) == 0) return 0;
        return probe(hash);
    }

  private:
    struct Cell {
        std::uint64_t hash = 0;
        Marks marks = 0;  ///< 0: the cell is free
    };
    Marks probe(std::uint64_t hash) const;
    void put(std::uint64_t hash, Marks mark);
    std::vector<std::string> names_;
    std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>(4096);
    std::vector<Cell> cells_ = std::vector<Cell>(1024);
    std::size_t used_ = 0;
};

/// What a text must show before a pattern can match in it: each of `all`, and one of `any` where that is not
/// empty. Texts are in lower case, as far as they are ASCII.
struct Gate {
    std::vector<std::string> all;
    std::vector<std::string> any;
    bool is_open() const { return all.empty() && any.empty(); }
};

/// `text` with its ASCII letters in lower case, put into `lowered`.
void lower_ascii(std::string_view text, std::string& lowered);

/// True where the text, ASCII letters in lower case, passes the gate. Linear for each text of the gate.
bool passes(const Gate& gate, std::string_view lowered);

using GateId = std::uint32_t;

/// The pairs of neighbouring bytes that stand in a piece of text, ASCII letters in lower case. Says for sure
/// that a text does not stand in it; may say that it does where only its pairs do.
class Sketch {
  public:
    void add(std::string_view text);
    void clear();
    bool has(std::uint16_t pair) const { return (pairs_[pair >> 6] >> (pair & 63) & 1) != 0; }
    bool has_byte(unsigned char byte) const { return (bytes_[byte >> 6] >> (byte & 63) & 1) != 0; }

  private:
    std::vector<std::uint64_t> pairs_ = std::vector<std::uint64_t>(1024);
    std::vector<std::uint64_t> bytes_ = std::vector<std::uint64_t>(4);
};

/// The gates of all rules, tried together on a sketch.
class Gates {
  public:
    GateId add(const Gate& gate);
    std::size_t size() const { return gates_.size(); }
    /// The words of 64 bits that a row of answers takes.
    std::size_t row_size() const { return (gates_.size() + 63) / 64; }
    /// Sets the bit of every gate that the sketch passes in row[0 … row_size()).
    void test(const Sketch& sketch, std::uint64_t* row) const;

  private:
    /// A text by its pairs, or by its byte where it has only one: [first, last) of pairs_.
    struct Text {
        std::uint32_t first = 0, last = 0;
        bool one_byte = false;
    };
    struct Compiled {
        std::uint32_t all = 0, any = 0, end = 0;  ///< of texts_
    };
    void add_text(std::string_view text);
    bool stands(const Sketch& sketch, const Text& text) const;
    bool passes(const Sketch& sketch, const Compiled& gate) const;
    std::vector<std::uint16_t> pairs_;
    std::vector<Text> texts_;
    std::vector<Compiled> gates_;
};

/// What stages and their rules ask of every article, put together while the stages are made and read-only
/// from then on.
struct Asked {
    MarkedWords words;
    Gates gates;
};

}  // namespace mtmend
