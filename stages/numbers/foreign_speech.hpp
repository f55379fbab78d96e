#pragma once
#include "pipeline/text/document.hpp"
#include "stages/numbers/figure.hpp"

namespace mtmend::numbers {

/// True where the words of the quotation around `span`, or those beside it, are of another language: figures
/// are written there as that language does. Looks at a few hundred bytes.
bool in_foreign_speech(const Document& document, Span<Working> span, const Units& units);

}  // namespace mtmend::numbers
