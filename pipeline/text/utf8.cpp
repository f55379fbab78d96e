#include "pipeline/text/utf8.hpp"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <stdexcept>

namespace mtmend {
namespace utf8 {
namespace {

constexpr bool is_ascii(char byte) {
    return static_cast<unsigned char>(byte) < 0x80;
}
constexpr char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
}
constexpr char ascii_upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c;
}

UChar32 to_icu(char32_t c) {
    return static_cast<UChar32>(c);
}

/// Where the first non-ASCII byte at or behind `offset` is. Good text is nearly all ASCII: eight bytes at a
/// time.
std::size_t end_of_ascii(std::string_view text, std::size_t offset) {
    constexpr std::uint64_t high_bits = 0x8080808080808080;
    for (std::uint64_t eight; offset + sizeof eight <= text.size(); offset += sizeof eight) {
        std::memcpy(&eight, text.data() + offset, sizeof eight);
        if ((eight & high_bits) != 0) break;
    }
    while (offset < text.size() && is_ascii(text[offset])) ++offset;
    return offset;
}

bool is_all_ascii(std::string_view text) {
    return end_of_ascii(text, 0) == text.size();
}

template <class Map>
std::string mapped_ascii(std::string_view text, Map map) {
    std::string out(text.size(), '\0');
    std::transform(text.begin(), text.end(), out.begin(), map);
    return out;
}

icu::StringPiece piece(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

/// Runs an ICU transformation that writes UTF-8 to a sink.
template <class Transformation>
std::string through_icu(std::size_t expected_size, Transformation transform) {
    std::string out;
    out.reserve(expected_size);
    icu::StringByteSink<std::string> sink(&out);
    UErrorCode status = U_ZERO_ERROR;
    transform(sink, status);
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
    return out;
}

const icu::Normalizer2* decomposition() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
    return nfd;
}

/// Letters that do not decompose, and what plain English spelling writes for them.
std::string_view plain_spelling(char32_t c) {
    switch (c) {
        case U'ø':
            return "o";
        case U'ł':
            return "l";
        case U'đ':
        case U'ð':
            return "d";
        case U'ħ':
            return "h";
        case U'ŧ':
            return "t";
        case U'ı':
            return "i";
        case U'æ':
            return "ae";
        case U'œ':
            return "oe";
        case U'þ':
            return "th";
        default:
            return {};
    }
}

}  // namespace

std::optional<std::size_t> first_invalid(std::string_view text) {
    const char* bytes = text.data();
    std::size_t offset = 0;
    while ((offset = end_of_ascii(text, offset)) < text.size()) {
        // Letters of other scripts come in runs: going back to the eight-byte steps after each would cost
        // more.
        while (offset < text.size() && !is_ascii(bytes[offset])) {
            const std::size_t begin = offset;
            UChar32 c = 0;
            U8_NEXT(bytes, offset, text.size(), c);
            if (c < 0) return begin;
        }
    }
    return std::nullopt;
}

std::size_t length(std::string_view text) {
    // What is no continuation byte (10xxxxxx) begins a code point.
    constexpr std::uint64_t low_bits = 0x0101010101010101;
    std::size_t continuations = 0;
    std::size_t at = 0;
    for (std::uint64_t eight; at + sizeof eight <= text.size(); at += sizeof eight) {
        std::memcpy(&eight, text.data() + at, sizeof eight);
        continuations += static_cast<std::size_t>(std::popcount((eight >> 7) & ~(eight >> 6) & low_bits));
    }
    for (; at < text.size(); ++at) continuations += (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
    return text.size() - continuations;
}

CodePoint decode_non_ascii(std::string_view text, std::size_t offset) {
    const std::string_view window = text.substr(offset, 4);
    std::size_t size = 0;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(window.data(), size, window.size(), c);
    return {static_cast<char32_t>(c), size};
}

CodePoint decode_before(std::string_view text, std::size_t offset) {
    if (offset == 0) return {};
    std::size_t begin = offset - 1;
    while (begin > 0 && offset - begin < 4 && !is_boundary(text, begin)) --begin;
    return {decode(text.substr(0, offset), begin).value, offset - begin};
}

void append(std::string& out, char32_t value) {
    if (is_ascii(value)) {
        out.push_back(static_cast<char>(value));
        return;
    }
    const bool is_scalar = value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    char bytes[4];
    std::size_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, is_scalar ? to_icu(value) : 0xFFFD);
    out.append(bytes, size);
}

