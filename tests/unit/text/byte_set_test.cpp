#include "pipeline/text/byte_set.hpp"

#include <catch2/catch.hpp>

using namespace mtmend;

TEST_CASE("The next byte of a set is found from where one asks") {
    constexpr ByteSet marks(",\xC2");
    CHECK(marks.find_in("a, b") == 1);
    CHECK(marks.find_in("a, b", 2) == std::string_view::npos);
    CHECK(marks.find_in("a\u00A0b,") == 1);
    CHECK(marks.find_in("", 3) == std::string_view::npos);
    CHECK_FALSE(marks.has('\0'));
}
