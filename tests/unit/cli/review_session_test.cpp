#include "pipeline/cli/review_session.hpp"

#include <algorithm>
#include <optional>

#include <catch2/catch.hpp>

#include "pipeline/cli/review_screen.hpp"
#include "pipeline/text/columns.hpp"
#include "tests/unit/log/log_of.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;
using namespace mtmend::cli;

namespace {

const std::string source = "one two three four\nfive six seven eight";

ArticleLog article(const std::string& id, const std::vector<Wish>& edits, const std::vector<Wish>& held = {},
                   const std::string& text = source) {
    ArticleLog log = log_of(text, edits, held);
    log.id = id;
    return log;
}

/// A review of some articles, and what is pressed in it.
struct Review {
    explicit Review(const std::vector<ArticleLog>& logs, const std::string& text = source)
        : file(folder / "d.jsonl") {
        for (const ArticleLog& log : logs) list.add(log, text);
        session.emplace(list, file, [] { return "2026-11-28T16:20:26Z"; });
    }
    void press(const std::string& keys) {
        KeyDecoder decoder(true);
        decoder.feed(keys);
        while (const auto key = decoder.next(true)) session->press(*key);
    }
    const ReviewSession* operator->() const { return &*session; }
    std::size_t lines() const {
        const std::string saved = folder.read("d.jsonl");
        return static_cast<std::size_t>(std::count(saved.begin(), saved.end(), '\n'));
    }
    /// A text after what was decided.
    std::string result(const ArticleLog& log) const {
        return changes_of(decide(log, file.decisions(), source)).apply(source);
    }
    std::string screen(ScreenSize size = {}) const {
        std::string out;
        for (const std::string& line : review_screen(
                 *session, [](const std::string&) { return std::vector<std::string>{"fixes a -> b"}; }, size))
            out += line + "\n";
        return out;
    }

    ScratchFolder folder;
    ReviewList list;
    DecisionFile file;
    std::optional<ReviewSession> session;
};

const ArticleLog a = article("a.txt", {{"one", "ONE"}, {"three", "THREE", "test/other"}}, {{"two", "TWO"}});
const ArticleLog b = article("b.txt", {{"one", "ONE"}, {"six", "SIX", "test/other"}});

}  // namespace

TEST_CASE("Edits come in the order of the text, applied and held among each other") {
    const Review review({a, b});
    REQUIRE(review.list.size() == 5);
    CHECK(review.list.open(0).edits[0].entry.before == "one");
    CHECK(review.list.open(1).edits[0].is_held);
    CHECK(review.list.open(1).edits[0].entry.reason == HeldReason::low_confidence);
    CHECK(review.list.open(2).edits[0].entry.before == "three");
    CHECK(review.list.open(3).id == "b.txt");
    CHECK(review.list.open(0).text == source);
}

TEST_CASE("y and n decide and go on to the next undecided edit") {
    Review review({a, b});
    review.press("yn");
    CHECK(review->current() == 2);
    CHECK(review->decided() == 2);
    CHECK(review.lines() == 2);
    review.press("n");
    CHECK(review.result(a) == "ONE two three four\nfive six seven eight");
}

TEST_CASE("y on a held edit applies it") {
    Review review({a});
    review.press("jy");
    CHECK(review.result(a) == "ONE TWO THREE four\nfive six seven eight");
}

TEST_CASE("Y and N decide the same change everywhere") {
    Review review({a, b});
    review.press("N");
    CHECK(review->decided() == 2);
    CHECK(review.lines() == 1);
    CHECK(review->message() == "2 edits: rejected with this change.");
    CHECK(review.result(b) == "one two three four\nfive SIX seven eight");
    review.press("JJ");
    CHECK(review->current() == 3);
    review.press("y");
    CHECK(review.result(b) == "ONE two three four\nfive SIX seven eight");
    CHECK(review.result(a) == "one two THREE four\nfive six seven eight");
}