bool is_mark(char32_t c) {
    return !is_ascii(c) && (U_GET_GC_MASK(to_icu(c)) & U_GC_M_MASK) != 0;
}
bool beyond_ascii::is_letter(char32_t c) {
    return u_isalpha(to_icu(c));
}
bool beyond_ascii::is_upper(char32_t c) {
    return u_isupper(to_icu(c));
}
bool beyond_ascii::is_lower(char32_t c) {
    return u_islower(to_icu(c));
}
bool beyond_ascii::is_space(char32_t c) {
    return u_isUWhiteSpace(to_icu(c));
}
bool beyond_ascii::is_word(char32_t c) {
    return (U_GET_GC_MASK(to_icu(c)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0;
}

std::string to_lower(std::string_view text) {
    if (is_all_ascii(text)) return mapped_ascii(text, ascii_lower);
    return through_icu(text.size(), [&](icu::ByteSink& sink, UErrorCode& status) {
        icu::CaseMap::utf8ToLower("", 0, piece(text), sink, nullptr, status);
    });
}

std::string to_upper(std::string_view text) {
    if (is_all_ascii(text)) return mapped_ascii(text, ascii_upper);
    return through_icu(text.size(), [&](icu::ByteSink& sink, UErrorCode& status) {
        icu::CaseMap::utf8ToUpper("", 0, piece(text), sink, nullptr, status);
    });
}

std::string capitalised(std::string_view text) {
    // Title case where a letter has one: ß becomes Ss, not SS. ICU skips what stands before the first letter
    // or digit, so that "8th" stays.
    constexpr std::uint32_t first_letter_only = U_TITLECASE_WHOLE_STRING | U_TITLECASE_NO_LOWERCASE;
    return through_icu(text.size(), [&](icu::ByteSink& sink, UErrorCode& status) {
        icu::CaseMap::utf8ToTitle("", first_letter_only, nullptr, piece(text), sink, nullptr, status);
    });
}

std::string folded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        if (is_ascii(text[offset])) {
            out.push_back(ascii_lower(text[offset++]));
            continue;
        }
        const CodePoint c = decode(text, offset);
        append(out, static_cast<char32_t>(u_foldCase(to_icu(c.value), U_FOLD_CASE_DEFAULT)));
        offset += c.size;
    }
    return out;
}

std::string unaccented(std::string_view text) {
    if (is_all_ascii(text)) return mapped_ascii(text, ascii_lower);
    const std::string fully_folded = through_icu(text.size(), [&](icu::ByteSink& sink, UErrorCode& status) {
        icu::CaseMap::utf8Fold(0, piece(text), sink, nullptr, status);
    });
    static const icu::Normalizer2* const nfd = decomposition();
    const std::string decomposed = through_icu(text.size(), [&](icu::ByteSink& sink, UErrorCode& status) {
        nfd->normalizeUTF8(0, piece(fully_folded), sink, nullptr, status);
    });
    std::string out;
    out.reserve(decomposed.size());
    for (std::size_t offset = 0; offset < decomposed.size();) {
        const CodePoint c = decode(decomposed, offset);
        offset += c.size;
        if (is_mark(c.value)) continue;
        const std::string_view plain = is_ascii(c.value) ? std::string_view() : plain_spelling(c.value);
        if (plain.empty()) {
            append(out, c.value);
        } else {
            out.append(plain);
        }
    }
    return out;
}

}  // namespace utf8

namespace {

/// How many units begin with this byte.
std::size_t units_begun_by(char byte, OffsetUnit unit) {
    const auto value = static_cast<unsigned char>(byte);
    if ((value & 0xC0) == 0x80) return 0;
    return unit == OffsetUnit::utf16 && value >= 0xF0 ? 2 : 1;
}

}  // namespace

std::size_t OffsetCounter::at(std::size_t byte_offset) {
    if (unit_ == OffsetUnit::utf8) return byte_offset;
    if (byte_offset < byte_) byte_ = count_ = 0;
    for (const std::size_t end = std::min(byte_offset, text_.size()); byte_ < end; ++byte_) {
        count_ += units_begun_by(text_[byte_], unit_);
    }
    return count_;
}

std::optional<std::size_t> to_byte_offset(std::string_view text, std::size_t offset, OffsetUnit unit) {
    if (unit == OffsetUnit::utf8) {
        return utf8::is_boundary(text, offset) ? std::optional(offset) : std::nullopt;
    }
    std::size_t count = 0;
    for (std::size_t byte = 0; byte < text.size(); ++byte) {
        const std::size_t units = units_begun_by(text[byte], unit);
        if (units == 0) continue;
        if (count == offset) return byte;
        if (count > offset) return std::nullopt;
        count += units;
    }
    return count == offset ? std::optional(text.size()) : std::nullopt;
}

}  // namespace mtmend
