#include <catch2/catch.hpp>

#include "pipeline/io/spool.hpp"
#include "pipeline/log/compare_logs.hpp"
#include "pipeline/log/render_criticmarkup.hpp"
#include "pipeline/log/render_html.hpp"
#include "pipeline/log/render_unified.hpp"
#include "pipeline/log/render_words.hpp"
#include "tests/unit/log/log_of.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

namespace {

const std::string source = "one\nin kyiv, Otan\nthree\nin\n\nBunch.\n";

ArticleLog sample() {
    return log_of(source, {{"kyiv", "Kyiv"}, {"Otan", "NATO"}, {"in\n\nBunch", "on Cluster"}});
}

std::string unified(const std::string& text, const std::vector<Wish>& wishes,
                    const std::string& path = "a.txt") {
    std::string out;
    UnifiedDiff diff(path, [&](std::string_view part) { out += part; });
    diff.add(text, report_of(text, wishes).changes);
    diff.finish();
    return out;
}

}  // namespace

TEST_CASE("Words are rendered from the log alone, with lines, rules and reasons") {
    ArticleLog log = sample();
    log.edits.resize(1);
    log.edits[0].steps[0].why = "a city";
    CHECK(render_words(log, false) ==
          "a.txt\n    2  test/rule (safe): a city\n       one⏎in [-kyiv-]{+Kyiv+}, Otan⏎three⏎in⏎⏎Bunch.⏎\n");
}

TEST_CASE("With the source, words are rendered in whole lines, each once") {
    CHECK(
        render_words(sample(), false, source) ==
        "a.txt\n    2  test/rule (safe)\n    2  test/rule (safe)\n       in [-kyiv-]{+Kyiv+}, [-Otan-]{+NATO+}\n"
        "    4  test/rule (safe)\n       [-in⏎⏎Bunch-]{+on Cluster+}.\n");
}

TEST_CASE("Colours stand instead of brackets") {
    const std::string out = render_words(sample(), true);
    CHECK_THAT(out, Catch::Contains("\x1b[31;9mkyiv\x1b[0m\x1b[32mKyiv\x1b[0m"));
    CHECK(out.find("[-") == std::string::npos);
}

TEST_CASE("An article to which nothing was done is not rendered, one that was passed through is") {
    CHECK(render_words(log_of(source, {}), false) == "");
    CHECK(html_of(log_of(source, {})) == "");
    const ArticleLog unread = log_unread("a", "x", "1:2: bad", made_by_tests());
    CHECK(render_words(unread, false) == "a\n       passed through: 1:2: bad\n");
    CHECK_THAT(html_of(unread), Catch::Contains("1:2: bad"));
}

TEST_CASE("Text cannot steer the terminal, and what is unseen is shown") {
    CHECK(visible("a\x1b[2Jb") == "a<U+001B>[2Jb");
    CHECK(visible("a\u00A0b\u200B\u202E") == "a<U+00A0>b<U+200B><U+202E>");
    CHECK(visible("a\tb\nc") == "a b⏎c");
    CHECK(visible("a\nb", true) == "a\nb");
    CHECK(visible("Caf\u00E9 \u2019") == "Caf\u00E9 \u2019");
}

TEST_CASE("Everything in the HTML page is escaped") {
    ArticleLog log = log_of("a <script>&\"'", {{"<script>", "</ins>"}});
    log.id = "<b>";
    const std::string out = html_of(log);
    CHECK_THAT(out, Catch::Contains("<h2>&lt;b&gt;</h2>"));
    CHECK_THAT(out, Catch::Contains("a <del>&lt;script&gt;</del><ins>&lt;/ins&gt;</ins>&amp;&quot;&#39;"));
    CHECK_THAT(html_beginning("a<b"), Catch::Contains("<title>a&lt;b</title>"));
    CHECK_THAT(html_beginning("x"), Catch::Contains("default-src 'none'"));
}

