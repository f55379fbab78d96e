#include "pipeline/io/jsonl.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

namespace {

Record read(const std::string& line, const RecordFields& fields = {}) {
    return read_json_record(line, 7, fields, "f:7");
}

}  // namespace

TEST_CASE("The article is the first of the usual fields that exists, whatever their order in the record") {
    CHECK(read(R"({"content":"c","maintext":"m","text":"t"})").text() == "t");
    CHECK(read(R"({"content":"c","raw_text":"r"})").text() == "r");
    CHECK(read(R"({"content":"c","body":"b"})", {.text = "body", .id = {}, .source_language = {}}).text() ==
          "b");
}

TEST_CASE("Only fields at the top level count") {
    const Record record =
        read(R"({"meta":{"text":"no","id":"no"},"list":[{"text":"no"}],"text":"yes","id":"a"})");
    CHECK(record.text() == "yes");
    CHECK(record.id == "a");
}

TEST_CASE("Keys are compared as they are decoded") {
    CHECK(read(R"({"te\u0078t" : "yes"})").text() == "yes");
}

TEST_CASE("Where a key stands twice, the last one counts") {
    const Record record = read(R"({"text":"first","id":1,"text":"second","id":2})");
    CHECK(record.text() == "second");
    CHECK(record.id == "2");
    CHECK(record.rewritten(EditSet({{{0, 6}, "2nd", {}, {}}})) ==
          R"({"text":"first","id":1,"text":"2nd","id":2})");
}

TEST_CASE("A record's id is a string, a number as written, or its place") {
    CHECK(read(R"({"id":"a/b","text":""})").id == "a/b");
    CHECK(read(R"({"id":12345678901234567890123,"text":""})").id == "12345678901234567890123");
    CHECK(read(R"({"id":null,"text":""})").id == "f:7");
    CHECK(read(R"({"text":""})").id == "f:7");
    CHECK(read(R"({"doc":"d","text":""})", {.text = {}, .id = "doc", .source_language = {}}).id == "d");
}

TEST_CASE("One field may be text and id at once") {
    const Record record = read(R"({"text":"a\nb"})", {.text = {}, .id = "text", .source_language = "text"});
    CHECK(record.text() == "a\nb");
    CHECK(record.id == "a\nb");
    CHECK(record.source_language == "a\nb");
}

TEST_CASE("Errors of a record say line, column, what is wrong and what to do") {
    const auto error = [](const std::string& line) { return read(line).error; };
    CHECK_THAT(error(R"({"text":"a)"), Catch::StartsWith("7:11: not JSON"));
    CHECK_THAT(error(R"({"text" "a"})"), Catch::StartsWith("7:9: not JSON"));
    CHECK_THAT(error(R"({"text":"a"} x)"), Catch::StartsWith("7:14: not JSON"));
    CHECK_THAT(error(std::string("{\"text\":\"a\"}\0x", 14)), Catch::Contains("NUL byte"));
    CHECK_THAT(error(R"(["text"])"), Catch::StartsWith("7:1: not a JSON object"));
    CHECK_THAT(error(R"({"body":"a"})"),
               Catch::Contains("no text field (text, maintext, raw_text, content)"));
    CHECK_THAT(error(R"({"text":3})"), Catch::Contains("'text' is not a string"));
    CHECK_THAT(error(R"({"text":null,"content":"a"})"), Catch::Contains("'text' is not a string"));
    CHECK_THAT(error("{\"text\":\"\xFF\"}"), Catch::StartsWith("7:10: not JSON"));
    CHECK_THAT(error(R"({"text":"\ud800"})"), Catch::Contains("half a surrogate pair"));
    CHECK_THAT(error(R"({"text":"\udc00"})"), Catch::Contains("half a surrogate pair"));
    CHECK_THAT(error(R"({"text":"\ud800\u0041"})"), Catch::Contains("half a surrogate pair"));
    CHECK_THAT(error(R"({"text":"a","n":1e400})"), Catch::Contains("not JSON"));
}

TEST_CASE("A record that cannot be read keeps its bytes and has no article") {
    const Record record = read("{\"text\":\"a\r\n");
    CHECK_FALSE(record.has_article());
    CHECK(record.bytes() == "{\"text\":\"a\r\n");
}

TEST_CASE("JSON of any depth is read") {
    const std::string deep = std::string(200000, '[') + std::string(200000, ']');
    CHECK(read("{\"x\":" + deep + ",\"text\":\"t\"}").text() == "t");
    CHECK(read(std::string(200000, '[')).error != "");
}

TEST_CASE(
    "A file's records are all of its bytes, blank lines and the last line feed or its lack among them") {
    const ScratchFolder folder;
    for (const std::string bytes : {"{\"text\":\"a\"}\n\n \r\n{\"text\":\"b\"}\r\n", "{\"text\":\"a\"}",
                                    "\xEF\xBB\xBF{\"text\":\"a\"}\n", "\n\n", ""}) {
        JsonlReader reader(folder.write("a.jsonl", bytes), "a.jsonl", {});
        std::string all;
        std::size_t articles = 0;
        for (Record record; reader.next(record); articles += record.has_article()) {
            CHECK(record.error == "");
            all += record.bytes();
        }
        CHECK(all == bytes);
        CHECK(articles == static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '{')));
    }
}

TEST_CASE("Records know their lines, and a byte order mark counts as columns") {
    const ScratchFolder folder;
    JsonlReader reader(folder.write("a.jsonl", "\xEF\xBB\xBF\n{\"text\":\"a\"}\n{bad\n"), "dir/a.jsonl", {});
    Record record;
    REQUIRE(reader.next(record));
    REQUIRE(reader.next(record));
    CHECK(record.id == "dir/a.jsonl:2");
    CHECK(record.line == 2);
    REQUIRE(reader.next(record));
    CHECK_THAT(record.error, Catch::StartsWith("3:2:"));
    CHECK_THAT(read_json_record("\xEF\xBB\xBF{bad", 1, {}, "f").error, Catch::StartsWith("1:5:"));
}

TEST_CASE("JSON Lines in UTF-16 with a byte order mark are read as UTF-8") {
    const ScratchFolder folder;
    const std::string line = "{\"text\":\"a\"}\n";
    std::string bytes = "\xFF\xFE";
    for (const char c : line) bytes += {c, '\0'};
    JsonlReader reader(folder.write("a.jsonl", bytes), "a.jsonl", {});
    Record record;
    REQUIRE(reader.next(record));
    CHECK(record.bytes() == line);
    CHECK_FALSE(reader.next(record));
}
