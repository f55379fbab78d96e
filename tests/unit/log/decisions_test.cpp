#include "pipeline/log/decisions.hpp"

#include <catch2/catch.hpp>

#include "pipeline/log/json_object.hpp"
#include "tests/unit/log/log_of.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

namespace {

const std::string source = "one two three four";

std::string line(const std::string& scope, const std::string& verdict, const std::string& rest) {
    return R"({"schema":"mtmend-decision/1","scope":")" + scope + R"(","verdict":")" + verdict + "\"," +
           rest + "}";
}

template <class Entry>
std::string on_edit(const std::string& verdict, const Entry& entry, const std::string& more = "") {
    return line("edit", verdict, R"("id":"a.txt","fingerprint":")" + entry.fingerprint + "\"" + more);
}

template <class Entry>
std::string on_change(const std::string& verdict, const Entry& entry, const std::string& more = "") {
    return line("change", verdict, R"("change_id":")" + entry.change_id + "\"" + more);
}

std::string on_rule(const std::string& verdict, const std::string& rule) {
    return line("rule", verdict, R"("rule":")" + rule + "\"");
}

ArticleLog decided(const ArticleLog& log, const std::vector<std::string>& lines,
                   const std::string& text = source) {
    Decisions decisions;
    for (const std::string& each : lines) decisions.add(each);
    const ArticleLog result = decide(log, decisions, text);
    CHECK(result.clean_hash == content_hash(changes_of(result).apply(text)));
    return result;
}

std::string text_after(const ArticleLog& log, const std::vector<std::string>& lines) {
    return changes_of(decided(log, lines)).apply(source);
}

}  // namespace

TEST_CASE("A rejected edit is held as rejected") {
    const ArticleLog log = log_of(source, {{"one", "ONE"}, {"two", "TWO"}});
    const ArticleLog result = decided(log, {on_edit("reject", log.edits[0])});
    CHECK(changes_of(result).apply(source) == "one TWO three four");
    REQUIRE(result.held.size() == 1);
    CHECK(result.held[0].reason == HeldReason::rejected);
    CHECK(result.held[0].fingerprint == log.edits[0].fingerprint);
    CHECK(result.edits[0].to == Span<Working>{4, 7});
}

TEST_CASE("An accepted held edit is applied") {
    const ArticleLog log = log_of(source, {{"one", "1"}}, {{"two", "TWO"}});
    const ArticleLog result = decided(log, {on_change("accept", log.held[0])});
    CHECK(changes_of(result).apply(source) == "1 TWO three four");
    CHECK(result.held.empty());
    CHECK(result.edits[1].to == Span<Working>{2, 5});
}

TEST_CASE("A replacement is applied instead of what was proposed, held or not") {
    const ArticleLog log = log_of(source, {{"one", "ONE"}}, {{"two", "TWO"}});
    CHECK(text_after(log, {on_edit("replace", log.edits[0], R"(,"with":"1")"),
                           on_change("replace", log.held[0], R"(,"with":"2")")}) == "1 2 three four");
    CHECK(text_after(log, {on_edit("replace", log.edits[0], R"(,"with":"one")")}) == source);
}

TEST_CASE("The narrower scope wins, then the later line") {
    const ArticleLog log = log_of(source, {{"one", "ONE"}});
    const auto edit = [&](const char* verdict) { return on_edit(verdict, log.edits[0]); };
    const auto change = [&](const char* verdict) { return on_change(verdict, log.edits[0]); };
    CHECK(text_after(log, {edit("reject"), change("accept"), on_rule("accept", "test/rule")}) == source);
    CHECK(text_after(log, {change("reject"), on_rule("accept", "test/rule")}) == source);
    CHECK(text_after(log, {edit("reject"), edit("accept")}) == "ONE two three four");
    CHECK(text_after(log, {on_rule("accept", "test/rule"), on_rule("reject", "test/rule")}) == source);
}

TEST_CASE("A rule's decision is on every edit with a step of it, the later rule's line winning") {
    ArticleLog log = log_of(source, {{"one", "ONE", "test/a"}});
    log.edits[0].steps.push_back({"test", "test/b", Confidence::safe, ""});
    CHECK(text_after(log, {on_rule("reject", "test/b")}) == source);
    CHECK(text_after(log, {on_rule("reject", "test/b"), on_rule("accept", "test/a")}) ==
          "ONE two three four");
    CHECK(text_after(log, {on_rule("reject", "test/other")}) == "ONE two three four");
}

TEST_CASE("A decision is for its article only, unless its scope is wider") {
    ArticleLog log = log_of(source, {{"one", "ONE"}});
    log.id = "b.txt";
    CHECK(text_after(log, {on_edit("reject", log.edits[0])}) == "ONE two three four");
    CHECK(text_after(log, {on_change("reject", log.edits[0])}) == source);
}

TEST_CASE("Edits of one article with one fingerprint are decided together") {
    const std::string text = "a x b. a x b";
    ArticleLog log = log_of(text, {{"x b", "Y"}});
    log.edits.push_back(log.edits[0]);
    log.edits[1].at = {9, 12};
    CHECK(changes_of(decided(log, {on_edit("reject", log.edits[0])}, text)).apply(text) == text);
}

