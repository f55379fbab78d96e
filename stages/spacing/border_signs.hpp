#pragma once
#include <cstddef>

#include "pipeline/text/lexicon.hpp"

namespace mtmend::border_signs {

/// Words up to this rank are in every newspaper.
inline constexpr Rank common = 50;
/// Searches through the whole article, so that its cost stays bounded.
inline constexpr std::size_t most_lookups = 40;

/// Marks that open what stands behind them: a word may begin right there.
constexpr bool is_opening(char32_t c) {
    return c == U'“' || c == U'‘' || c == U'(' || c == U'[' || c == U'«';
}

}  // namespace mtmend::border_signs
