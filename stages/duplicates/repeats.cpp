#include "stages/duplicates/repeats.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace mtmend {
namespace {

constexpr std::uint64_t base = 0x9E3779B97F4A7C15ull;

/// The hashes of all runs of `size` words, one after the other.
class RollingHash {
  public:
    explicit RollingHash(std::size_t size) : size_(size) {
        for (std::size_t k = 0; k < size; ++k) leaving_ *= base;
    }
    /// Of the run that ends with word `i`; the words before were given in order.
    std::uint64_t add(const std::vector<Word>& words, std::size_t i) {
        hash_ = hash_ * base + words[i].hash;
        if (i >= size_) hash_ -= words[i - size_].hash * leaving_;
        return hash_;
    }

  private:
    std::size_t size_;
    std::uint64_t leaving_ = 1;
    std::uint64_t hash_ = 0;
};

/// Hash of every run of `shortest_repeat` words, by its first word.
std::vector<std::uint64_t> rolling_hashes(const std::vector<Word>& words) {
    RollingHash rolling(shortest_repeat);
    std::vector<std::uint64_t> hashes(words.size() - shortest_repeat + 1);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::uint64_t hash = rolling.add(words, i);
        if (i + 1 >= shortest_repeat) hashes[i + 1 - shortest_repeat] = hash;
    }
    return hashes;
}

/// The first place of each hash; open addressing, at most half full.
class FirstPlaces {
  public:
    explicit FirstPlaces(std::size_t size) : slots_(std::bit_ceil(size * 2 + 2), empty) {}

    /// The place of an equal hash taken in before, or `place` itself, which is then taken in.
    std::size_t find_or_add(const std::vector<std::uint64_t>& hashes, std::size_t place) {
        const std::uint64_t mask = slots_.size() - 1;
        for (std::uint64_t at = (hashes[place] ^ (hashes[place] >> 29)) & mask;; at = (at + 1) & mask) {
            if (slots_[at] == empty) {
                slots_[at] = static_cast<std::uint32_t>(place);
                return place;
            }
            if (hashes[slots_[at]] == hashes[place]) return slots_[at];
        }
    }

  private:
    static constexpr std::uint32_t empty = 0xFFFFFFFFu;
    std::vector<std::uint32_t> slots_;
};

/// Bits of the bitmap for each word: few enough to stay in the cache, enough that two runs rarely share one.
constexpr std::size_t bits_per_word = 16;

}  // namespace

Echoes::Echoes(const Document& document) {
    const std::vector<Word>& words = document.words();
    before_.resize(words.size() + 1);
    std::vector<std::uint64_t> bitmap(std::bit_ceil(words.size() * bits_per_word / 64 + 1));
    RollingHash rolling(run);
    std::size_t in_a_row = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::uint64_t hash = rolling.add(words, i);
        if (i + 1 < run) continue;
        std::uint64_t& cell = bitmap[(hash >> 6) & (bitmap.size() - 1)];
        const std::uint64_t bit = std::uint64_t{1} << (hash & 63);
        const bool echo = (cell & bit) != 0;
        cell |= bit;
        const std::size_t first = i + 1 - run;
        before_[first + 1] = before_[first] + echo;
        in_a_row = echo ? in_a_row + 1 : 0;
        if (in_a_row > 0) longest_ = std::max(longest_, in_a_row + run - 1);
    }
}

std::size_t Echoes::count(std::size_t first, std::size_t last) const {
    return last < first + run ? 0 : before_[last - run + 1] - before_[first];
}

std::vector<Repeat> find_repeats(const Document& document) {
    const std::vector<Word>& words = document.words();
    std::vector<Repeat> repeats;
    if (words.size() < 2 * shortest_repeat || words.size() >= 0x7FFFFFFFu) return repeats;
    const std::vector<std::uint64_t> hashes = rolling_hashes(words);
    FirstPlaces places(hashes.size());
    for (std::size_t i = 0; i < hashes.size();) {
        const std::size_t first = places.find_or_add(hashes, i);
        std::size_t length = 0;
        while (first < i && i + length < words.size() && words[first + length].hash == words[i + length].hash)
            ++length;
        if (length < shortest_repeat) {
            ++i;
            continue;
        }
        repeats.push_back({first, i, length});
        i += length;
    }
    return repeats;
}

}  // namespace mtmend
