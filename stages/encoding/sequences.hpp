#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "stages/encoding/charsets.hpp"

namespace mtmend::mojibake {

/// One character of a run, and whether reading has already made it from others.
struct Unit {
    char32_t value = 0;
    bool made = false;
    std::size_t begin = 0;  ///< bytes of the text it stands for
    std::size_t end = 0;
    std::size_t charset = 0;  ///< that a made one was read in
};

/// A UTF-8 sequence found in a run.
struct Sequence {
    char32_t value = 0;
    std::size_t count = 0;  ///< units
    std::size_t charset = 0;
};

/// The sequence that begins at `at` when the run is turned back into bytes of `charset`; its `charset` is for
/// the caller to set. Constant time.
std::optional<Sequence> read_sequence(const Charset& charset, const std::vector<Unit>& run, std::size_t at);

/// As read_sequence, and two halves of a surrogate pair, each written as three bytes, are one character.
std::optional<Sequence> read_character(const Charset& charset, const std::vector<Unit>& run, std::size_t at);

}  // namespace mtmend::mojibake
