#pragma once
#include "pipeline/dictionaries.hpp"

namespace mtmend::numbers {

/// Words beside a figure that tell how to read it: `numbers/neighbours.tsv`, `numbers/comma_languages.tsv`,
/// and of `words/` the lists of months, labels and words before amounts.
struct Neighbours {
    explicit Neighbours(const Dictionaries& dictionaries);

    WordSet months;  ///< "may" among them
    WordSet amount_openers;
    WordSet date_openers;
    WordSet definite;     ///< behind "of", these keep it
    WordSet dollars;      ///< currencies written with a dollar sign
    WordSet fine_sports;  ///< words of sports whose times and scores have three decimals
    WordSet fine_units;   ///< units of which three decimals are usual
    WordSet hour_openers;
    WordSet labels;   ///< digits behind them name a thing, or a day and then a number; the months among them
    WordSet markets;  ///< in a sentence with one, a price may have three decimals
    WordSet namers;   ///< a dotted figure behind them names a patent, a build or a file
    WordSet price_joints;  ///< between a price and what it is the price of
    WordSet priced;        ///< what is sold at a price of three decimals
    WordSet trades;        ///< a price or rate follows them
    WordSet year_openers;
    WordSet comma_languages;  ///< languages that write 1.234,5 or 1 234,5
};

}  // namespace mtmend::numbers
