#pragma once
#include "pipeline/text/document.hpp"

namespace mtmend {

/// What goes with a piece of text that is taken out, so that no hole is left.
///
/// Where `span` is all there is on its line or lines, the line break goes too, and of the white space before
/// and after it the smaller: "a⏎⏎X⏎⏎b" becomes "a⏎⏎b", "a⏎X⏎⏎b" also, and at either end of the text nothing
/// is left over. Inside a line one of the two spaces around it goes. A span without a letter or digit stays
/// as it is: taking out a stray mark is no removal of text.
Span<Working> removal(const Document& document, Span<Working> span);

}  // namespace mtmend
