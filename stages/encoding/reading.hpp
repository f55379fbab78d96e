#pragma once
#include <array>
#include <cstddef>
#include <vector>

#include "stages/encoding/charsets.hpp"
#include "stages/encoding/sequences.hpp"

namespace mtmend::mojibake {

/// How sure a reading is. weak: worth nothing alone, sure beside other findings of the same charset.
enum class Grade { none, weak, unsure, sure };

/// The charsets, the one that reads most of the text first. Charsets share most letters; which one broke a
/// text shows in the few they do not share.
struct Ranking {
    std::array<std::size_t, charset_count> order{};
    std::array<std::size_t, charset_count> read{};  ///< how much, by charset
};

/// A run after one reading.
struct Level {
    std::vector<Unit> run;
    bool changed = false;
    Grade grade = Grade::sure;  ///< of the least sure sequence
};

/// Reads every sequence of the run once, in the charset in which it makes the likeliest character; what is
/// likelier as it stands stays. `before` and `after` are the characters beside the run, 0 where the text
/// ends. Linear.
Level read_once(const Charsets& charsets, const Ranking& ranking, const std::vector<Unit>& run,
                char32_t before, char32_t after);

}  // namespace mtmend::mojibake