TEST_CASE("R asks, and decides a whole rule but what is decided more narrowly") {
    Review review({a, b});
    review.press("JJyKR");
    CHECK(review->mode() == ReviewSession::Mode::rule);
    review.press("\x1b");
    CHECK(review->mode() == ReviewSession::Mode::choosing);
    CHECK(review.lines() == 1);
    review.press("KKJJJJRn");
    CHECK(review->decided() == 2);
    CHECK(review.result(a) == "ONE two THREE four\nfive six seven eight");
    CHECK(review.result(b) == "ONE two three four\nfive six seven eight");
    CHECK(review->counts_of_rule(review.list.rules_of(2).front()).rejected == 1);
}

TEST_CASE("e writes another text, E writes it everywhere") {
    Review review({a, b});
    review.press("e\x15uno\r");
    CHECK(review.result(a) == "uno two THREE four\nfive six seven eight");
    CHECK(review.result(b) == "ONE two three four\nfive SIX seven eight");
    review.press("KE\x15une\r");
    CHECK(review.result(a) == "uno two THREE four\nfive six seven eight");
    CHECK(review.result(b) == "une two three four\nfive SIX seven eight");
    const std::size_t lines = review.lines();
    review.press("e\x15no\x1b");
    CHECK(review.lines() == lines);
}

TEST_CASE("u takes decisions back, the file with them, and shows where") {
    Review review({a, b});
    review.press("yNuu");
    CHECK(review->decided() == 0);
    CHECK(review->current() == 0);
    CHECK(review.folder.read("d.jsonl").empty());
    review.press("u");
    CHECK(review->message() == "Nothing to take back that was decided since the start.");
    review.press("NuY");
    CHECK(review.result(b) == "ONE two three four\nfive SIX seven eight");
}

TEST_CASE("j and k go to undecided edits, J and K to any") {
    Review review({a, b});
    review.press("jyk");
    CHECK(review->current() == 0);
    review.press("j");
    CHECK(review->current() == 2);
    review.press("K");
    CHECK(review->current() == 1);
    review.press("KK");
    CHECK(review->message() == "No edit before this one.");
    review.press("jjj");
    CHECK(review->current() == 4);
    review.press("j");
    CHECK(review->message() == "No undecided edit behind this one.");
    review.press("y");
    CHECK(review->current() == 0);
    CHECK(review->message() == "From the beginning: this one was left out.");
}

TEST_CASE("A review goes on where it was left") {
    Review review({a, b});
    review.press("yy");
    ReviewList again;
    again.add(a, source);
    again.add(b, source);
    CHECK(ReviewSession(again, review.file, [] { return ""; }).current() == 2);
    review.press("yyy");
    CHECK(review->message() == "All is decided; q ends.");
    const ReviewSession over(again, review.file, [] { return ""; });
    CHECK(over.decided() == 5);
    CHECK(over.message() == "All is decided; J and K look through it, q ends.");
}

TEST_CASE("A group is one item and decided at once") {
    const ArticleLog grouped = article(
        "g.txt", {{"one", "ONE", "test/rule", "g"}, {"two", "TWO"}, {"three", "THREE", "test/rule", "g"}});
    Review review({grouped});
    REQUIRE(review.list.size() == 2);
    CHECK(review.screen().find("(1)[-one-]{+ONE+} two (2)[-three-]{+THREE+} four") != std::string::npos);
    SECTION("by a verdict") {
        review.press("n");
        CHECK(review.result(grouped) == "one TWO three four\nfive six seven eight");
        CHECK(review->decided() == 1);
    }
    SECTION("by another text for one of them") {
        review.press("e");
        CHECK(review->mode() == ReviewSession::Mode::member);
        review.press(
            "2\x15"
            "3\r");
        CHECK(review.result(grouped) == "ONE TWO 3 four\nfive six seven eight");
    }
    SECTION("of which there are no more") {
        review.press("e3");
        CHECK(review->mode() == ReviewSession::Mode::choosing);
    }
}

TEST_CASE("/ finds in edits, rules and articles, from here on and around") {
    Review review({a, b});
    review.press("/SIX\r");
    CHECK(review->current() == 4);
    review.press("/b.TXT\r");
    CHECK(review->current() == 3);
    CHECK(review->message() == "Found from the beginning on.");
    review.press("/other\r/\r");
    CHECK(review->current() == 2);
    review.press("/nowhere\r");
    CHECK(review->message() == "Not found.");
    review.press("/y\x1b");
    CHECK(review.lines() == 0);
}

