#include "pipeline/text/sought_texts.hpp"

#include <catch2/catch.hpp>

using namespace mtmend;

namespace {

std::vector<std::size_t> places_of(const TextPlaces& places, TextId text) {
    return {places.begin(text), places.end(text)};
}

}  // namespace

TEST_CASE("All sought texts are found in one pass, ASCII letters in any case") {
    SoughtTexts sought;
    const TextId byte = sought.add("|");
    const TextId pair = sought.add("re");
    const TextId three = sought.add("d m");
    const TextId inner = sought.add("ead more");
    const TextId phrase = sought.add("read more");
    const TextId french = sought.add("État");
    const TextId missing = sought.add("read less");
    const TextPlaces places = sought.find("Read more | READ MORE|État, état, more");
    CHECK(places_of(places, byte) == std::vector<std::size_t>{10, 21});
    CHECK(places_of(places, pair) == std::vector<std::size_t>{0, 7, 12, 19, 38});
    CHECK(places_of(places, three) == std::vector<std::size_t>{3, 15});
    CHECK(places_of(places, inner) == std::vector<std::size_t>{1, 13});
    CHECK(places_of(places, phrase) == std::vector<std::size_t>{0, 12});
    CHECK(places_of(places, french) == std::vector<std::size_t>{22});
    CHECK_FALSE(places.stands(missing));
    CHECK(places.count(phrase) == 2);
}

TEST_CASE("Only letters are sought in any case, wherever among eight bytes they stand") {
    SoughtTexts sought;
    const TextId signs = sought.add("@[`{");
    const TextId letters = sought.add("az");
    const TextId accented = sought.add("É");
    for (const std::size_t before : {0, 1, 3, 6, 7, 8, 13}) {
        const std::string space(before, ' ');
        CHECK(places_of(sought.find(space + "@[`{"), signs) == std::vector<std::size_t>{before});
        CHECK_FALSE(sought.find(space + "`{@[").stands(signs));
        CHECK(places_of(sought.find(space + "AZ"), letters) == std::vector<std::size_t>{before});
        CHECK(places_of(sought.find(space + "É"), accented) == std::vector<std::size_t>{before});
        CHECK_FALSE(sought.find(space + "é").stands(accented));
    }
}

TEST_CASE("A text that is sought twice has one id") {
    SoughtTexts sought;
    CHECK(sought.add("read") == sought.add("read"));
    CHECK(sought.size() == 1);
}

TEST_CASE("A text stands in a piece only where all of it does") {
    SoughtTexts sought;
    const TextId text = sought.add("read more");
    const TextPlaces places = sought.find("Do read more, and read more");
    CHECK(places.stands_in(text, {0, 12}));
    CHECK_FALSE(places.stands_in(text, {0, 11}));
    CHECK_FALSE(places.stands_in(text, {4, 26}));
    CHECK(places.stands_in(text, {4, 27}));
    CHECK_FALSE(places.stands_in(text, {27, 27}));
}

TEST_CASE("Texts at the ends of an article are found, and none is in an empty one") {
    SoughtTexts sought;
    const TextId text = sought.add("abcd");
    const TextId byte = sought.add("a");
    CHECK(sought.find("abcd").stands(text));
    CHECK_FALSE(sought.find("abc").stands(text));
    CHECK(sought.find("a").stands(byte));
    CHECK_FALSE(sought.find("").stands(byte));
}

TEST_CASE("The places of a text that stands everywhere are not all kept") {
    SoughtTexts sought;
    const TextId comma = sought.add(",");
    const TextId rare = sought.add(",x");
    const TextPlaces places = sought.find(std::string(10'000, ',') + "x");
    CHECK(places.is_everywhere(comma));
    CHECK(places.count(comma) < 2'000);
    CHECK(places.stands_in(comma, {9'000, 9'001}));
    CHECK_FALSE(places.is_everywhere(rare));
    CHECK(places_of(places, rare) == std::vector<std::size_t>{9'999});
}
