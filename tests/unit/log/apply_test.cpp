#include "pipeline/log/apply.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/log/log_of.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

namespace {

const std::string source = "Ministers met in kyiv.\nCaf\xC3\xA9 \xF0\x9F\x98\x80 near Otan HQ.";
const std::string clean = "Ministers met in Kyiv.\nCaf\xC3\xA9 \xF0\x9F\x98\x80 near NATO HQ\xE2\x80\xA6.";

ArticleLog sample() {
    return log_of(source, {{"kyiv", "Kyiv"}, {"Otan", "NATO"}, {"HQ", "HQ\xE2\x80\xA6"}}, {{"near", "by"}});
}

Record record_of(const std::string& id, const std::string& text) {
    Record record = Record::of_text(text);
    record.id = id;
    return record;
}

}  // namespace

TEST_CASE("Source and log give the clean text, clean text and log the source, in every unit of offsets") {
    for (const OffsetUnit unit : {OffsetUnit::utf8, OffsetUnit::codepoint, OffsetUnit::utf16}) {
        const ArticleLog log = in_unit(sample(), unit, source);
        CHECK(changes_of(checked(log, source)).apply(source) == clean);
        CHECK(changes_of(checked(inverted(log), clean)).apply(clean) == source);
    }
}

TEST_CASE("A text with another hash is refused, and both hashes are named") {
    CHECK_THROWS_WITH(checked(sample(), source + " "),
                      Catch::Contains(content_hash(source)) && Catch::Contains(content_hash(source + " ")));
    CHECK_THROWS_AS(checked(inverted(sample()), source), LogMismatch);
}

TEST_CASE("A log whose texts do not stand where it says is refused") {
    ArticleLog log = sample();
    log.edits[0].before = "Kiev";
    CHECK_THROWS_WITH(checked(log, source), Catch::Contains("edits[0]"));
}

TEST_CASE("A log is followed beside its records, some of which may be missing or have another name") {
    const ScratchFolder folder;
    std::string lines;
    for (const char* id : {"a", "b", "c", "d"}) {
        ArticleLog log = log_of(std::string("text ") + id, {{"text", "TEXT"}});
        log.id = id;
        lines += to_json_line(log);
    }
    LogFollower follower(folder.write("log.jsonl", lines), false);
    CHECK(follower.lines_of(record_of("b", "text b")).front().id == "b");
    CHECK(follower.lines_of(record_of("renamed", "text c")).front().id == "c");
    CHECK(follower.count_unused() == 2);
}

TEST_CASE("A record that the log does not know is refused with both hashes") {
    const ScratchFolder folder;
    LogFollower follower(folder.write("log.jsonl", to_json_line(sample())), false);
    CHECK_THROWS_WITH(follower.lines_of(record_of("x", "other")),
                      Catch::Contains(content_hash("other")) && Catch::Contains(content_hash(source)));
    LogFollower empty(folder.write("empty.jsonl", ""), false);
    CHECK_THROWS_WITH(empty.lines_of(record_of("x", "other")),
                      Catch::Contains("has no line about this article"));
}

TEST_CASE("A record that could not be read is matched by its bytes") {
    const ScratchFolder folder;
    Record record("x\xFF");
    record.id = "a";
    record.error = "1:2: bad";
    LogFollower follower(
        folder.write("log.jsonl", to_json_line(log_unread("a", "x\xFF", "1:2: bad", made_by_tests()))),
        false);
    CHECK(follower.lines_of(record).front().error == "1:2: bad");
}
