#pragma once
#include <unicode/uscript.h>

namespace mtmend::mojibake {

inline bool is_c1(char32_t c) {
    return c >= 0x80 && c < 0xA0;
}

/// Marks that follow a word in good text: "DÉJÀ”" must not be read as one letter.
bool is_closer(char32_t c);
/// Signs that follow a name in good text ("LUMIÉ®").
bool is_name_sign(char32_t c);
/// Marks that prose is full of.
bool is_common_mark(char32_t c);

/// A letter that many names of Europe and America have.
bool is_common_letter(char32_t c);

/// What kind of character a sequence would stand for; each needs another amount of proof.
enum class Kind { never, typographic, latin, letter_of_script, combining, control };

/// Kind::never for what news has no use for, and for what is no character.
Kind kind_of(char32_t c);

/// Of unassigned code points too.
UScriptCode script_of(char32_t c);

}  // namespace mtmend::mojibake
