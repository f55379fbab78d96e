#include <catch2/catch.hpp>

#include "tests/unit/built_in.hpp"

namespace mtmend {

TEST_CASE("what only looks like a lost or surplus space stays", "[stages][spacing]") {
    const Pipeline& pipeline = built_in_pipeline();
    for (const char* text :
         {"It will go away . . . because it must.", "The value is at 0..1 and in ../x of the tree.",
          "He smiled :) and she winked ;) at the end.", "They won 3 : 2 in the final game of the year.",
          "[ ] an open task of the team\n[ ] another task of the team",
          "Write to fox.jean@example.org or see Inventory.Data.gov for more.",
          "The Ph.D. students of the U.S.S.R. came at 5 p.m. to the hall.",
          "He uses an iPhone, macOS and openSUSE at work."}) {
        CHECK(pipeline.clean(text).clean == text);
    }
}

TEST_CASE("a torn number or abbreviation is mended whole or not at all", "[stages][spacing]") {
    const Pipeline& pipeline = built_in_pipeline();
    CHECK(pipeline.clean("They had 12 , 345 votes of the U . S . Senate, and 3 . 4 percent left.").clean ==
          "They had 12,345 votes of the U.S. Senate, and 3.4 percent left.");
    for (const char* text :
         {"Dial 192 . 168 . 1 . 1 and wait for the tone of the line.",
          "He was 21 . 5 people came with him to the hall.", "Sgt. E . J . Smith came to the hall.",
          "The firms lost 8 , 5 million euros in the spring of the year.",
          "The letters A . K . Q . stand for cards in the game."}) {
        CHECK(pipeline.clean(text).clean == text);
    }
    // Two numbers, and the space before the comma goes.
    CHECK(pipeline.clean("In May 5 , 200 people came; in 1999 , 300 came.").clean ==
          "In May 5, 200 people came; in 1999, 300 came.");
}

TEST_CASE("hostile brackets and blanks stay linear", "[stages][spacing]") {
    const Pipeline& pipeline = built_in_pipeline();
    std::string text = "The text: ";
    for (int i = 0; i < 100000; ++i) text += i % 2 == 0 ? "( a" : " )b(";
    CHECK(pipeline.clean(text).clean.size() > 0);
}

}  // namespace mtmend

TEST_CASE("a line that calls a function is code") {
    const std::string_view text = "The value is read in foo.Bar; call obj.Method() before config.Load.";
    CHECK(built_in_pipeline().clean(text).clean == text);
}
