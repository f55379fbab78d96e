#include "pipeline/rules/pattern.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/unit/built_in.hpp"

using namespace mtmend;

namespace {
std::string first(const std::string& pattern, std::string_view text) {
    std::vector<std::string_view> captures;
    return Pattern(pattern).find(text, 0, text.size(), captures) ? std::string(captures[0]) : "none";
}
}  // namespace

TEST_CASE("A pattern's word characters and borders are Unicode") {
    CHECK(first("\\w+", "– Otán") == "Otán");
    CHECK(first("[\\w-]+", "Otán-Ukraine") == "Otán-Ukraine");
    CHECK(first("\\bOt\\b", "Otán Ot") == "Ot");
    CHECK(first("\\bn\\b", "Otán") == "none");
    CHECK(first("a\\sb", "a\u00a0b") == "a\u00a0b");
    CHECK(first("(?i)\\bkiev\\b", "in Kiev.") == "Kiev");
}

TEST_CASE("A pattern that cannot work is explained") {
    CHECK_FALSE(pattern_error("\\bfine\\b"));
    CHECK(pattern_error("a\\bc"));
    CHECK(pattern_error("(?=ahead)"));
    CHECK(pattern_error("(open"));
    CHECK(pattern_error("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)"));
}

TEST_CASE("A replacement fills in captures and their first letter's case") {
    CHECK(expand("\\2 \\1", {"all", "one", "two"}) == "two one");
    CHECK(expand("\\u1, \\l2", {"", "élan", "He"}) == "Élan, he");
    CHECK(expand("[\\9]", std::vector<std::string_view>(10)) == "[]");
}

TEST_CASE("A pattern for texts of ASCII alone has no other letters") {
    CHECK(ascii_source("caf[eé]s?–x") == R"(caf[e\xFF]s?\xFFx)");
    CHECK(ascii_source(R"([\s\x{A0}]\x{41}\-\p{Lu})") == R"([\s\xFF]\x{41}\-\p{Lu})");
    // The long s folds to an s.
    CHECK(ascii_source("(?i)ſ") == std::nullopt);
    CHECK(ascii_source(R"((?i)[\x{100}-\x{200}])") == std::nullopt);
    CHECK(ascii_source(R"([\x{100}-\x{200}])") == R"([\xFF-\xFF])");
    CHECK(ascii_source(R"(\Qé\E)") == std::nullopt);
}

TEST_CASE("A pattern finds the same in texts of ASCII alone, compiled for them or for all texts") {
    const auto find = [](const RE2& pattern, const std::string& text) {
        re2::StringPiece found[4];
        const int groups = std::min(pattern.NumberOfCapturingGroups() + 1, 4);
        if (!pattern.Match(text, 0, text.size(), RE2::UNANCHORED, found, groups))
            return std::string("nothing");
        std::string result;
        for (const re2::StringPiece& piece : found) result += "<" + std::string(piece) + ">";
        return result;
    };
    RE2::Options narrow;
    narrow.set_encoding(RE2::Options::EncodingLatin1);
    std::size_t compared = 0;
    for (const Rule& rule : built_in_pipeline().dictionaries().rules()) {
        if (rule.by_code()) continue;
        const auto source = ascii_source(re2_source(rule.find));
        if (!source) continue;
        const RE2 ascii(*source, narrow);
        const RE2 full(re2_source(rule.find));
        REQUIRE(ascii.ok());
        std::vector<std::string> texts = rule.keeps;
        for (const auto& [before, after] : rule.fixes) texts.insert(texts.end(), {before, after});
        for (const std::string& text : texts) {
            if (std::any_of(text.begin(), text.end(), [](char c) { return c < 0; })) continue;
            ++compared;
            INFO(rule.id << ": " << text);
            CHECK(find(ascii, text) == find(full, text));
        }
    }
    CHECK(compared > 1000);
}
