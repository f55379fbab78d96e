#include "pipeline/io/jsonl.hpp"

#include <rapidjson/document.h>

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
    CHECK(read(R"({"content":"c","body":"b"})", {.text = {"body"}, .id = {}, .source_language = {}}).text() ==
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
    CHECK(record.rewritten({EditSet({{{0, 6}, "2nd", {}, {}}})}) ==
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

TEST_CASE("A JSON Pointer leads into objects and arrays") {
    const std::string line =
        R"({"article":{"x":[1.10,{"body":"no"}],"body":"y\u0065s"},"list":["a", "b" , {"a/b~":"c"}],"text":1})";
    const auto text = [&](const std::string& pointer) {
        const Record record = read(line, {.text = {pointer}});
        return record.error.empty() ? std::string(record.text()) : record.error;
    };
    CHECK(text("/article/body") == "yes");
    CHECK(text("/article/x/1/body") == "no");
    CHECK(text("/list/1") == "b");
    CHECK(text("/list/2/a~1b~0") == "c");
    CHECK_THAT(text("/list/01"), Catch::Contains("no field '/list/01'"));
    CHECK_THAT(text("/list/3"), Catch::Contains("no field"));
    CHECK_THAT(text("/list"), Catch::Contains("is not a string"));
    CHECK_THAT(text("/text/x"), Catch::Contains("no field"));
    CHECK(read(line, {.text = {"/list/0"}, .id = "/article/x/0"}).id == "1.10");
    CHECK_THROWS_WITH(text("/a~2"), Catch::Contains("is not a JSON Pointer"));
    CHECK(read(R"({"":{"":"e"}})", {.text = {"//"}}).text() == "e");
}

TEST_CASE("Where a key stands twice on the way of a pointer, only what is in the last one counts") {
    const auto of = [](const std::string& line) { return read(line, {.text = {"/a/b"}}); };
    CHECK(of(R"({"a":{"b":"x"},"a":{"b":"y"}})").text() == "y");
    CHECK_THAT(of(R"({"a":{"b":"x"},"a":{}})").error, Catch::Contains("no field"));
    CHECK_THAT(of(R"({"a":{"b":"x"},"a":"b"})").error, Catch::Contains("no field"));
    CHECK_THAT(of(R"({"a":{"b":"x","b":[]}})").error, Catch::Contains("is not a string"));
}

TEST_CASE("Several text fields are several texts, and each changes in its own place") {
    const std::string line = R"({"big":123456789012345678901234567890,"text":"\u0061\/b","t":{"title":"c"}})";
    const Record record = read(line, {.text = {"/t/title", "text"}});
    REQUIRE(record.text_count() == 2);
    CHECK(record.text(0) == "c");
    CHECK(record.field(0) == "/t/title");
    CHECK(record.text(1) == "a/b");
    CHECK(record.rewritten({EditSet({{{0, 1}, "C", {}, {}}}), EditSet({{{2, 3}, "B\"", {}, {}}})}) ==
          R"({"big":123456789012345678901234567890,"text":"\u0061\/B\"","t":{"title":"C"}})");
    CHECK(record.rewritten({EditSet(), EditSet()}) == line);
    CHECK_THROWS_WITH(read(line, {.text = {"text", "/text"}}), Catch::Contains("twice"));
    CHECK_THAT(read(line, {.text = {"text", "title"}}).error, Catch::Contains("no field 'title'"));
}

TEST_CASE("A record gets its log behind all other fields, unless there is one") {
    CHECK(with_member("{\"text\":\"}\" } \r\n", "l\"g", "{\"a\":1}") ==
          "{\"text\":\"}\" ,\"l\\\"g\":{\"a\":1}} \r\n");
    CHECK_THAT(read(R"({"text":"a","log":null})", {.log = "log"}).error,
               Catch::Contains("field 'log' is there already"));
    CHECK(read(R"({"text":"a","x":{"log":1}})", {.log = "log"}).error == "");
}

TEST_CASE("Nesting of any depth is read in memory that does not grow with it") {
    std::string deep = R"({"a":)";
    for (int i = 0; i < 100000; ++i) deep += R"([{"a":)";
    deep += "1";
    for (int i = 0; i < 100000; ++i) deep += "}]";
    deep += R"(,"text":"t"})";
    CHECK(read(deep).text() == "t");
    CHECK(read(deep, {.text = {"/text"}, .id = "/a/0/a/0/a"}).text() == "t");
}

TEST_CASE("No single damaged byte of a JSON Lines file loses, doubles or shortens a record unseen") {
    const std::string file =
        "{\"id\":1.10,\"text\":\"One \\u00e9 \\\"x\\\".\"}\r\n{\"t\":[{}],\"text\":\"Two\\n\",\"text\":\"3\"}\n";
    const ScratchFolder folder;
    std::size_t articles = 0;
    for (std::size_t at = 0; at < file.size(); ++at)
        for (int byte = -1; byte < 256; ++byte) {
            std::string bytes = file;
            if (byte < 0)
                bytes.erase(at, 1);
            else
                bytes[at] = static_cast<char>(byte);
            JsonlReader reader(folder.write("a.jsonl", bytes), "a.jsonl", {});
            std::string joined;
            bool is_right = true;
            for (Record record; reader.next(record);) {
                joined += record.bytes();
                articles += record.has_article();
                const bool is_some = record.bytes().find_first_not_of(" \t\r\n") != std::string::npos;
                is_right =
                    is_right && is_some == !record.is_blank() && record.rewritten({}) == record.bytes();
                if (!record.has_article()) continue;
                // An independent reader must find the same text in it.
                rapidjson::Document document;
                document.Parse<rapidjson::kParseValidateEncodingFlag>(record.bytes().c_str());
                is_right = is_right && !document.HasParseError() && document.IsObject();
                std::string last;
                for (const char* name : {"content", "raw_text", "maintext", "text"})
                    for (auto member = document.MemberBegin(); is_right && member != document.MemberEnd();
                         ++member)
                        if (member->name == name && member->value.IsString())
                            last.assign(member->value.GetString(), member->value.GetStringLength());
                is_right = is_right && last == record.text();
            }
            if (!is_right || joined != bytes) FAIL("wrongly read: " << bytes);
        }
    CHECK(articles > 10000);
}
