#include <catch2/catch.hpp>

#include "pipeline/mtmend.hpp"

namespace {

std::string joined(std::string_view text, mtmend::Confidence apply = mtmend::Confidence::safe) {
    mtmend::Options options;
    options.stages = {"lines"};
    options.policy.apply = apply;
    return mtmend::open_pipeline(options).clean(text).clean;
}

}  // namespace

TEST_CASE("text wrapped at one width becomes paragraphs, blank lines stay") {
    CHECK(
        joined("Nobody in the harbour had expected that the old lighthouse would\n"
               "be lit again this winter. The council had sold the building to a\n"
               "family from the islands.\n"
               "\n"
               "They mean to keep sheep there and to let rooms to people who like\n"
               "storms. Whether the lamp may burn is for the coast guard in Porto\n"
               "to decide.\n") ==
        "Nobody in the harbour had expected that the old lighthouse would be lit again this winter. The council had "
        "sold the building to a family from the islands.\n"
        "\n"
        "They mean to keep sheep there and to let rooms to people who like storms. Whether the lamp may burn is for "
        "the coast guard in Porto to decide.\n");
}

TEST_CASE("verse keeps its lines, also in lower case and at any confidence") {
    const std::string_view verse =
        "the boats go out at four\nand nobody is there\nto close the harbour door\nor comb the water's hair";
    CHECK(joined(verse, mtmend::Confidence::suggestion) == verse);
}

TEST_CASE("a page number between two halves of a sentence joins neither") {
    const std::string_view text =
        "The council has been told that the harbour of the town is\n12\n\nopen to boats of every kind and size again.";
    CHECK(joined(text) == text);
}

TEST_CASE("the article's own spelling decides over a hyphen at a line's end") {
    CHECK(joined("A co-operation was planned. The co-\noperation failed.") ==
          "A co-operation was planned. The co-operation failed.");
    CHECK(joined("A cooperation was planned. The co-\noperation failed.") ==
          "A cooperation was planned. The cooperation failed.");
}

TEST_CASE("a hostile text of nothing but line breaks and hyphens is read once") {
    std::string text;
    for (int i = 0; i < 20000; ++i) text += "ham-\nmer or\n";
    CHECK(joined(text).size() < text.size());
}

TEST_CASE("where a hyphen stays at a line's end, only white space goes") {
    mtmend::Options options;
    options.stages = {"lines"};
    const auto report = mtmend::open_pipeline(options).clean(
        "The Weber-Keller plan was old, and nobody knew that the Weber-\nKeller plan had failed in May.");
    REQUIRE(report.edits.size() == 1);
    CHECK(report.clean.find("that the Weber-Keller plan") != std::string::npos);
    CHECK(report.edits[0].at.size() == 1);
}
