#include "pipeline/text/utf8.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace std::string_literals;
using namespace std::string_view_literals;
using mtmend::OffsetCounter;
using mtmend::OffsetUnit;
using mtmend::to_byte_offset;
namespace utf8 = mtmend::utf8;

namespace {

std::string encoded(char32_t c) {
    std::string out;
    utf8::append(out, c);
    return out;
}

}  // namespace

TEST_CASE("Valid UTF-8 has no invalid byte, whatever stands where in a step of eight") {
    CHECK_FALSE(utf8::first_invalid(""));
    CHECK_FALSE(utf8::first_invalid("\0"sv));
    for (const std::string& c : {"é"s, "€"s, "😀"s, "\U0010FFFF"s, "\uFFFD"s, "\uFEFF"s}) {
        for (std::size_t before = 0; before < 20; ++before) {
            for (std::size_t behind = 0; behind < 20; ++behind) {
                CHECK_FALSE(utf8::first_invalid(std::string(before, 'a') + c + c + std::string(behind, 'z')));
            }
        }
    }
}

TEST_CASE("The first invalid sequence is found at its first byte") {
    const std::vector<std::string> sequences = {
        "\x80",              // a continuation byte alone
        "\xBF",              //
        "\xC0\xAF",          // overlong "/"
        "\xC1\xBF",          //
        "\xE0\x80\xAF",      //
        "\xE0\x9F\xBF",      //
        "\xF0\x80\x80\xAF",  //
        "\xF0\x8F\xBF\xBF",  //
        "\xED\xA0\x80",      // surrogates
        "\xED\xBF\xBF",      //
        "\xF4\x90\x80\x80",  // above U+10FFFF
        "\xF5\x80\x80\x80",  //
        "\xFE",              // in no UTF-8 at all
        "\xFF",              //
        "\xC3",              // cut off
        "\xE2\x82",          //
        "\xF0\x9F\x98",      //
    };
    for (const std::string& bad : sequences) {
        for (std::size_t before = 0; before < 20; ++before) {
            const std::string start = std::string(before, 'a') + "é€";
            CHECK(utf8::first_invalid(start + bad) == start.size());
            CHECK(utf8::first_invalid(start + bad + "and more text\xFF") == start.size());
        }
    }
}

TEST_CASE("A boundary is the begin of a code point or the end of the text") {
    const std::string text = "aé€😀";
    std::vector<std::size_t> boundaries;
    for (std::size_t i = 0; i <= text.size() + 2; ++i) {
        if (utf8::is_boundary(text, i)) boundaries.push_back(i);
    }
    CHECK(boundaries == std::vector<std::size_t>{0, 1, 3, 6, 10});
}

TEST_CASE("Every code point survives being written and read from both sides") {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (c == 0xD800) c = 0xE000;
        const std::string text = encoded(c) + "é";
        const utf8::CodePoint forward = utf8::decode(text, 0);
        const utf8::CodePoint backward = utf8::decode_before(text, forward.size);
        const bool same = forward.value == c && forward.size == text.size() - 2 && backward.value == c &&
                          backward.size == forward.size;
        if (!same || utf8::first_invalid(text)) FAIL("U+" << std::hex << static_cast<std::uint32_t>(c));
    }
}

TEST_CASE("Nothing stands before the begin of a text") {
    CHECK(utf8::decode_before("a", 0).size == 0);
    CHECK(utf8::decode_before("", 0).size == 0);
}

TEST_CASE("What is no character is written as the replacement character") {
    CHECK(encoded(0xD800) == "\uFFFD");
    CHECK(encoded(0xDFFF) == "\uFFFD");
    CHECK(encoded(0x110000) == "\uFFFD");
    CHECK(encoded(0xFFFFFFFF) == "\uFFFD");
}

