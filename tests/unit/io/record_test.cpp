#include "pipeline/io/record.hpp"

#include <catch2/catch.hpp>

#include "pipeline/io/jsonl.hpp"

using namespace mtmend;

namespace {

EditSet replace(std::string_view text, const std::string& before, const std::string& after) {
    const std::size_t at = text.find(before);
    REQUIRE(at != std::string_view::npos);
    return EditSet({{{at, at + before.size()}, after, {}, {}}});
}

Record json(std::string line) {
    Record record = read_json_record(std::move(line), 1, {}, "f:1");
    REQUIRE(record.error == "");
    return record;
}

std::string rewrite(const std::string& line, const std::string& before, const std::string& after) {
    const Record record = json(line);
    return record.rewritten({replace(record.text(), before, after)});
}

}  // namespace

TEST_CASE("A text file keeps its byte order mark outside of the article") {
    const Record record = Record::of_text("\xEF\xBB\xBFkyiv\r\n");
    CHECK(record.text() == "kyiv\r\n");
    CHECK(record.rewritten({replace(record.text(), "kyiv", "Kyiv")}) == "\xEF\xBB\xBFKyiv\r\n");
}

TEST_CASE("A record without changes comes out byte-identical") {
    const std::string line =
        "{ \"text\" : \"a\\/b \\u00e9 \\n\", \"n\":1.10,\"big\":123456789012345678901234567890 } \r\n";
    CHECK(json(line).rewritten({EditSet()}) == line);
}

TEST_CASE("A change in a JSON text touches no other byte of the value, the record or its escapes") {
    CHECK(rewrite(R"({"a":1.10,"text":"x\/y \u00e9 in kyiv\n\t\u2019end\ud83d\ude00.","z":[ ]})", "kyiv",
                  "Kyiv") == R"({"a":1.10,"text":"x\/y \u00e9 in Kyiv\n\t\u2019end\ud83d\ude00.","z":[ ]})");
    CHECK(rewrite(R"({"text":"\ud83d\ude00 in kyiv"})", "kyiv", "Kyiv") ==
          R"({"text":"\ud83d\ude00 in Kyiv"})");
}

TEST_CASE("A change that covers an escape replaces the escape as a whole") {
    CHECK(rewrite(R"({"text":"25\u00a0% of"})", "\xC2\xA0", " ") == R"({"text":"25 % of"})");
    CHECK(rewrite(R"({"text":"Convention in\n\nBunch"})", "in\n\nBunch", "on Cluster") ==
          R"({"text":"Convention on Cluster"})");
    CHECK(rewrite(R"({"text":"\u0041\u00e9\u20ac\ud83d\ude00z"})", "z", "!") ==
          R"({"text":"\u0041\u00e9\u20ac\ud83d\ude00!"})");
}

TEST_CASE("What is put into a JSON text is escaped as JSON demands, and no more") {
    CHECK(rewrite(R"({"text":"a b"})", " ", "\"\\\n\x01/") == R"({"text":"a\"\\\n\u0001/b"})");
    CHECK(rewrite("{\"text\":\"\xC3\xA9 a\"}", "a", "\xC3\xBC") == "{\"text\":\"\xC3\xA9 \xC3\xBC\"}");
}

TEST_CASE("New letters are escaped only where the record's writer escaped letters, and as most writers do") {
    CHECK(rewrite(R"({"by":"\u00e9","text":"Medecins"})", "Me", "M\xC3\xA9") ==
          R"({"by":"\u00e9","text":"M\u00e9decins"})");
    CHECK(rewrite(R"({"text":"Medecins"})", "Me", "M\xC3\xA9") ==
          "{\"text\":\"M\xC3\xA9"
          "decins\"}");
}

TEST_CASE("A change past the end of the text is refused") {
    const EditSet beyond({{{5, 6}, "x", {}, {}}});
    CHECK_THROWS_AS(json(R"({"text":"abc"})").rewritten({beyond}), std::out_of_range);
    CHECK_THROWS_AS(json(R"({"text":"a\nb"})").rewritten({beyond}), std::out_of_range);
}
