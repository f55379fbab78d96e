#include <catch2/catch.hpp>
#include <string>

#include "tests/unit/built_in.hpp"

namespace {

std::string clean(const std::string& text) {
    return built_in_pipeline().clean(text).clean;
}

void keeps(const std::string& text) {
    CHECK(clean(text) == text);
}

}  // namespace

TEST_CASE("doubled words of grammar go, doubled words of emphasis stay") {
    CHECK(clean("The price of of the bread rose in the the north.") ==
          "The price of the bread rose in the north.");
    keeps("It was very very cold, and they had had enough of it.");
}

TEST_CASE("a stammer in a transcript is a fact") {
    keeps("And uh the the man, um, he was uh in the the house, and that is what I saw.");
}

TEST_CASE("repetition in verse is form") {
    keeps("Over the sea and over the sea\nThe wind the wind is calling me\nThe wind the wind\nThe sea");
}

TEST_CASE("a phrase that goes on coupling itself is emphasis") {
    keeps("They walked on and on and on, through the town and through the town and through the town.");
}

TEST_CASE("many sentences said twice at once are read once, and in linear time") {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += "the of ";
    CHECK(clean(text + "end of it all.").size() <= text.size() + 20);
}

TEST_CASE("a preposition behind a comma stands once, a particle behind its verb may stand twice") {
    CHECK(clean("His uncle, in in a green coat, opened the door.") ==
          "His uncle, in a green coat, opened the door.");
    const std::string right = "She logged in in the morning and took the letters in in batches.";
    CHECK(clean(right) == right);
}

TEST_CASE("a doubled word that alone stands in quotation marks is spoken of") {
    const std::string_view text = "The sign (\"the the\", as the children say) is to be painted again.";
    CHECK(built_in_pipeline().clean(text).clean == text);
}