TEST_CASE("Decoding bytes that are not UTF-8 stays within them") {
    const std::string cut = "a\xF0\x9F";
    CHECK(utf8::decode(cut, 1).value == 0xFFFD);
    CHECK(utf8::decode(cut, 1).size == 2);
    CHECK(utf8::decode_before("\x80\x80\x80\x80\x80\x80", 6).size <= 4);
}

TEST_CASE("Letters, digits, marks and words are told apart") {
    for (const char32_t c : U"azAZéßŁЖ中ª"sv) CHECK(utf8::is_letter(c));
    for (const char32_t c : U"0 -'_’€٣\u0301²"sv) CHECK_FALSE(utf8::is_letter(c));
    for (const char32_t c : U"0123456789"sv) CHECK(utf8::is_digit(c));
    for (const char32_t c : U"a/:٣²½"sv) CHECK_FALSE(utf8::is_digit(c));
    CHECK(utf8::is_mark(U'\u0301'));
    CHECK(utf8::is_mark(U'\u0903'));
    for (const char32_t c : U"a`´¨é"sv) CHECK_FALSE(utf8::is_mark(c));
    for (const char32_t c : U"aZ9éЖ٣\u0301"sv) CHECK(utf8::is_word(c));
    for (const char32_t c : U" .-'’_/:@[`{²€\u00A0\u200B"sv) CHECK_FALSE(utf8::is_word(c));
}

TEST_CASE("Upper and lower case are told apart") {
    for (const char32_t c : U"AZÉŁЖΣ"sv) CHECK((utf8::is_upper(c) && !utf8::is_lower(c)));
    for (const char32_t c : U"azéßłжς"sv) CHECK((utf8::is_lower(c) && !utf8::is_upper(c)));
    for (const char32_t c : U"09 .@[`{中"sv) CHECK_FALSE((utf8::is_lower(c) || utf8::is_upper(c)));
}

TEST_CASE("White space takes in no-break spaces and leaves out zero-width characters") {
    for (const char32_t c : U" \t\n\v\f\r\u0085\u00A0\u1680\u2003\u2009\u2028\u2029\u202F\u205F\u3000"sv) {
        CHECK(utf8::is_space(c));
    }
    for (const char32_t c : U"a\0\x1B\x1F\u200B\u200C\u200D\u2060\uFEFF\u180E"sv)
        CHECK_FALSE(utf8::is_space(c));
}

TEST_CASE("Case is mapped by the full rules of Unicode and of no country") {
    CHECK(utf8::to_lower("NATO I") == "nato i");
    CHECK(utf8::to_lower("ÉCOLE Łódź") == "école łódź");
    CHECK(utf8::to_lower("ΟΔΟΣ") == "οδος");
    CHECK(utf8::to_upper("nato i") == "NATO I");
    CHECK(utf8::to_upper("straße") == "STRASSE");
    CHECK(utf8::to_upper("łódź ﬁ") == "ŁÓDŹ FI");
    CHECK(utf8::to_lower("").empty());
    CHECK(utf8::to_upper("").empty());
}

TEST_CASE("Capitalising changes the first letter and nothing else") {
    CHECK(utf8::capitalised("minister") == "Minister");
    CHECK(utf8::capitalised("éCOLE nationale") == "ÉCOLE nationale");
    CHECK(utf8::capitalised("“the end") == "“The end");
    CHECK(utf8::capitalised("'tis and (so)") == "'Tis and (so)");
    CHECK(utf8::capitalised("ßa") == "Ssa");
    CHECK(utf8::capitalised("8th of May") == "8th of May");
    CHECK(utf8::capitalised("Already") == "Already");
    CHECK(utf8::capitalised("").empty());
    CHECK(utf8::capitalised("…").size() == 3);
}

