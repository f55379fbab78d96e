#pragma once
#include <string_view>

namespace mtmend::cli {

/// True where stdout is a terminal that shows colours, and NO_COLOR does not say otherwise.
bool shows_colours();

/// Writes `text` to stdout. Throws ClosedPipe and InputError.
void print(std::string_view text);

/// Prints one line "mtmend: …" on stderr, whatever the message has in it.
void complain(std::string_view message);

}  // namespace mtmend::cli
