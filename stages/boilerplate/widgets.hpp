#pragma once
#include <vector>

#include "pipeline/text/document.hpp"
#include "pipeline/text/lexicon.hpp"

namespace mtmend {

/// Runs of lines that a rating or reaction widget left: at least three percentages, each behind a label,
/// where the labels stand twice ("Happy", "Happy", "0 %"), count stars ("5 Star", "0%"), or all percentages
/// are zero. A table of results is none of these. Blank lines may stand anywhere in a run. `headings`: lines
/// that may stand before a label (`words/rating_headings.tsv`). Linear.
std::vector<Span<Working>> find_widgets(const Document& document, const WordSet& headings);

}  // namespace mtmend
