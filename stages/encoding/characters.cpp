#include "stages/encoding/characters.hpp"

#include <unicode/uchar.h>

#include <string_view>

namespace mtmend::mojibake {

bool is_closer(char32_t c) {
    return c == U'’' || c == U'”' || c == U'…' || c == U'–' || c == U'—' || c == U'›' || c == U'»' ||
           c == 0xA0;
}

bool is_name_sign(char32_t c) {
    return c == U'©' || c == U'®' || c == U'™' || c == U'²' || c == U'³' || c == U'¹' || c == U'°' ||
           c == U'º' || c == U'ª' || c == U'‰';
}

bool is_common_mark(char32_t c) {
    return c == U'–' || c == U'—' || c == U'‘' || c == U'’' || c == U'“' || c == U'”' || c == U'„' ||
           c == U'…' || c == U'•' || c == U'€' || c == U'™';
}

bool is_common_letter(char32_t c) {
    constexpr std::u32string_view letters = U"áéíóúüöäñçãàèêôšžčćłńőışğßÁÉÍÓÖÜÄÇŠŽČ";
    return letters.find(c) != std::u32string_view::npos;
}

Kind kind_of(char32_t c) {
    if (is_c1(c)) return Kind::control;
    if (c == 0xFFFD || !u_isdefined(static_cast<UChar32>(c))) return Kind::never;
    if (c >= 0xA0 && c < 0x17F) return Kind::latin;  // no long s, which only line art gives
    if (c >= 0x218 && c <= 0x21B) return Kind::latin;
    if (c >= 0x1EA0 && c <= 0x1EF9) return Kind::latin;
    if (c >= 0x300 && c <= 0x36F) return Kind::combining;
    const bool symbols = (c >= 0x2010 && c <= 0x205E) || (c >= 0x20A0 && c <= 0x20CF) ||
                         (c >= 0x2100 && c <= 0x214F) || (c >= 0x2190 && c <= 0x23FF) ||
                         (c >= 0x2500 && c <= 0x27BF) || (c >= 0x2B00 && c <= 0x2BFF);
    const bool invisible = (c >= 0x2000 && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0xFE0F;
    if (symbols || invisible) return Kind::typographic;
    if ((c >= 0xFB00 && c <= 0xFB04) || (c >= 0xFF01 && c <= 0xFF5E) || (c >= 0x1F000 && c <= 0x1FAFF))
        return Kind::typographic;
    if ((c >= 0x391 && c <= 0x3CE) || (c >= 0x400 && c <= 0x45F) || c == 0x490 || c == 0x491)
        return Kind::letter_of_script;
    if ((c >= 0x5B0 && c <= 0x5EA) || (c >= 0x60C && c <= 0x6D3)) return Kind::letter_of_script;
    if ((c >= 0x900 && c <= 0xEFF) || (c >= 0x10A0 && c <= 0x10FF) || (c >= 0x3000 && c <= 0x33FF) ||
        (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3))
        return Kind::letter_of_script;
    return Kind::never;
}

UScriptCode script_of(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(static_cast<UChar32>(c), &status);
}

}  // namespace mtmend::mojibake
