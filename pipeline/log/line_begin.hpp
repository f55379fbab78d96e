#pragma once
#include <cstddef>
#include <string_view>

namespace mtmend {

/// Where the line begins that byte `offset` of the text stands in; right behind a line feed the next line
/// begins. Linear in the line.
inline std::size_t line_begin(std::string_view text, std::size_t offset) {
    return offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;  // npos + 1 is 0: the first line
}

}  // namespace mtmend
