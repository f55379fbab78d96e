#include "pipeline/log/diff_log.hpp"

#include <catch2/catch.hpp>

#include "pipeline/log/json_object.hpp"
#include "tests/unit/log/log_of.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

namespace {

const std::string source = "Ministers met in kyiv.\nCaf\xC3\xA9 \xF0\x9F\x98\x80 near Otan HQ.";

ArticleLog sample() {
    return log_of(source, {{"kyiv", "Kyiv"}, {"Otan", "NATO"}},
                  {{"near", "by", "test/near"}, {"HQ", "H.Q.", "test/hq", "g"}});
}

/// What parsing says about a good line in which `from` became `to`.
std::string error_of(const std::string& from, const std::string& to) {
    std::string line = to_json_line(sample());
    const std::size_t at = line.find(from);
    REQUIRE(at != std::string::npos);
    try {
        parse_log_line(line.replace(at, from.size(), to));
    } catch (const SchemaError& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("A log line has the fields of the contract in their order") {
    ArticleLog log = log_of("in kyiv", {{"kyiv", "Kyiv"}});
    log.edits[0].steps[0].why = "a city";
    CHECK(
        to_json_line(log) ==
        R"({"schema":"mtmend-log/1","id":"a.txt","made_by":{"version":"0.1.0","profile":"news","apply":"safe",)"
        R"("dictionaries":"xxh128:00000000000000000000000000000000"},"offsets":"utf8",)"
        R"("source_hash":")" +
            log.source_hash + R"(","clean_hash":")" + log.clean_hash +
            R"(","edits":[{"at":[3,7],"to":[3,7],"line":1,"before":"kyiv","after":"Kyiv","left":"in ","right":"",)"
            R"("steps":[{"stage":"test","rule":"test/rule","confidence":"safe","why":"a city"}],)"
            R"("fingerprint":")" +
            log.edits[0].fingerprint + R"(","change_id":")" + log.edits[0].change_id +
            R"("}],"held":[]})"
            "\n");
}

TEST_CASE("Lines and surroundings are those of the source, forty code points either side") {
    const std::string text = std::string(50, 'x') + "\n\n" + std::string(39, 'y') + "\xC3\xA9kyiv";
    const ArticleLog log = log_of(text, {{"kyiv", "Kyiv"}});
    CHECK(log.edits[0].around.line == 3);
    CHECK(log.edits[0].around.left == std::string(39, 'y') + "\xC3\xA9");
    CHECK(log.edits[0].around.right == "");
}

TEST_CASE("A log line that is read again is the same") {
    for (const OffsetUnit unit : {OffsetUnit::utf8, OffsetUnit::codepoint, OffsetUnit::utf16}) {
        const ArticleLog log = in_unit(sample(), unit, source);
        const std::string line = to_json_line(log);
        CHECK(to_json_line(parse_log_line(line)) == line);
        CHECK(to_json_line(in_unit(log, OffsetUnit::utf8, source)) == to_json_line(sample()));
    }
}

TEST_CASE("Offsets are counted in the unit that is asked for") {
    const ArticleLog bytes = sample();
    CHECK(bytes.edits[1].at == Span<Source>{39, 43});
    CHECK(in_unit(bytes, OffsetUnit::codepoint, source).edits[1].at == Span<Source>{35, 39});
    CHECK(in_unit(bytes, OffsetUnit::utf16, source).edits[1].at == Span<Source>{36, 40});
    CHECK(in_unit(bytes, OffsetUnit::utf16, source).held[1].at == Span<Source>{41, 43});
}

TEST_CASE("Held edits that overlap and come in any order are counted right") {
    ArticleLog log = log_of("\xC3\xA9 abc def", {}, {{"abc", "z"}, {"abc def", "x"}, {"c d", "y"}});
    std::swap(log.held[0], log.held[2]);
    log = in_unit(std::move(log), OffsetUnit::codepoint, "\xC3\xA9 abc def");
    CHECK(log.held[0].at == Span<Source>{4, 7});
    CHECK(log.held[1].at == Span<Source>{2, 9});
    CHECK(log.held[2].at == Span<Source>{2, 5});
}

TEST_CASE("Offsets that do not fit the text are refused") {
    ArticleLog log = in_unit(sample(), OffsetUnit::utf16, source);
    CHECK_THROWS_AS(in_unit(log, OffsetUnit::utf8, "short"), InputError);
    log.edits[1].at = {29, 31};  // inside of a surrogate pair
    CHECK_THROWS_AS(in_unit(log, OffsetUnit::utf8, source), InputError);
}

