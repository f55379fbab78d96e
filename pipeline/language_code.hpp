#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace mtmend {

/// What an option `source-language` says: a code of two or three letters ("es"), or empty for "auto"; nothing
/// where `value` is neither.
inline std::optional<std::string> language_code(std::string_view value) {
    if (value == "auto") return std::string();
    const bool is_code = (value.size() == 2 || value.size() == 3) &&
                         std::all_of(value.begin(), value.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return is_code ? std::optional<std::string>(value) : std::nullopt;
}

}  // namespace mtmend
