#include "pipeline/text/telling.hpp"

#include <algorithm>

namespace mtmend {

bool is_telling(std::string_view text) {
    if (text == "," || text == ".") return false;
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto letters = std::count_if(text.begin(), text.end(), is_letter);
    const auto spaces = std::count(text.begin(), text.end(), ' ');
    return letters + spaces < static_cast<std::ptrdiff_t>(text.size()) || letters > 3;
}

}  // namespace mtmend