TEST_CASE("Articles that were passed through say why") {
    Report report;
    report.clean = "salut";
    report.other_language = true;
    CHECK_THAT(to_json_line(log_article("a", "salut", report, made_by_tests())),
               Catch::EndsWith("\"skipped\":\"language\"}\n"));
    const ArticleLog unread = log_unread("a", "x\xFF", "1:2: bad", made_by_tests());
    CHECK(unread.source_hash == unread.clean_hash);
    CHECK(parse_log_line(to_json_line(unread)).error == "1:2: bad");
}

TEST_CASE("A line says what its article is a duplicate of, also where that is known later") {
    ArticleLog log = sample();
    const std::string without = to_json_line(log);
    log.duplicate = Duplicate{"r1", "title", 0.93};
    const std::string with = to_json_line(log);
    CHECK_THAT(with,
               Catch::EndsWith(R"(,"duplicate":{"of":"r1","field":"title","kind":"near","likeness":0.93}})"
                               "\n"));
    CHECK(with_duplicates(without + without, {log, sample()}) == with + without);
    CHECK(to_json_line(parse_log_line(with)) == with);
    log.duplicate = Duplicate{"\"}\n", "", 1};
    CHECK_THAT(to_json_line(log), Catch::EndsWith(R"(,"duplicate":{"of":"\"}\n","kind":"exact"}})"
                                                  "\n"));
    CHECK(with_duplicates(without, {log}) == to_json_line(log));
    CHECK(parse_log_line(to_json_line(log)).duplicate == log.duplicate);
    const auto error = [](const std::string& duplicate) {
        return error_of("}\n", ",\"duplicate\":" + duplicate + "}\n");
    };
    CHECK(error(R"({"of":"a","kind":"same"})") == "duplicate.kind: 'same' is none of: exact, near");
    CHECK(error(R"({"of":"a","kind":"near"})") == "duplicate.likeness: is missing");
    CHECK(error(R"({"of":"a","kind":"near","likeness":1})") ==
          "duplicate.likeness: is no number from 0 to below 1");
    CHECK_THAT(error(R"({"of":"a","kind":"exact","likeness":0.9})"),
               Catch::StartsWith("duplicate.likeness: unknown"));
}

TEST_CASE("What the schema does not allow is refused with the place in the line") {
    CHECK(error_of("\"id\"", "\"ID\"") == "id: is missing");
    CHECK(error_of("mtmend-log/1", "mtmend-log/2") == "schema: 'mtmend-log/2' is none of: mtmend-log/1");
    CHECK(error_of("\"profile\":\"news\"", "\"profile\":3") == "made_by.profile: not a string");
    CHECK(error_of("\"left\"", "\"lift\"") == "edits[0].lift: unknown key; did you mean 'left'?");
    CHECK(error_of("\"left\"", "\"before\"") == "edits[0].before: stands twice");
    CHECK(error_of("\"line\":1", "\"line\":0") == "edits[0].line: is not an integer from 1");
    CHECK(error_of("[17,21]", "[21,17]") ==
          "edits[0].at: is not two integers, the second not below the first");
    CHECK(error_of("[17,21]", "[17,21,22]") ==
          "edits[0].at: is not two integers, the second not below the first");
    CHECK(error_of("[17,21]", "[17,22]") == "edits[0].at: is not as long as its 'before'");
    CHECK(error_of("[39,43],\"to\":[39,43]", "[19,23],\"to\":[39,43]") ==
          "edits[1].at: overlaps the edit before it");
    CHECK(error_of("\"to\":[39,43]", "\"to\":[38,42]") ==
          "edits[1].to: does not follow from 'at' and the edits before it");
    CHECK(error_of("test/rule", "Test/rule") ==
          "edits[0].steps[0].rule: 'Test/rule' is not of the form stage/name");
    CHECK(error_of("low-confidence", "low") ==
          "held[0].reason: 'low' is none of: low-confidence, overlap, protected, rejected");
    CHECK_THAT(error_of("xxh128:0", "xxh128:"), Catch::StartsWith("made_by.dictionaries:"));
    CHECK_THAT(error_of("kyiv", "\\udc00"), Catch::Contains("half a surrogate pair"));
    CHECK_THAT(error_of("}\n", "} x\n"), Catch::Contains("not JSON"));
}

TEST_CASE("A log file's errors name file and line, and blank lines are passed over") {
    const ScratchFolder folder;
    LogReader reader(folder.write("log.jsonl", to_json_line(sample()) + "\n{}\n"));
    ArticleLog log;
    REQUIRE(reader.next(log));
    CHECK(log.edits.size() == 2);
    CHECK_THROWS_WITH(reader.next(log), Catch::Contains("log.jsonl:3: schema: is missing; "));
}
