#include <catch2/catch.hpp>

#include "pipeline/mtmend.hpp"
#include "stages/duplicates/repeats.hpp"

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