TEST_CASE("A decision on one edit of a group is one on all of them") {
    const ArticleLog log =
        log_of(source, {{"one", "ONE", "test/a", "g"}, {"two", "TWO"}}, {{"three", "THREE", "test/c", "g"}});
    CHECK(text_after(log, {on_edit("reject", log.edits[0])}) == "one TWO three four");
    CHECK(text_after(log, {on_edit("accept", log.held[0])}) == "ONE TWO THREE four");
    CHECK(text_after(log, {on_edit("replace", log.held[0], R"(,"with":"3")")}) == "ONE TWO 3 four");
}

TEST_CASE("Accepting a held edit displaces automatic edits that it overlaps, with their groups") {
    const ArticleLog log =
        log_of(source, {{"two", "TWO", "test/a", "g"}, {"four", "FOUR", "test/b", "g"}, {"one", "ONE"}},
               {{"two three", "2 3", "test/c"}});
    const ArticleLog result = decided(log, {on_edit("accept", log.held[0])});
    CHECK(changes_of(result).apply(source) == "ONE 2 3 four");
    REQUIRE(result.held.size() == 2);
    CHECK(result.held[0].reason == HeldReason::overlap);
    CHECK(result.held[1].reason == HeldReason::overlap);
}

TEST_CASE("Of accepted edits that overlap, the narrower scope and then the later line wins") {
    const ArticleLog log = log_of(source, {{"two", "TWO", "test/a"}},
                                  {{"two three", "2 3", "test/b"}, {"three four", "3 4", "test/c"}});
    CHECK(text_after(log, {on_edit("accept", log.held[0]), on_edit("accept", log.held[1])}) == "one TWO 3 4");
    CHECK(text_after(log, {on_edit("accept", log.held[1]), on_edit("accept", log.held[0])}) ==
          "one 2 3 four");
    CHECK(text_after(log, {on_edit("accept", log.held[0]), on_change("accept", log.held[1])}) ==
          "one 2 3 four");
    CHECK(text_after(log, {on_edit("accept", log.edits[0]), on_rule("accept", "test/b")}) ==
          "one TWO three four");
}

TEST_CASE("Held edits rest on applied edits only") {
    ArticleLog log = log_of(source, {{"two", "TWO"}}, {{"two three", "2 3"}});
    log.held[0].over = {log.edits[0].fingerprint};
    const ArticleLog result = decided(log, {on_edit("reject", log.edits[0])});
    REQUIRE(result.held.size() == 2);
    CHECK(result.held[1].over.empty());
}

TEST_CASE("Deciding again changes nothing") {
    const ArticleLog log =
        log_of(source, {{"one", "ONE"}, {"two", "TWO"}}, {{"two three", "2 3"}, {"four", "4"}});
    const std::vector<std::string> lines = {on_edit("reject", log.edits[0]), on_edit("accept", log.held[0]),
                                            on_edit("replace", log.held[1], R"(,"with":"IV")")};
    const ArticleLog once = decided(log, lines);
    CHECK(changes_of(once).apply(source) == "one 2 3 IV");
    CHECK(to_json_line(decided(once, lines)) == to_json_line(once));
}

TEST_CASE("A decisions file is read strictly") {
    const auto error = [](const std::string& json) -> std::string {
        try {
            Decisions().add(json);
        } catch (const SchemaError& problem) {
            return problem.what();
        }
        return {};
    };
    CHECK(error(line("edit", "accept", R"("id":"a")")) == "fingerprint: is missing");
    CHECK(error(line("change", "accept", R"("change_id":"12")")) ==
          "change_id: '12' is not 16 hexadecimal digits");
    CHECK(error(line("rule", "accept", R"("id":"a")")) == "rule: is missing");
    CHECK_THAT(error(line("rule", "replace", R"("rule":"a/b","with":"")")), Catch::StartsWith("verdict:"));
    CHECK(error(line("edit", "replace", R"("id":"a","fingerprint":"f")")) == "with: is missing");
    CHECK(error(line("rule", "accept", R"("rule":"a/b","nota":"")")) ==
          "nota: unknown key; did you mean 'note'?");
    CHECK(error(line("rule", "accept", R"("rule":"a/b","note":"n","by":"me","at":"2026-01-01T00:00:00Z")")) ==
          "");
    const ScratchFolder folder;
    CHECK_THROWS_WITH(Decisions(folder.write("d.jsonl", on_rule("accept", "a/b") + "\n\n{\n")),
                      Catch::Contains("d.jsonl:3: "));
}

TEST_CASE("a line of decisions is named where it is wrong, and may be blank", "[log]") {
    Decisions decisions;
    decisions.add_line(" \t\r\n", "d.jsonl", 1);
    CHECK(decisions.empty());
    decisions.add_line(on_rule("reject", "names/place") + "\n", "d.jsonl", 2);
    CHECK(decisions.count() == 1);
    CHECK_THROWS_WITH(decisions.add_line("{}", "d.jsonl", 3),
                      Catch::StartsWith("d.jsonl:3: ") && Catch::EndsWith("; mend the line, or take it out"));
}
