#include <catch2/catch.hpp>

#include "pipeline/mtmend.hpp"
#include "stages/duplicates/repeats.hpp"
#include "tests/unit/built_in.hpp"

namespace {

std::string cleaned(std::string_view text) {
    mtmend::Options options;
    options.stages = {"duplicates"};
    return mtmend::open_pipeline(options).clean(text).clean;
}

}  // namespace

TEST_CASE("an article that stands twice with other line breaks and a dateline is left once") {
    CHECK(
        cleaned(
            "Harbour closes\n"
            "The harbour will be closed to all ships for two weeks in May, the council of the town said.\n"
            "Sheep will graze on the quay until the dredgers have gone.Nobody minds the sheep very much.\n"
            "PORTO (Harbour News) - The harbour will be closed to all ships for two weeks in May, the council of "
            "the town said.\n"
            "Sheep will graze on the quay until\nthe dredgers have gone.\nNobody minds the sheep very much.\n") ==
        "Harbour closes\n"
        "The harbour will be closed to all ships for two weeks in May, the council of the town said.\n"
        "Sheep will graze on the quay until the dredgers have gone.Nobody minds the sheep very much.\n");
}

TEST_CASE("what people say twice on purpose stays") {
    for (
        std::string_view text :
        {"(Applause.)\n\nWe will not rest.\n\n(Applause.)\n\nWe will not rest.",
         "We will build it again. We will build it again. And we will open it.",
         "at 0x12F68A3: ??? (in the library of the harbour)\nat 0x12: ??? (in the library of the harbour)\nat 0x12: ??? "
         "(in the library of the harbour)\nat 0x12: ??? (in the library of the harbour)\n",
         "What did you do in all those years before you came to this town by the sea?\n\nI sold boats.\n\nWhat did you "
         "do in all those years before you came to this town by the sea?\n\nI was at school."}) {
        CHECK(cleaned(text) == text);
    }
}

TEST_CASE("one word a hundred thousand times is read in one pass") {
    std::string text;
    for (int i = 0; i < 100000; ++i) text += "ship ";
    CHECK_NOTHROW(cleaned(text + "\n" + text));
}

TEST_CASE("a paragraph that follows on itself goes, whatever stands before it") {
    CHECK(cleaned("They fish for the town and for the coast.\n\n"
                  "The harbour lives from the boats of the town and for the coast.\n\n"
                  "The harbour lives from the boats of the town and for the coast.\n\nNobody minds.") ==
          "They fish for the town and for the coast.\n\n"
          "The harbour lives from the boats of the town and for the coast.\n\nNobody minds.");
}

TEST_CASE("the rough look for repeats sees the longest one and counts inside bounds") {
    const mtmend::Document document("One two three four five six. And one two three four five again.",
                                    built_in_lexicon());
    const mtmend::Echoes echoes(document);
    CHECK(echoes.longest() == 5);
    CHECK(echoes.count(0, 6) == 0);
    CHECK(echoes.count(6, 13) == 2);
    CHECK(echoes.count(7, 11) == 1);
    CHECK(echoes.count(7, 10) == 0);
}
