#include "pipeline/rules/matcher.hpp"
#include "pipeline/text/lexicon.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/built_in.hpp"

using namespace mtmend;

namespace {

Rule rule(std::string find, std::string replace, std::vector<std::string> trigger) {
    Rule r;
    r.id = "test/rule";
    r.confidence = Confidence::safe;
    r.find = std::move(find);
    r.replace = std::move(replace);
    r.trigger = std::move(trigger);
    return r;
}

/// The proposals as "before>after" in order of proposal.
std::vector<std::string> proposals(const Rule& r, const std::string& text, Evidence evidence = {}) {
    Lexicon lexicon = built_in_lexicon();
    lexicon.asked = std::make_shared<Asked>();
    lexicon.mark_words();
    const Matcher matcher("test", {&r}, *lexicon.asked);
    const Document document(text, lexicon, std::move(evidence));
    EditSink sink;
    matcher.propose(document, sink);
    std::vector<std::string> result;
    for (const Edit& edit : sink.edits())
        result.push_back(std::string(document.text(edit.at)) + ">" + edit.after);
    return result;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("A rule runs only in windows where a trigger word stands") {
    CHECK(proposals(rule("so", "X", {"said"}), "It is so. He said so. So it is so.") == Strings{"so>X"});
}

TEST_CASE("A rule with several trigger words runs once in a window") {
    CHECK(proposals(rule("said", "told", {"he", "said", "so"}), "He said so.") == Strings{"said>told"});
}

TEST_CASE("A rule with openers runs only where one of them is the first word of a line") {
    Rule r = rule("(?m)^[*]* ?(Read) on", "\\1 more", {});
    r.opener = {"read"};
    r.window = Window::line;
    CHECK(proposals(r, "They\nread it.\r\n** Read on") == Strings{"** Read on>Read more"});
    CHECK(proposals(r, "We Read on").empty());
    r.window = Window::article;
    CHECK(proposals(r, "Read on\nWe read on\nRead on").size() == 2);
}

TEST_CASE("An antipattern lets a match go only where the two overlap") {
    Rule r = rule("Kiev", "Kyiv", {"kiev"});
    r.unless = {"chicken Kiev"};
    CHECK(proposals(r, "In Kiev they eat chicken Kiev.") == Strings{"Kiev>Kyiv"});
}

TEST_CASE("Needs are looked up in the article and in the caller's evidence") {
    Rule r = rule("(\\w+) based", "\\1-based", {"based"});
    r.needs = {"article:\\1-based"};
    CHECK(proposals(r, "A values based group. It is values-based.") == Strings{"values based>values-based"});
    CHECK(proposals(r, "A values based group.").empty());
    r.needs = {"source-language:es"};
    CHECK(proposals(r, "A values based group.").empty());
    CHECK(proposals(r, "A values based group.", {"es"}).size() == 1);
}

TEST_CASE("An edit is trimmed to the words that differ and never cuts a word") {
    CHECK(proposals(rule("the now general secretary", "the Secretary General", {"now"}),
                    "said the now general secretary today") ==
          Strings{"now general secretary>Secretary General"});
    CHECK(proposals(rule("Nato", "NATO", {"nato"}), "Nato") == Strings{"Nato>NATO"});
    CHECK(proposals(rule("t\\.O", "t. O", {"summit"}), "summit.On") == Strings{"t.O>t. O"});
    CHECK(proposals(rule("same", "same", {"same"}), "same").empty());
}

TEST_CASE("Windows bound a match") {
    Rule r = rule("a.*b", "X", {"a"});
    r.window = Window::line;
    CHECK(proposals(r, "a one\nb two").empty());
    r.window = Window::article;
    r.find = "(?s)a.*b";
    CHECK(proposals(r, "a one\nb two").size() == 1);
}