TEST_CASE("The unified rendering has three lines of context and joins near hunks") {
    CHECK(unified("1\n2\n3\n4\n5\n6\n7\nx\n", {{"5", "five"}}) ==
          "--- a/a.txt\n+++ b/a.txt\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n x\n");
    CHECK(unified("a\n1\n2\n3\n4\n5\n6\nb\n", {{"a", "A"}, {"b", "B"}}) ==
          "--- a/a.txt\n+++ b/a.txt\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
    CHECK(
        unified("a\n1\n2\n3\n4\n5\n6\n7\nb\n", {{"a", "A"}, {"b", "B"}}) ==
        "--- a/a.txt\n+++ b/a.txt\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
}

TEST_CASE("A last line without line feed is marked") {
    CHECK(
        unified("a", {{"a", "b"}}) ==
        "--- a/a.txt\n+++ b/a.txt\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n");
    CHECK(unified("a\nb", {{"a", "A"}}) ==
          "--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n-a\n+A\n b\n\\ No newline at end of file\n");
    CHECK(unified("a\n", {{"a\n", ""}}) == "--- a/a.txt\n+++ b/a.txt\n@@ -1,1 +0,0 @@\n-a\n");
}

TEST_CASE("Whole lines that go take no other line with them, joined lines do") {
    CHECK(unified("a\nb\nc\n", {{"b\n", ""}}) == "--- a/a.txt\n+++ b/a.txt\n@@ -1,3 +1,2 @@\n a\n-b\n c\n");
    CHECK(unified("a\nb\nc\n", {{"a\n", "a "}}) ==
          "--- a/a.txt\n+++ b/a.txt\n@@ -1,3 +1,2 @@\n-a\n-b\n+a b\n c\n");
}

TEST_CASE("Nothing is written for a file without changes, and odd names are quoted") {
    CHECK(unified("a\n", {}) == "");
    CHECK_THAT(unified("a\n", {{"a", "b"}}, "x y"), Catch::StartsWith("--- a/x y\t\n+++ b/x y\t\n"));
    CHECK_THAT(unified("a\n", {{"a", "b"}}, "x\n\"y"), Catch::StartsWith("--- \"a/x\\012\\\"y\"\n"));
}

TEST_CASE("Pieces of a file make one diff") {
    std::string out;
    UnifiedDiff diff("a", [&](std::string_view part) { out += part; });
    for (int i = 0; i < 12; ++i) {
        const std::string line = std::to_string(i) + "\n";
        diff.add(line, i == 5 ? report_of(line, {{"5", "five"}}).changes : EditSet());
    }
    diff.finish();
    CHECK(out == "--- a/a\n+++ b/a\n@@ -3,7 +3,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST_CASE("Two logs show what a change of rules did, by rule") {
    const ScratchFolder folder;
    const auto before = folder.write(
        "before.jsonl", to_json_line(log_of(source, {{"kyiv", "Kyiv"}, {"Otan", "OTAN", "test/b"}})));
    const auto after = folder.write(
        "after.jsonl", to_json_line(log_of(source, {{"kyiv", "Kyiv"}, {"Otan", "NATO", "test/c"}})));
    std::string out;
    compare_logs(before, after, false, [&](std::string_view part) { out += part; });
    CHECK(out ==
          "a.txt\n-    2  test/b (safe)\n       one⏎in kyiv, [-Otan-]{+OTAN+}⏎three⏎in⏎⏎Bunch.⏎\n"
          "+    2  test/c (safe)\n       one⏎in kyiv, [-Otan-]{+NATO+}⏎three⏎in⏎⏎Bunch.⏎\n"
          "      1 gone       0 new  test/b\n      0 gone       1 new  test/c\n");
}

TEST_CASE("Logs of different articles are not compared") {
    const ScratchFolder folder;
    const auto write = [&](const std::string& name, const ArticleLog& log) {
        return folder.write(name, to_json_line(log));
    };
    const auto a = write("a", log_of(source, {}));
    ArticleLog other = log_of(source, {});
    other.id = "b.txt";
    const auto nothing = [](std::string_view) {};
    CHECK_THROWS_WITH(compare_logs(a, write("b", other), false, nothing),
                      Catch::Contains("is about 'a.txt'"));
    CHECK_THROWS_WITH(compare_logs(a, write("c", log_of("x", {})), false, nothing),
                      Catch::Contains("different texts"));
    CHECK_THROWS_WITH(compare_logs(a, folder.write("d", ""), false, nothing),
                      Catch::Contains("more articles"));
}

TEST_CASE("A spool gives back what was put in, from memory and from disk") {
    Spool spool;
    std::string all;
    for (int i = 0; i < 40; ++i) {
        const std::string part(i % 2 ? 1000003 : 7, static_cast<char>('a' + i % 26));
        all += part;
        spool.put(part);
    }
    std::string taken;
    spool.take([&](std::string_view part) { taken += part; });
    CHECK(taken == all);
    spool.put("again");
    taken.clear();
    spool.take([&](std::string_view part) { taken += part; });
    CHECK(taken == "again");
}

TEST_CASE("CriticMarkup marks what was replaced, put in and taken out, and comments on what was held") {
    const ArticleLog log = log_of(source, {{"kyiv", "Kyiv"}, {"Otan", ""}}, {{"three", "3"}});
    CHECK(render_criticmarkup(log, source) ==
          "one\nin {~~kyiv~>Kyiv~~}, {--Otan--}\nthree{>>held: three -> 3 (test/rule)<<}\nin\n\nBunch.\n");
}

TEST_CASE("Marks of CriticMarkup that stand in a text get a backslash") {
    CHECK(escaped_for_criticmarkup("a {++ b ++} {b} c ~> d \\ e-- f {++}") ==
          "a \\{++ b \\++} {b} c \\~> d \\\\ e-- f \\{\\++}");
}
