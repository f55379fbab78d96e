#pragma once
#include "stages/propose.hpp"

namespace mtmend {

/// True where one of the words around a place speaks about markup (`encoding/markup_words.tsv`), so that a
/// tag or entity there may be meant to be read.
bool speaks_of_markup(const Document& document, Span<Working> at, const WordSet& markup_words);

}  // namespace mtmend
