#include <catch2/catch.hpp>
#include <string>

#include "tests/unit/built_in.hpp"

namespace {

std::string clean(const std::string& text) {
    return built_in_pipeline().clean(text).clean;
}

}  // namespace

TEST_CASE("a merged word is split where a half is a small word of grammar") {
    CHECK(clean("The people ofthe north said thatthe road was closed.") ==
          "The people of the north said that the road was closed.");
}

TEST_CASE("an unknown word that the article uses twice is a name or a term") {
    const std::string text = "The bakertown is old. They say that a bakertown has one street and no church.";
    CHECK(clean(text) == text);
}

TEST_CASE("words merged inside tags, addresses and code stay") {
    const std::string text = "They wrote #ofthe and the_ofthe and asked ofthe@mail.org for more of it.";
    CHECK(clean(text) == text);
}

TEST_CASE("a split word is joined where a piece is no word") {
    CHECK(clean("They sent ammuni tion to the town and th rough the woods.") ==
          "They sent ammunition to the town and through the woods.");
}

TEST_CASE("acronyms, letters and names before small words are no pieces of words") {
    const std::string text =
        "By noon ET on Friday the RA in charge met Ron and installed R and Python for them.";
    CHECK(clean(text) == text);
}

TEST_CASE("a very long word costs no more than a short one") {
    const std::string text = "The word " + std::string(100'000, 'a') + " is long and the others are not.";
    CHECK(clean(text) == text);
}

TEST_CASE("two capitals in one word are two names where the article has them side by side") {
    CHECK(clean("The Harbour Board met in May. In June the HarbourBoard was closed for good.") ==
          "The Harbour Board met in May. In June the Harbour Board was closed for good.");
    const std::string brand = "In June the YouTube and PayPal teams of the OpenStreet group were closed.";
    CHECK(clean(brand) == brand);
}

TEST_CASE("a figure lets go of the word it counts, not of a unit or a name") {
    CHECK(clean("They waited 30years for 2.6million people.") ==
          "They waited 30 years for 2.6 million people.");
    const std::string units = "The 15mm lens, the 3dprinting shop, the 4wheel cart and the 1990s stayed.";
    CHECK(clean(units) == units);
}

TEST_CASE("in and on are split off only where a preposition can stand") {
    CHECK(clean("There was progress inspace, and they saw it.") ==
          "There was progress in space, and they saw it.");
    const std::string adjective = "The inhouse lawyer gave the indepth answer to an inclass question.";
    CHECK(clean(adjective) == adjective);
}

TEST_CASE("small words of another language are no pieces of an English one") {
    for (const char* text : {"“No te preocupes,” she said.", "The title was “Sánchez no se va” that day."})
        CHECK(clean(text) == text);
}
