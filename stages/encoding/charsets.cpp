#include "stages/encoding/charsets.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "stages/encoding/characters.hpp"

namespace mtmend::mojibake {
namespace {

struct CharsetName {
    const char* icu;
    bool latin;
};
/// In the order they are tried. ISO-8859-1 is in: controls stand for their bytes in every charset.
constexpr std::array<CharsetName, charset_count> charset_names = {{{"windows-1252", true},
                                                                   {"macintosh", true},
                                                                   {"windows-1250", true},
                                                                   {"iso-8859-2", true},
                                                                   {"windows-1251", false},
                                                                   {"windows-1254", true},
                                                                   {"windows-1253", false},
                                                                   {"windows-1256", false},
                                                                   {"windows-1257", true},
                                                                   {"windows-874-2000", false},
                                                                   {"ibm-437", true},
                                                                   {"ibm-850", true}}};

/// What the bytes from 0x80 on show; 0 where that is nothing or a control.
using UpperHalf = std::array<char32_t, 128>;

UpperHalf upper_half_of(const char* charset) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(charset, &status);
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU lacks the charset ") + charset);
    UpperHalf half{};
    for (std::size_t i = 0; i < half.size(); ++i) {
        const char in = static_cast<char>(0x80 + i);
        UChar out[4];
        status = U_ZERO_ERROR;
        const auto size = ucnv_toUChars(converter, out, 4, &in, 1, &status);
        const char32_t c = size == 1 ? out[0] : 0;
        half[i] = c == 0xFFFD || is_c1(c) ? 0 : c;
    }
    ucnv_close(converter);
    return half;
}

/// ISO-8859-1 goes with Windows-1252, whose controls are its own.
Charset charset_of(const UpperHalf& own, const UpperHalf& windows_1252, bool latin) {
    Charset charset;
    charset.latin = latin;
    for (std::size_t i = 0; i < own.size(); ++i) {
        const auto byte = static_cast<std::uint8_t>(0x80 + i);
        if (own[i] != 0) charset.bytes.emplace(own[i], byte);
        if (!is_c1(byte)) continue;
        charset.bytes.emplace(static_cast<char32_t>(byte), byte);
        if (own[i] != 0 && &own != &windows_1252) charset.borrowed.insert(byte);
    }
    // A byte the charset leaves open was often shown as Windows-1252 has it.
    for (std::size_t i = 0; i < own.size(); ++i) {
        if (own[i] != 0 || windows_1252[i] == 0) continue;
        if (charset.bytes.emplace(windows_1252[i], static_cast<std::uint8_t>(0x80 + i)).second)
            charset.borrowed.insert(windows_1252[i]);
    }
    return charset;
}

}  // namespace

Charsets::Charsets() {
    std::array<UpperHalf, charset_count> halves;
    for (std::size_t k = 0; k < charset_count; ++k) halves[k] = upper_half_of(charset_names[k].icu);
    const UpperHalf& windows_1252 = halves[windows_1252_index];
    std::copy_n(windows_1252.begin(), windows_1252_.size(), windows_1252_.begin());
    for (std::size_t k = 0; k < charset_count; ++k)
        charsets_[k] = charset_of(halves[k], windows_1252, charset_names[k].latin);
}

}  // namespace mtmend::mojibake
