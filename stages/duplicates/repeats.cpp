#include "stages/duplicates/repeats.hpp"

#include <bit>
#include <cstdint>

namespace mtmend {
namespace {

constexpr std::uint64_t base = 0x9E3779B97F4A7C15ull;

/// Hash of every run of `shortest_repeat` words, by its first word.
std::vector<std::uint64_t> rolling_hashes(const std::vector<Word>& words) {
    std::uint64_t leaving = 1;
    for (std::size_t k = 0; k < shortest_repeat; ++k) leaving *= base;
    std::vector<std::uint64_t> hashes(words.size() - shortest_repeat + 1);
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        hash = hash * base + words[i].hash;
        if (i >= shortest_repeat) hash -= words[i - shortest_repeat].hash * leaving;
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

}  // namespace

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
