#include "stages/character_beside.hpp"

#include <catch2/catch.hpp>

using namespace mtmend;

TEST_CASE("beside the borders of a text stands a line feed", "[stages]") {
    constexpr std::string_view text = "“Ja”";
    CHECK(character_before(text, 0) == U'\n');
    CHECK(character_at(text, 0) == U'“');
    CHECK(character_before(text, 3) == U'“');
    CHECK(character_at(text, 3) == U'J');
    CHECK(character_before(text, text.size()) == U'”');
    CHECK(character_at(text, text.size()) == U'\n');
}
