#pragma once
#include <cstdint>

namespace mtmend {

/// A bit for each list of words that some stage asks about at every word of an article.
using Marks = std::uint64_t;

/// How common a word is, after SCOWL's size classes: 0 unknown, else 10 (the few thousand commonest) … 95
/// (rare).
using Rank = std::uint8_t;

/// The number of a gate: what a text must show before a pattern can match in it.
using GateId = std::uint32_t;

}  // namespace mtmend
