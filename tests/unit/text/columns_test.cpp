#include "pipeline/text/columns.hpp"

#include <catch2/catch.hpp>

using namespace mtmend;

TEST_CASE("Letters take a column, wide characters two, marks none") {
    CHECK(columns_of("Kyiv") == 4);
    CHECK(columns_of("Zürich") == 6);
    CHECK(columns_of("e\u0301") == 1);
    CHECK(columns_of("\u6771\u4EAC") == 4);
    CHECK(columns_of("\U0001F600") == 2);
    CHECK(columns_of("\u200B\u202E") == 0);
    CHECK(columns_of("") == 0);
}

TEST_CASE("A text is cut to columns without parting a character from its marks") {
    CHECK(first_columns("abc", 2) == "ab");
    CHECK(first_columns("e\u0301a", 1) == "e\u0301");
    CHECK(first_columns("a\u6771", 2) == "a");
    CHECK(first_columns("ab", 5) == "ab");
}
