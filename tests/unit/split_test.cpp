#include "pipeline/split.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace mtmend;

using Parts = std::vector<std::string_view>;

TEST_CASE("a text is split at every separator", "[split]") {
    CHECK(split("a|b", '|') == Parts{"a", "b"});
    CHECK(split("a", '|') == Parts{"a"});
    CHECK(split("|a||b|", '|') == Parts{"", "a", "", "b", ""});
    CHECK(split("", '|') == Parts{""});
    CHECK(split<std::string>("a\tb", '\t') == std::vector<std::string>{"a", "b"});
}

TEST_CASE("empty parts of a list are left out", "[split]") {
    CHECK(nonempty_parts("a|b", '|') == Parts{"a", "b"});
    CHECK(nonempty_parts("|a||b c|", '|') == Parts{"a", "b c"});
    CHECK(nonempty_parts("", '|').empty());
    CHECK(nonempty_parts("||", '|').empty());
    CHECK(nonempty_parts<std::string>("a,b", ',') == std::vector<std::string>{"a", "b"});
}

TEST_CASE("lines are counted from one, and the last may lack its feed", "[split]") {
    using Lines = std::vector<std::pair<std::string, std::size_t>>;
    const auto lines_of = [](std::string_view text) {
        Lines lines;
        for_each_line(text,
                      [&](std::string_view line, std::size_t number) { lines.emplace_back(line, number); });
        return lines;
    };
    CHECK(lines_of("a\n\nb\n") == Lines{{"a", 1}, {"", 2}, {"b", 3}});
    CHECK(lines_of("a\r\nb") == Lines{{"a\r", 1}, {"b", 2}});
    CHECK(lines_of("\n") == Lines{{"", 1}});
    CHECK(lines_of("").empty());
}
