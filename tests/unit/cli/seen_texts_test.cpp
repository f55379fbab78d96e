#include "pipeline/cli/seen_texts.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace mtmend;
using namespace mtmend::cli;

namespace {

/// Sixty words that no other `number` has, the last `changed` of them another time others.
std::string text_of(int number, int changed = 0) {
    std::string text;
    for (int i = 0; i < 60; ++i)
        text += (i >= 60 - changed ? "x" : "w") + std::to_string(number) + "q" + std::to_string(i) + ' ';
    return text;
}

std::optional<Duplicate> place(SeenTexts& seen, const std::string& text, const std::string& id) {
    return seen.place(sketch_of(text), id, "");
}

}  // namespace

TEST_CASE("A text is a duplicate of the first one like it") {
    SeenTexts seen;
    CHECK_FALSE(place(seen, text_of(1), "a"));
    CHECK_FALSE(place(seen, text_of(2), "b"));
    CHECK(place(seen, "\n " + text_of(1), "c") == Duplicate{"a", "", 1});
    const auto near = place(seen, text_of(2, 3), "d");
    REQUIRE(near);
    CHECK(near->of == "b");
    CHECK_FALSE(near->is_exact());
    CHECK(near->likeness == Approx(55.0 / 61).margin(0.1));
}

TEST_CASE("Likeness is not handed on") {
    SeenTexts seen;
    CHECK_FALSE(place(seen, text_of(1), "a"));
    CHECK(place(seen, text_of(1, 4), "b")->of == "a");
    CHECK_FALSE(place(seen, text_of(1, 8), "c"));  // as b is like it, which is like a
}

TEST_CASE("Of originals the nearest counts") {
    SeenTexts seen;
    CHECK_FALSE(place(seen, text_of(1), "a"));
    CHECK_FALSE(place(seen, text_of(1, 9), "b"));
    CHECK(place(seen, text_of(1, 9) + "end", "c")->of == "b");
    CHECK(place(seen, text_of(1) + "end", "d")->of == "a");
}

TEST_CASE("Texts without words are like nothing, and short ones only exactly") {
    SeenTexts seen;
    CHECK_FALSE(place(seen, "", "a"));
    CHECK_FALSE(place(seen, " \n", "b"));
    CHECK_FALSE(place(seen, "Live news", "c"));
    CHECK_FALSE(place(seen, "live news", "d"));
    CHECK(place(seen, "Live  news", "e") == Duplicate{"c", "", 1});
}

TEST_CASE("At the cap the text remembered first is forgotten") {
    SeenTexts seen(3000);
    for (int i = 0; i < 3000; ++i) CHECK_FALSE(place(seen, text_of(i), std::to_string(i)));
    CHECK(place(seen, text_of(0), "again")->of == "0");
    CHECK(place(seen, text_of(1, 3), "near")->of == "1");
    CHECK_FALSE(place(seen, text_of(3000), "one more"));
    CHECK(place(seen, text_of(1), "still")->of == "1");
    CHECK_FALSE(place(seen, text_of(0), "new"));       // and with it 1 is forgotten
    CHECK_FALSE(place(seen, text_of(1, 3), "newer"));  // and 2
    CHECK(place(seen, text_of(0, 3), "near")->of == "new");
    CHECK(place(seen, text_of(3), "there")->of == "3");
    CHECK(place(seen, text_of(2999), "there")->of == "2999");
}

TEST_CASE("Long names make room for fewer texts") {
    SeenTexts seen(4);
    CHECK_FALSE(place(seen, text_of(1), std::string(600, 'a')));
    CHECK_FALSE(place(seen, text_of(2), std::string(600, 'b')));
    CHECK_FALSE(place(seen, text_of(1), "c"));
    CHECK(place(seen, text_of(2), "d")->of.front() == 'b');
}
