#include "pipeline/text/columns.hpp"

#include <unicode/uchar.h>

#include "pipeline/text/utf8.hpp"

namespace mtmend {

std::size_t columns_of(char32_t c) {
    if (utf8::is_ascii(c)) return c >= 0x20 && c != 0x7F ? 1 : 0;
    const auto value = static_cast<UChar32>(c);
    switch (u_charType(value)) {
        case U_NON_SPACING_MARK:
        case U_ENCLOSING_MARK:
        case U_FORMAT_CHAR:
        case U_CONTROL_CHAR:
            return value == 0xAD ? 1 : 0;  // a soft hyphen is shown where nobody hyphenates
        default:
            break;
    }
    if (value >= 0x1160 && value <= 0x11FF) return 0;  // vowels and finals of Hangul stand in their syllable
    const int width = u_getIntPropertyValue(value, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t columns_of(std::string_view text) {
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto [value, size] = utf8::decode(text, at);
        columns += columns_of(value);
        at += size;
    }
    return columns;
}

std::string_view first_columns(std::string_view text, std::size_t columns) {
    std::size_t taken = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto [value, size] = utf8::decode(text, at);
        taken += columns_of(value);
        if (taken > columns) return text.substr(0, at);
        at += size;
    }
    return text;
}

}  // namespace mtmend
