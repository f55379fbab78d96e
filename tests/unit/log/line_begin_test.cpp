#include "pipeline/log/line_begin.hpp"

#include <catch2/catch.hpp>

using namespace mtmend;

TEST_CASE("a line begins behind the feed before it", "[log]") {
    CHECK(line_begin("ab\ncd", 0) == 0);
    CHECK(line_begin("ab\ncd", 2) == 0);
    CHECK(line_begin("ab\ncd", 3) == 3);
    CHECK(line_begin("ab\ncd", 5) == 3);
    CHECK(line_begin("\n", 1) == 1);
    CHECK(line_begin("", 0) == 0);
}
