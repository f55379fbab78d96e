#pragma once
#include "pipeline/text/document.hpp"
#include "stages/numbers/figure.hpp"
#include "stages/numbers/neighbours.hpp"

namespace mtmend::numbers {

/// How much speaks for an amount of three decimals: a rate of exchange, the price of a share or a gallon.
enum class PriceSigns { none, some, sure };

/// Reads an amount with a point before three digits by what stands around it; `end` is that of its unit, or
/// its own. Looks at some words on either side.
PriceSigns price_signs(const Document& document, const Figure& figure, std::size_t end, const Units& units,
                       const Neighbours& words);

}  // namespace mtmend::numbers
