#pragma once
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mtmend {

/// The parts of `text` between separators, empty ones too: one more than there are separators. `Part` is
/// std::string where they outlive the text. Linear.
template <class Part = std::string_view>
std::vector<Part> split(std::string_view text, char separator) {
    std::vector<Part> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        parts.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

/// The same without the empty ones: what a cell lists ("Kyjiw|Kiew") or an option takes ("names,terms").
template <class Part = std::string_view>
std::vector<Part> nonempty_parts(std::string_view text, char separator) {
    std::vector<Part> parts;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        if (end > begin) parts.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

/// Calls `use(line, number)` for every line, without its line feed; numbers are from 1. The last line may
/// lack its feed; behind the last feed there is none. Linear.
template <class Use>
void for_each_line(std::string_view text, Use use) {
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        use(text.substr(begin, end - begin), ++number);
        begin = end + 1;
    }
}

}  // namespace mtmend