TEST_CASE("What is pasted decides nothing") {
    Review review({a, b});
    review.press("\x1b[200~yyyn\x1b[201~");
    CHECK(review.lines() == 0);
    review.press("e\x15\x1b[200~a\rb\x1b[201~\r");
    CHECK(review.file.decisions().find("a.txt", a.edits[0].fingerprint, "", {})->with == "a\nb");
}

TEST_CASE("q ends, and keys behind it do nothing") {
    Review review({a, b});
    review.press("yqyy");
    CHECK(review->mode() == ReviewSession::Mode::finished);
    CHECK(review.lines() == 1);
}

TEST_CASE("A screen has what one needs to decide") {
    Review review({a, b});
    review.press("yj");
    CHECK(review.screen() ==
          "3/5  1 decided  a.txt:1                                                  d.jsonl\n"
          "\n"
          "one two [-three-]{+THREE+} four\n"
          "five six seven eight\n"
          "\n"
          "Applied.\n"
          "test/other (safe)\n"
          "  fixes a -> b\n"
          "This change: 1 here. This rule: 2; 0 accepted, 0 rejected.\n"
          "\n"
          "y yes  n no  e edit  Y/N everywhere  R rule  u undo  j/k next  / find  ? help\n");
    review.press("K");
    CHECK(review.screen().find("HELD (low-confidence): not in the text; y accepts it.") != std::string::npos);
}

TEST_CASE("A screen fits whatever its size and whatever stands in the text") {
    const std::string wide =
        std::string(3000, 'x') + " \u6771\u4EAC\u202E\x1b[2J e\u0301 one " + std::string(5000, 'y');
    for (const std::string& with :
         {std::string("ONE"), std::string(100000, 'z'), std::string("\u6771\u4EAC\n\u202E")}) {
        const ArticleLog log = article("\u6771\u4EAC\x1b[31m", {{"one", with}}, {}, wide);
        Review review({log}, wide);
        for (const char* keys : {"", "?", "xe", "\r/", "\rR"}) {
            review.press(keys);
            for (const std::size_t columns : {20, 33, 80, 200})
                for (const std::size_t rows : {1, 2, 5, 10, 24, 60}) {
                    const auto lines = review_screen(
                        *review.session,
                        [](const std::string&) { return std::vector<std::string>(9, std::string(99, 'c')); },
                        {columns, rows, false});
                    CHECK(lines.size() <= rows);
                    for (const std::string& line : lines) {
                        CHECK(columns_of(line) <= columns);
                        CHECK(line.find('\x1b') == std::string::npos);
                        CHECK(line.find("\u202E") == std::string::npos);
                    }
                }
        }
        review.press("\x1b");
        CHECK(review.screen({80, 24, false}).find("[-one-]") != std::string::npos);
    }
}

TEST_CASE("Colours are put around marks, and end with every line") {
    Review review({a});
    const std::string screen = review.screen({80, 24, true});
    CHECK(screen.find("\x1b[31;9m[-one-]\x1b[0m\x1b[32;4m{+ONE+}\x1b[0m two") != std::string::npos);
    CHECK(wrapped({{"a b", Piece::before}}, 1, true) ==
          std::vector<std::string>{"\x1b[31;9ma\x1b[0m", "\x1b[31;9mb\x1b[0m"});
}

TEST_CASE("Lines are broken at spaces, and where there are none") {
    CHECK(wrapped({{"one two three"}}, 7, false) == std::vector<std::string>{"one two", "three"});
    CHECK(wrapped({{"abcdef gh"}}, 4, false) == std::vector<std::string>{"abcd", "ef", "gh"});
    CHECK(wrapped({{"a\n\nb"}}, 4, false) == std::vector<std::string>{"a", "", "b"});
    CHECK(wrapped({{"\u6771\u4EAC"}}, 3, false) == std::vector<std::string>{"\u6771", "\u4EAC"});
    CHECK(wrapped({}, 3, false).empty());
}
