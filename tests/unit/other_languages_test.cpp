#include <rapidjson/document.h>
#include <catch2/catch.hpp>
#include <fstream>

#include "tests/unit/built_in.hpp"

TEST_CASE("Two hundred articles of ten other languages pass without an edit") {
    std::ifstream in(MTMEND_TEST_FOLDER "/negative/other_languages.jsonl");
    std::size_t articles = 0;
    for (std::string line; std::getline(in, line); ++articles) {
        rapidjson::Document record;
        record.Parse(line.c_str());
        REQUIRE_FALSE(record.HasParseError());
        INFO(record["id"].GetString());
        const auto report = built_in_pipeline().clean(record["text"].GetString());
        CHECK(report.other_language);
        CHECK(report.edits.empty());
        CHECK(report.clean == record["text"].GetString());
    }
    CHECK(articles == 200);
}
