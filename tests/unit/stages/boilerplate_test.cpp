#include <catch2/catch.hpp>

#include "pipeline/mtmend.hpp"

namespace {

mtmend::Report cleaned(std::string_view text) {
    mtmend::Options options;
    options.stages = {"boilerplate"};
    return mtmend::open_pipeline(options).clean(text);
}

}  // namespace

TEST_CASE("lines that go leave one break of the kind that was there") {
    CHECK(cleaned("One.\n\nAdvertisement\n\nTwo.").clean == "One.\n\nTwo.");
    CHECK(cleaned("One.\nAdvertisement\n\nTwo.").clean == "One.\n\nTwo.");
    CHECK(cleaned("One.\nAdvertisement\nTwo.").clean == "One.\nTwo.");
    CHECK(cleaned("Advertisement\n\n\nOne.\n").clean == "One.\n");
    CHECK(cleaned("One.\n\nAdvertisement\n").clean == "One.\n");
    CHECK(cleaned("One.\r\n\r\nAdvertisement\r\n\r\nTwo.").clean == "One.\r\n\r\nTwo.");
}

TEST_CASE("neighbouring lines go together and leave no hole") {
    CHECK(cleaned("One.\n\nClose\nAdvertisements\n\nShare this article\n\nRead also: Ten bridges\n\nTwo.")
              .clean == "One.\n\nTwo.");
}

TEST_CASE("a line that a broken sentence runs over is no boilerplate") {
    const std::string_view text = "He had read an\nadvertisement\nfor a boat and bought it.";
    CHECK(cleaned(text).clean == text);
}

TEST_CASE("the last line of a wrapped sentence is no boilerplate") {
    const std::string_view text = "The harbour has a new crane; see the report for\nmore details.\n\nTwo.";
    CHECK(cleaned(text).clean == text);
}

TEST_CASE("a label whose name stands in the next line is held") {
    CHECK(cleaned("One.\n\nArticle written by\n\nTwo came home.").clean == "One.\n\nTwo came home.");
    const std::string_view named = "One.\n\nArticle written by\n\nMaria Weber\n\nTwo.";
    CHECK(cleaned(named).clean == named);
}

TEST_CASE("an item of a list that stays is held") {
    const std::string_view list =
        "Keep in touch\nVisit the town hall\nFollow us on Telegram\nCall the harbour office";
    CHECK(cleaned(list).clean == list);
    CHECK(cleaned(list).held.size() == 1);
    CHECK(cleaned("One.\n\nFacebook\nTwitter\nFollow us on Telegram\nShare this article\n\nTwo.").clean ==
          "One.\n\nFacebook\nTwitter\n\nTwo.");
}

TEST_CASE("a table of results is no rating widget") {
    const std::string_view table = "Greens\n25 %\nReds\n30 %\nBlues\n45 %";
    CHECK(cleaned(table).clean == table);
    CHECK(cleaned("Text.\n\nHappy\nHappy\n10 %\nSad\nSad\n20 %\nAngry\nAngry\n70 %").clean == "Text.");
}

TEST_CASE("the list of links goes with its heading where all of it is headlines") {
    CHECK(cleaned("One.\n\nRelated News\nThe rent marks a new record\nThe bank warns of the lack\n\nTwo.")
              .clean == "One.\n\nTwo.");
    CHECK(cleaned("One.\n\nREAD ALSO:\nWho keeps the bridge?\n\nTwo.").clean == "One.\n\nTwo.");
    const std::string_view mixed =
        "One.\n\nRelated News\nThe rent marks a new record\nThe bank warned of it on Monday.\n\nTwo.";
    CHECK(cleaned(mixed).clean == mixed);
    CHECK(cleaned(mixed).held.size() == 1);
    CHECK(cleaned("One.\n\nRelated News\nThe bank warned of it on Monday.\n\nTwo.").clean ==
          "One.\n\nThe bank warned of it on Monday.\n\nTwo.");
}
