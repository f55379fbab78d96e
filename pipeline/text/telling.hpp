#pragma once
#include <string_view>

namespace mtmend {

/// False for a text that any line of prose shows, such as a short word: to find all its places costs more
/// than it spares.
bool is_telling(std::string_view text);

}  // namespace mtmend
