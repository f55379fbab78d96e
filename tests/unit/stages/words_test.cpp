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
