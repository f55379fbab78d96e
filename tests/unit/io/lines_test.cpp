#include "pipeline/io/lines.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "pipeline/io/input_error.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

namespace {

std::vector<Record> read(const std::string& bytes) {
    const ScratchFolder folder;
    LinesReader reader(folder.write("side.en", bytes), "side.en");
    std::vector<Record> records;
    for (Record record; reader.next(record);) records.push_back(record);
    return records;
}

}  // namespace

TEST_CASE("Every line is an article, and all bytes of the file are in its records") {
    const std::string bytes = "\xEF\xBB\xBFone\r\n\n  \ntwo \xC3\xA9\nlast";
    std::string together;
    std::vector<std::string> texts;
    for (const Record& record : read(bytes)) {
        together += record.bytes();
        texts.emplace_back(record.text());
        CHECK(record.has_article());
        CHECK(record.id == "side.en:" + std::to_string(texts.size()));
    }
    CHECK(together == bytes);
    CHECK(texts == std::vector<std::string>{"one", "", "  ", "two \xC3\xA9", "last"});
    CHECK(read("").empty());
}

TEST_CASE("A line that is not UTF-8 has no article, and says which byte it is") {
    const auto records = read("one\nab\xFF\n");
    REQUIRE(records.size() == 2);
    CHECK_FALSE(records[1].has_article());
    CHECK(records[1].error.starts_with("2:3: byte 0xff is not UTF-8; "));
}

TEST_CASE("No edit makes two lines of one") {
    const auto records = read("one two\n");
    CHECK(records[0].rewritten({EditSet({Change{{3, 4}, "\r", {}, {}}})}) == "one\rtwo\n");
    CHECK_THROWS_WITH(records[0].rewritten({EditSet({Change{{3, 4}, "\n", {}, {}}})}),
                      Catch::Contains("side.en:1: a decision puts a line feed into this line"));
}

TEST_CASE("A line is at hand as soon as it was read") {
    const ScratchFolder folder;
    LinesReader reader(folder.write("side.en", "one\ntwo\nthree"), "side.en");
    RawRecord raw;
    CHECK_FALSE(reader.is_at_hand());
    CHECK(reader.take(raw));
    CHECK(reader.is_at_hand());
    CHECK(reader.take(raw));
    CHECK_FALSE(reader.is_at_hand());
}
