#include <catch2/catch.hpp>

#include <string>

#include "pipeline/mtmend.hpp"

namespace {

std::string cleaned(const std::string& text) {
    static const mtmend::Pipeline pipeline = [] {
        mtmend::Options options;
        options.stages = {"names", "grammar", "casing", "consistency"};
        return mtmend::open_pipeline(options);
    }();
    return pipeline.clean(text, {}).clean;
}

}  // namespace

TEST_CASE("a lost capital needs a sentence on either side of the full stop", "[casing]") {
    CHECK(cleaned("The council has voted. but we know that it may change its mind.") ==
          "The council has voted. But we know that it may change its mind.");
    CHECK(cleaned("The council has voted. over the river, the crowd was waiting.") ==
          "The council has voted. Over the river, the crowd was waiting.");
    for (const std::string text :
         {"The council has voted. causing trouble for all.",
          "The council has voted. joins the crowd of others.",
          "A vote of the council. over the river that was frozen.", "What! you here, they said to us all."}) {
        CHECK(cleaned(text) == text);
    }
}

TEST_CASE("weaker starts follow where the article has lost other capitals", "[casing]") {
    const std::string weak =
        "The gates of the port stay shut. because of this a queue has formed at the river.";
    CHECK(cleaned(weak) == weak);
    CHECK(cleaned("The council has met again. it will vote. The mayor came to the hall. she spoke first. " +
                  weak)
              .find("shut. Because of") != std::string::npos);
}

TEST_CASE("a part of a name follows the part beside it, the second word of a species does not", "[casing]") {
    CHECK(cleaned("They asked rachel Moss and President trump.") ==
          "They asked Rachel Moss and President Trump.");
    CHECK(cleaned("The owl Tyto alba lives here.") == "The owl Tyto alba lives here.");
}

TEST_CASE("foreign forms of address stay in articles about the people who use them", "[names]") {
    CHECK(cleaned("The court heard Herr Watson.") == "The court heard Mr. Watson.");
    CHECK(cleaned("In Germany they called him Herr Watson.") == "In Germany they called him Herr Watson.");
}

TEST_CASE("only a bare surname loses its commas", "[grammar]") {
    CHECK(cleaned("Later the president, Biden, left.") == "Later President Biden left.");
    CHECK(cleaned("Later the president, Joe Biden, left.") == "Later the president, Joe Biden, left.");
    CHECK(cleaned("He rang the president, Biden, and Xi.") == "He rang the president, Biden, and Xi.");
}
