#include "pipeline/rules/pattern.hpp"

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
    CHECK(pattern_error("x(?:[^\n\\p{L}]{0,90} )?[^\n\\p{L}]{0,90}y").value_or("").find("instructions") !=
          std::string::npos);
}

TEST_CASE("No pattern of a built-in rule is too large for its automaton") {
    for (const Rule& rule : built_in_pipeline().dictionaries().rules()) {
        if (rule.by_code()) continue;
        INFO(rule.id);
        CHECK_FALSE(pattern_error(rule.find));
        for (const std::string& unless : rule.unless) CHECK_FALSE(pattern_error(unless));
    }
}

TEST_CASE("A replacement fills in captures and their first letter's case") {
    CHECK(expand("\\2 \\1", {"all", "one", "two"}) == "two one");
    CHECK(expand("\\u1, \\l2", {"", "élan", "He"}) == "Élan, he");
    CHECK(expand("[\\9]", std::vector<std::string_view>(10)) == "[]");
}
