// Laws of logs: source + log gives the clean text, clean text + log the source, whatever was decided in
// between.
#include <string>
#include <string_view>
#include <vector>

#include "law.hpp"
#include "pipeline/edit/fingerprint.hpp"
#include "pipeline/log/apply.hpp"
#include "pipeline/log/decisions.hpp"
#include "pipeline/log/render_criticmarkup.hpp"
#include "random_changes.hpp"

namespace mtmend::test {
namespace {

const MadeBy made_by{"0.1.0", "news", Confidence::safe, "xxh128:" + std::string(32, '0')};

/// A report that applied `applied` and held `held`, which may overlap anything.
Report report_from(const std::string& text, const EditSet& applied, const std::vector<Change>& held) {
    Report report;
    report.changes = applied;
    report.clean = applied.apply(text);
    const auto made = applied.made_spans();
    const auto name = [&](auto& entry, const Change& change) {
        entry.at = change.at;
        entry.before = text.substr(change.at.begin, change.at.size());
        entry.after = change.after;
        entry.steps = {
            {"test", "test/rule-" + std::to_string(change.after.size() % 3), Confidence::likely, ""}};
        entry.group = change.group;
        entry.fingerprint =
            fingerprint(entry.steps, entry.before, entry.after, text, change.at.begin, change.at.end);
        entry.change_id = change_id(entry.steps, entry.before, entry.after);
    };
    for (const Change& change : applied.changes()) {
        AppliedEdit edit;
        name(edit, change);
        edit.to = made[report.edits.size()];
        report.edits.push_back(std::move(edit));
    }
    for (const Change& change : held) {
        HeldEdit edit;
        name(edit, change);
        report.held.push_back(std::move(edit));
    }
    return report;
}

/// An article's log and its text.
struct Logged {
    std::string text;
    ArticleLog log;
};

Logged any_logged() {
    Logged out;
    out.text = text_from(*any_tape(0.6));
    std::vector<Change> applied = changes_from(*any_tape(0.3), out.text, 'n');
    std::erase_if(applied,
                  [&](const Change& c) { return out.text.substr(c.at.begin, c.at.size()) == c.after; });
    const std::vector<Change> held = changes_from(*any_tape(0.3), out.text, 'n');
    out.log = log_article("a.txt", out.text, report_from(out.text, EditSet(applied), held), made_by);
    return out;
}

/// Decisions on some of the log's edits, of all scopes and verdicts.
Decisions any_decisions(const ArticleLog& log) {
    Decisions decisions;
    const auto add = [&](const auto& entry, std::uint32_t number) {
        Dice dice(number);
        static const std::vector<std::string> scopes = {"edit", "change", "rule"};
        static const std::vector<std::string> verdicts = {"accept", "reject", "replace"};
        const std::string scope = scopes[dice.below(3)];
        const std::string verdict = verdicts[dice.below(scope == "rule" ? 2 : 3)];
        decisions.add(R"({"schema":"mtmend-decision/1","id":"a.txt","scope":")" + scope + R"(","verdict":")" +
                      verdict + R"(","with":"w","rule":")" + entry.steps.front().rule +
                      R"(","fingerprint":")" + entry.fingerprint + R"(","change_id":")" + entry.change_id +
                      "\"}");
    };
    const Tape tape = *any_tape(0.3);
    for (std::size_t i = 0; i < tape.size(); ++i) {
        if (i % 2 == 0 && !log.edits.empty()) add(log.edits[tape[i] / 9 % log.edits.size()], tape[i]);
        if (i % 2 == 1 && !log.held.empty()) add(log.held[tape[i] / 9 % log.held.size()], tape[i]);
    }
    return decisions;
}

void check_ways(const Logged& given) {
    const std::string clean = changes_of(given.log).apply(given.text);
    for (const OffsetUnit unit : {OffsetUnit::utf8, OffsetUnit::codepoint, OffsetUnit::utf16}) {
        const ArticleLog read = parse_log_line(to_json_line(in_unit(given.log, unit, given.text)));
        RC_ASSERT(changes_of(checked(read, given.text)).apply(given.text) == clean);
        RC_ASSERT(changes_of(checked(inverted(read), clean)).apply(clean) == given.text);
    }
}

/// Reads CriticMarkup as its description says, without knowing how it was made.
class CriticReader {
  public:
    CriticReader(std::string_view text, bool accepts) : text_(text), accepts_(accepts) {}

    std::string read() {
        std::string out;
        while (!text_.empty()) {
            if (takes("{++"))
                keep(out, until("++}"), accepts_);
            else if (takes("{--"))
                keep(out, until("--}"), !accepts_);
            else if (takes("{>>"))
                until("<<}");
            else if (takes("{~~")) {
                keep(out, until("~>"), !accepts_);
                keep(out, until("~~}"), accepts_);
            } else
                out += character();
        }
        return out;
    }

  private:
    static void keep(std::string& out, const std::string& part, bool is_wanted) {
        if (is_wanted) out += part;
    }
    bool takes(std::string_view mark) {
        if (!text_.starts_with(mark)) return false;
        text_.remove_prefix(mark.size());
        return true;
    }
    char character() {
        if (text_.front() == '\\') text_.remove_prefix(1);
        RC_ASSERT(!text_.empty());
        const char c = text_.front();
        text_.remove_prefix(1);
        return c;
    }
    std::string until(std::string_view mark) {
        std::string out;
        while (!takes(mark)) {
            RC_ASSERT(!text_.empty());
            out += character();
        }
        return out;
    }
    std::string_view text_;
    bool accepts_;
};

/// The same article with some characters of CriticMarkup's marks in place of plain ones.
Logged with_marks(Logged given) {
    static const std::string marks = "{+-~<>=}\\";
    const std::string plain = "ab \n";
    std::string now;
    for (std::size_t i = 0; i < plain.size(); ++i)
        now += marks[*rc::gen::inRange<std::size_t>(0, marks.size())];
    const auto change = [&](std::string& text) {
        for (char& c : text)
            if (const std::size_t at = plain.find(c); at != std::string::npos) c = now[at];
    };
    change(given.text);
    for (LoggedEdit& edit : given.log.edits) {
        change(edit.before);
        change(edit.after);
    }
    for (LoggedHeld& held : given.log.held) {
        change(held.before);
        change(held.after);
    }
    return given;
}

}  // namespace

TEST_CASE("Accepting all marks of CriticMarkup gives the clean text and rejecting all the source") {
    check_law("both, with marks in the text too", 5'000, [] {
        const Logged given = with_marks(any_logged());
        const std::string marked = render_criticmarkup(given.log, given.text);
        RC_ASSERT(CriticReader(marked, true).read() == changes_of(given.log).apply(given.text));
        RC_ASSERT(CriticReader(marked, false).read() == given.text);
    });
}

TEST_CASE("Source and log give the clean text and the clean text and log give the source") {
    check_law("both ways, in every unit", 5'000, [] { check_ways(any_logged()); });
}

TEST_CASE("Decisions make a log of the same kind, lose no edit, and are made once") {
    check_law("decided logs", 5'000, [] {
        const Logged given = any_logged();
        const Decisions decisions = any_decisions(given.log);
        const ArticleLog decided = decide(given.log, decisions, given.text);
        RC_ASSERT(decided.edits.size() + decided.held.size() ==
                  given.log.edits.size() + given.log.held.size());
        check_ways({given.text, decided});
        RC_ASSERT(to_json_line(decide(decided, decisions, given.text)) == to_json_line(decided));
    });
}

}  // namespace mtmend::test
