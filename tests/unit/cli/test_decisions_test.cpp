#include "pipeline/cli/test_decisions.hpp"

#include <catch2/catch.hpp>

#include <sstream>

#include "pipeline/log/decision_file.hpp"
#include "tests/unit/built_in.hpp"
#include "tests/unit/log/log_of.hpp"

using namespace mtmend;
using namespace mtmend::cli;

namespace {

const std::string source = "He left. The cat is on the roof with the dog. It rained.\n";
const ArticleLog log_line =
    log_of(source, {{"cat", "CAT"}, {"dog", "DOG", "test/dog"}}, {{"roof", "ROOF", "test/dog"}});

std::string decide_on(const LoggedHeld& entry, Verdict verdict, Scope scope = Scope::edit,
                      const std::string& with = "") {
    DecisionLine line;
    line.scope = scope;
    line.verdict = verdict;
    line.id = "a.txt";
    line.fingerprint = entry.fingerprint;
    if (scope == Scope::change) line.change_id = entry.change_id;
    if (scope == Scope::rule) line.rule = entry.steps.front().rule;
    line.with = with;
    return to_json(line);
}

struct Looked {
    Looked(const std::vector<std::string>& lines, bool has_text = true,
           const std::vector<ArticleLog>& logs = {log_line}) {
        for (const ArticleLog& log : logs)
            list.add(log, has_text ? std::optional<std::string_view>(source) : std::nullopt);
        for (const std::string& line : lines) decisions.add(line);
        const RuleEvidence evidence(list, decisions, built_in_lexicon());
        std::ostringstream out;
        holds = evidence.print(out);
        text = out.str();
        rows = evidence.rows();
    }
    bool has(const std::string& part) const { return text.find(part) != std::string::npos; }
    ReviewList list;
    Decisions decisions;
    bool holds = false;
    std::string text;
    RuleEvidence::Rows rows;
};

LoggedHeld entry_of(std::size_t item) {
    ReviewList list;
    list.add(log_line, source);
    return list.open(item).edits.front().entry;
}

}  // namespace

TEST_CASE("Wilson's interval is that of the books") {
    CHECK(wilson(0, 0) == std::pair(0.0, 1.0));
    CHECK(wilson(6, 9).first == Approx(0.354).margin(0.001));
    CHECK(wilson(6, 9).second == Approx(0.879).margin(0.001));
    CHECK(wilson(10, 10).second == Approx(1));
    CHECK(wilson(0, 1).second == Approx(0.793).margin(0.001));
}

TEST_CASE("A safe rule that is wrong once in up to seventeen looks is below what it promises") {
    const auto is_below = [](std::size_t right, std::size_t judged, Confidence confidence) {
        RuleEvidence::Row row;
        row.right = right;
        row.judged = judged;
        return row.is_below(confidence);
    };
    CHECK(is_below(0, 1, Confidence::safe));
    CHECK(is_below(16, 17, Confidence::safe));
    CHECK_FALSE(is_below(17, 18, Confidence::safe));
    CHECK_FALSE(is_below(0, 1, Confidence::likely));
    CHECK(is_below(0, 2, Confidence::likely));
    CHECK_FALSE(is_below(0, 100, Confidence::suggestion));
}

TEST_CASE(
    "Accepted edits become fixes and rejected ones keeps, in their sentence with its other edits made") {
    const Looked evidence({decide_on(entry_of(0), Verdict::accept), decide_on(entry_of(1), Verdict::reject)});
    CHECK(evidence.has(
        "# test/rule (safe)\nfixes = [\n    [\"The cat is on the roof with the DOG.\", \"The CAT is on the roof with the DOG.\"],\n]\n"));
    CHECK(evidence.has("keeps = [\n    \"The CAT is on the roof with the DOG.\",\n]\n"));
    CHECK_FALSE(evidence.holds);
    CHECK(evidence.has("# BELOW: test/dog"));
}

TEST_CASE("Another text than the rule's own is a fix, and not right") {
    const Looked evidence({decide_on(entry_of(0), Verdict::replace, Scope::edit, "\"lion\"\x7f")});
    CHECK(evidence.has("\"The \\\"lion\\\"\\u007F is on the roof with the DOG.\"]"));
    CHECK(evidence.rows.begin()->second.right == 0);
}

TEST_CASE("Without articles the examples are what the log has, in whole words") {
    const Looked evidence({decide_on(entry_of(2), Verdict::reject)}, false);
    CHECK(evidence.has("keeps = [\n    \"left. The cat is on the roof with the dog. It rained.\\n\",\n]\n"));
}

TEST_CASE("A decision counts once, and one on a whole rule or in bulk not at all") {
    ArticleLog other = log_line;
    other.id = "b.txt";
    const std::vector<ArticleLog> both = {log_line, other};
    CHECK(Looked({decide_on(entry_of(0), Verdict::accept, Scope::change)}, true, both)
              .rows.begin()
              ->second.judged == 1);
    const Looked rule({decide_on(entry_of(0), Verdict::accept, Scope::rule)}, true, both);
    CHECK(rule.rows.empty());
    CHECK(rule.holds);
    CHECK(rule.has("# not counted: 2 decided by whole rule or in bulk"));
    std::string bulk = decide_on(entry_of(0), Verdict::accept);
    bulk.insert(bulk.size() - 1, R"(,"note":"bulk")");
    CHECK(Looked({bulk}).rows.empty());
    LoggedHeld gone = entry_of(0);
    gone.fingerprint = "0123456789abcdef";
    CHECK(Looked({decide_on(gone, Verdict::accept)}).has("# not counted: 1 that decide nothing in this log"));
}
