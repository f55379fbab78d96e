#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mtmend {

/// What is kept of a text to tell texts that are like it: 144 bytes, whatever its size.
///
/// MinHash (A. Broder, "On the resemblance and containment of documents", 1997) over runs of three words, in
/// one permutation cut into bins (P. Li, A. Owen, C.-H. Zhang, "One Permutation Hashing", 2012); a bin that
/// got nothing borrows from another (A. Shrivastava, "Optimal Densification for Fast and Accurate Minwise
/// Hashing", 2017); of each least hash eight bits stay (P. Li, A. C. König, "b-Bit Minwise Hashing", 2010).
struct Sketch {
    static constexpr std::size_t run = 3;     ///< words
    static constexpr std::size_t bins = 120;  ///< the estimate of likeness is off by 0.04 or so

    /// XXH3-128 of the words with one space between them: the same for texts that differ in white space only.
    std::array<std::uint64_t, 2> exact{};
    /// Of words as letters and digits make them, whatever their case; of no account without `has_runs`.
    std::array<std::uint8_t, bins> least{};
    bool has_words = false;
    bool has_runs = false;  ///< there are as many words as a run has
};

/// `text`: valid UTF-8. Linear; some 10 ns a byte.
Sketch sketch_of(std::string_view text);

/// About how many of the different runs of words in two texts stand in both, from 0 to 1; 1 where the exact
/// hashes agree, else in hundredths below 1. Constant time.
double likeness(const Sketch& a, const Sketch& b);

}  // namespace mtmend
