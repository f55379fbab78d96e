#pragma once
#include "stages/propose.hpp"

namespace mtmend {

/// True where the words around a place speak about markup, so that a tag or entity there may be meant to be
/// read.
bool speaks_of_markup(const Document& document, Span<Working> at);

}  // namespace mtmend
