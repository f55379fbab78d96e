#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace mtmend {

/// Words by folded hash: what most stages ask of a list. One piece of memory; equal hashes are equal words.
class WordSet {
  public:
    void insert(std::uint64_t word) {
        if (word == 0) {
            has_zero_ = true;
            return;
        }
        if ((size_ + 1) * 2 > cells_.size()) grow();
        std::uint64_t& cell = cells_[place_of(word)];
        size_ += cell == 0;
        cell = word;
    }
    void insert(const WordSet& words) {
        for (const std::uint64_t word : words.all()) insert(word);
    }
    /// Constant time.
    bool contains(std::uint64_t word) const {
        return word == 0 ? has_zero_ : size_ != 0 && cells_[place_of(word)] == word;
    }
    std::size_t size() const { return size_ + has_zero_; }
    bool empty() const { return size() == 0; }
    /// In no order.
    std::vector<std::uint64_t> all() const {
        std::vector<std::uint64_t> words(has_zero_ ? 1 : 0);
        for (const std::uint64_t cell : cells_) {
            if (cell != 0) words.push_back(cell);
        }
        return words;
    }

  private:
    /// The cell of `word`, or the free one where it belongs.
    std::size_t place_of(std::uint64_t word) const {
        const std::size_t mask = cells_.size() - 1;
        std::size_t at = word & mask;
        while (cells_[at] != 0 && cells_[at] != word) at = (at + 1) & mask;
        return at;
    }
    void grow() {
        std::vector<std::uint64_t> old(cells_.empty() ? 16 : cells_.size() * 2);
        old.swap(cells_);
        for (const std::uint64_t cell : old) {
            if (cell != 0) cells_[place_of(cell)] = cell;
        }
    }

    std::vector<std::uint64_t> cells_;  ///< 0: free; a power of two, at least half of them free
    std::size_t size_ = 0;              ///< without 0 itself
    bool has_zero_ = false;
};

}  // namespace mtmend
