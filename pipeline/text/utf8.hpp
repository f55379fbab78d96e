#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/interface.hpp"

namespace mtmend {

/// UTF-8 as of Unicode 15 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
namespace utf8 {

/// Where the first sequence begins that is not valid UTF-8 (or is cut off), or nothing where all of `text`
/// is. Linear.
MTMEND_INTERFACE std::optional<std::size_t> first_invalid(std::string_view text);

/// True where `offset` is 0, the end of `text`, or the first byte of a code point.
constexpr bool is_boundary(std::string_view text, std::size_t offset) {
    return offset == text.size() ||
           (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80);
}

/// A decoded code point and how many bytes it takes.
struct CodePoint {
    char32_t value = 0;
    std::size_t size = 0;
};

/// The code point that begins at `offset` (which must be a boundary before the end of valid UTF-8).
MTMEND_INTERFACE CodePoint decode_non_ascii(std::string_view text, std::size_t offset);
inline CodePoint decode(std::string_view text, std::size_t offset) {
    const auto byte = static_cast<unsigned char>(text[offset]);
    return byte < 0x80 ? CodePoint{byte, 1} : decode_non_ascii(text, offset);
}

/// The code point that ends right before `offset`; size 0 at the beginning.
MTMEND_INTERFACE CodePoint decode_before(std::string_view text, std::size_t offset);

/// Appends `value` to `out`; U+FFFD in place of what is no character (surrogates, above U+10FFFF).
MTMEND_INTERFACE void append(std::string& out, char32_t value);

/// What follows asks ICU about characters beyond ASCII only: nearly all of good text is ASCII.
namespace beyond_ascii {
MTMEND_INTERFACE bool is_letter(char32_t c);
MTMEND_INTERFACE bool is_upper(char32_t c);
MTMEND_INTERFACE bool is_lower(char32_t c);
MTMEND_INTERFACE bool is_space(char32_t c);
MTMEND_INTERFACE bool is_word(char32_t c);
}  // namespace beyond_ascii

constexpr bool is_ascii(char32_t c) {
    return c < 0x80;
}
/// ASCII digits only: other digits are never what the rules for numbers mean.
constexpr bool is_digit(char32_t c) {
    return c - U'0' < 10;
}
inline bool is_upper(char32_t c) {
    return is_ascii(c) ? c - U'A' < 26 : beyond_ascii::is_upper(c);
}
inline bool is_lower(char32_t c) {
    return is_ascii(c) ? c - U'a' < 26 : beyond_ascii::is_lower(c);
}
inline bool is_letter(char32_t c) {
    return is_ascii(c) ? (c | 0x20) - U'a' < 26 : beyond_ascii::is_letter(c);
}
MTMEND_INTERFACE bool is_mark(char32_t c);
/// White space, no-break spaces among it; no zero-width character.
inline bool is_space(char32_t c) {
    return is_ascii(c) ? c == ' ' || c - U'\t' < 5 : beyond_ascii::is_space(c);
}
/// A character that a word may consist of: letter, mark, digit (of any script).
inline bool is_word(char32_t c) {
    return is_ascii(c) ? is_letter(c) || is_digit(c) : beyond_ascii::is_word(c);
}

/// How many code points the text has. Linear, eight bytes at a time.
std::size_t length(std::string_view text);

/// Full Unicode case mapping of a short text, without regard to any locale.
MTMEND_INTERFACE std::string to_lower(std::string_view text);
MTMEND_INTERFACE std::string to_upper(std::string_view text);
/// Upper case for the first letter only; nothing changes where a digit stands before it ("8th").
MTMEND_INTERFACE std::string capitalised(std::string_view text);
/// Simple case folding: what "the same word" means in lists, rules and hashes. Accents stay.
MTMEND_INTERFACE std::string folded(std::string_view text);
/// Case folding without accents (NFD, marks dropped), in the spelling of a plain keyboard: ß → ss, ø → o, ł →
/// l, đ and ð → d, ħ → h, ŧ → t, ı → i, æ → ae, œ → oe, þ → th.
MTMEND_INTERFACE std::string unaccented(std::string_view text);

}  // namespace utf8

/// The unit that a log's offsets are counted in.
enum class OffsetUnit { utf8, codepoint, utf16 };

/// Turns byte offsets of one text into another unit. Each query is O(distance from the last one), where they
/// do not decrease; a smaller one starts over.
class OffsetCounter {
  public:
    OffsetCounter(std::string_view text, OffsetUnit unit) : text_(text), unit_(unit) {}
    MTMEND_INTERFACE std::size_t at(std::size_t byte_offset);

  private:
    std::string_view text_;
    OffsetUnit unit_;
    std::size_t byte_ = 0;
    std::size_t count_ = 0;
};

/// The byte offset of `offset` counted in `unit`, or nothing where it is past the end or inside a code point.
MTMEND_INTERFACE std::optional<std::size_t> to_byte_offset(std::string_view text, std::size_t offset,
                                                           OffsetUnit unit);

}  // namespace mtmend