TEST_CASE("Folding makes one of the cases of a word and keeps its accents") {
    CHECK(utf8::folded("KIEV") == utf8::folded("Kiev"));
    CHECK(utf8::folded("ÉCOLE") == "école");
    CHECK(utf8::folded("école") != utf8::folded("ecole"));
    CHECK(utf8::folded("ΣΑΣ") == utf8::folded("σας"));
    CHECK(utf8::folded("Straße") == "straße");
    CHECK(utf8::folded("ẞ") == "ß");
    CHECK(utf8::folded("don’t 😀") == "don’t 😀");
    CHECK(utf8::folded("").empty());
}

TEST_CASE("Taking accents off leaves what a plain keyboard writes") {
    CHECK(utf8::unaccented("Łódź") == "lodz");
    CHECK(utf8::unaccented("Straße") == "strasse");
    CHECK(utf8::unaccented("Søren Đinđić") == "soren dindic");
    CHECK(utf8::unaccented("São Tomé, Münster") == "sao tome, munster");
    CHECK(utf8::unaccented("İstanbul, Diyarbakır") == "istanbul, diyarbakir");
    CHECK(utf8::unaccented("Sigurðardóttir Þór Æsir Œuvre Ħal") == "sigurdardottir thor aesir oeuvre hal");
    CHECK(utf8::unaccented("e\u0301") == "e");
    CHECK(utf8::unaccented("PLAIN") == "plain");
    CHECK(utf8::unaccented("").empty());
}

TEST_CASE("Offsets are counted in the unit asked for") {
    const std::string text = "aé€😀z";
    const std::vector<std::size_t> bytes = {0, 1, 3, 6, 10, 11};
    const std::vector<std::size_t> codepoints = {0, 1, 2, 3, 4, 5};
    const std::vector<std::size_t> utf16 = {0, 1, 2, 3, 5, 6};
    OffsetCounter in_bytes(text, OffsetUnit::utf8), in_codepoints(text, OffsetUnit::codepoint),
        in_utf16(text, OffsetUnit::utf16);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        CHECK(in_bytes.at(bytes[i]) == bytes[i]);
        CHECK(in_codepoints.at(bytes[i]) == codepoints[i]);
        CHECK(in_codepoints.at(bytes[i]) == codepoints[i]);
        CHECK(in_utf16.at(bytes[i]) == utf16[i]);
        CHECK(to_byte_offset(text, bytes[i], OffsetUnit::utf8) == bytes[i]);
        CHECK(to_byte_offset(text, codepoints[i], OffsetUnit::codepoint) == bytes[i]);
        CHECK(to_byte_offset(text, utf16[i], OffsetUnit::utf16) == bytes[i]);
    }
}

TEST_CASE("An offset counter that is asked backwards starts over") {
    OffsetCounter counter("é€😀", OffsetUnit::utf16);
    CHECK(counter.at(9) == 4);
    CHECK(counter.at(2) == 1);
    CHECK(counter.at(5) == 2);
}

TEST_CASE("An offset past the end or inside a code point is no byte offset") {
    const std::string text = "é😀";
    CHECK_FALSE(to_byte_offset(text, 1, OffsetUnit::utf8));
    CHECK_FALSE(to_byte_offset(text, 7, OffsetUnit::utf8));
    CHECK_FALSE(to_byte_offset(text, 3, OffsetUnit::codepoint));
    CHECK_FALSE(to_byte_offset(text, 2, OffsetUnit::utf16));
    CHECK(to_byte_offset(text, 3, OffsetUnit::utf16) == 6);
    CHECK_FALSE(to_byte_offset(text, 4, OffsetUnit::utf16));
    CHECK(to_byte_offset("", 0, OffsetUnit::codepoint) == 0);
    CHECK_FALSE(to_byte_offset("", 1, OffsetUnit::codepoint));
}

TEST_CASE("The length of a text is counted in code points, however long it is") {
    std::string text;
    for (std::size_t points = 0; points < 60; points += 3) {
        CHECK(utf8::length(text) == points);
        CHECK(utf8::length(text + "a") == points + 1);
        text += "é€😀";
    }
}
