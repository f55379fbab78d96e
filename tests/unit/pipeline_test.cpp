#include "pipeline/pipeline.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <functional>

#include "pipeline/dictionaries.hpp"
#include "pipeline/rules/rule_checks.hpp"
#include "pipeline/rules/toml_loader.hpp"
#include "tests/unit/built_in.hpp"

using namespace mtmend;

namespace {

/// A stage made of a function, for tests of the applicator.
class FunctionStage : public Stage {
  public:
    using Propose = std::function<void(const Document&, EditSink&)>;
    FunctionStage(std::string_view name, Propose propose)
        : card_{name, "tests", signals::any}, propose_(std::move(propose)) {}
    const StageCard& card() const override { return card_; }
    void propose(const Document& document, EditSink& sink) const override { propose_(document, sink); }
    bool wakes(const Document&) const override { return true; }

  private:
    StageCard card_;
    Propose propose_;
};

/// Proposes `after` for every place where `before` stands.
FunctionStage::Propose replacing(std::string before, std::string after,
                                 Confidence confidence = Confidence::safe,
                                 std::string_view rule = "test/replace") {
    return [=](const Document& document, EditSink& sink) {
        for (std::size_t at = document.text().find(before); at != std::string_view::npos;
             at = document.text().find(before, at + before.size())) {
            sink.propose({{at, at + before.size()}, after, rule, confidence, {}, {}});
        }
    };
}

Report run(const std::string& text, const std::vector<FunctionStage::Propose>& stages, Policy policy = {}) {
    static const auto dictionaries =
        std::make_shared<const Dictionaries>(std::vector{Dictionaries::built_in_folder()});
    std::vector<std::shared_ptr<const Stage>> chain;
    for (const auto& stage : stages) chain.push_back(std::make_shared<FunctionStage>("test", stage));
    return Pipeline(dictionaries, chain).clean(text, policy);
}

}  // namespace

TEST_CASE("A later stage sees the edited text and its edits are folded back to the source") {
    const Report report =
        run("the Otan council met", {replacing("Otan", "NATO"), replacing("NATO council", "Council")});
    CHECK(report.clean == "the Council met");
    REQUIRE(report.edits.size() == 1);
    CHECK(report.edits[0].before == "Otan council");
    CHECK(report.edits[0].steps.size() == 2);
}

TEST_CASE("A stage that has seen the text as it stands is not asked again, and what it held stays held") {
    int asked_first = 0, asked_last = 0;
    const auto counting = [](int& count, FunctionStage::Propose propose) -> FunctionStage::Propose {
        return [&count, propose](const Document& document, EditSink& sink) {
            ++count;
            propose(document, sink);
        };
    };
    const Report report = run("the Otan council met",
                              {counting(asked_first, replacing("Otan", "NATO")),
                               counting(asked_last, replacing("council", "Council", Confidence::likely))});
    CHECK(report.clean == "the NATO council met");
    CHECK(asked_first == 2);
    CHECK(asked_last == 1);
    CHECK(report.held.size() == 1);
}

TEST_CASE("A watcher is told of every step") {
    std::vector<std::string> steps;
    const auto stage = std::make_shared<FunctionStage>("test", replacing("Otan", "NATO"));
    const auto dictionaries =
        std::make_shared<const Dictionaries>(std::vector{Dictionaries::built_in_folder()});
    Pipeline(dictionaries, {stage}).clean("the Otan council", {}, [&](std::string_view step, auto spent) {
        CHECK(spent.count() >= 0);
        steps.emplace_back(step);
    });
    CHECK(steps == std::vector<std::string>{"scan", "test", "apply", "scan", "test", "report"});
}

TEST_CASE("An edit that is invalid or changes nothing is dropped") {
    const std::string text = "café ok";
    auto once = [](const Document& d, EditSink& sink) {
        if (d.text() != "café ok") return;
        sink.propose({{4, 5}, "e", "test/half-code-point", Confidence::safe, {}, {}});
        sink.propose({{6, 99}, "x", "test/out-of-range", Confidence::safe, {}, {}});
        sink.propose({{0, 3}, "caf", "test/nothing", Confidence::safe, {}, {}});
        sink.propose({{6, 8}, "\xff", "test/bad-bytes", Confidence::safe, {}, {}});
    };
    const Report report = run(text, {once});
    CHECK(report.clean == text);
    CHECK(report.edits.empty());
    CHECK(report.held.empty());
}

TEST_CASE("Overlaps are settled by confidence, length, place and rule id, not by order of proposal") {
    const Edit safe_short{{4, 6}, "S", "test/b", Confidence::safe, {}, {}};
    const Edit likely_long{{0, 8}, "L", "test/a", Confidence::likely, {}, {}};
    const Edit safe_long{{3, 8}, "T", "test/c", Confidence::safe, {}, {}};
    Policy policy;
    policy.apply = Confidence::likely;
    for (const auto& order :
         {std::vector{safe_short, likely_long, safe_long}, std::vector{safe_long, likely_long, safe_short}}) {
        auto propose = [&](const Document& d, EditSink& sink) {
            if (d.text() == "0123456789")
                for (const Edit& edit : order) sink.propose(edit);
        };
        CHECK(run("0123456789", {propose}, policy).clean == "012T89");
    }
}

TEST_CASE("What is not sure enough is held with its reason and its place in the source") {
    const Report report =
        run("one two three", {replacing("one", "1"), replacing("three", "3", Confidence::likely)});
    CHECK(report.clean == "1 two three");
    REQUIRE(report.held.size() == 1);
    CHECK(report.held[0].reason == HeldReason::low_confidence);
    CHECK(report.held[0].at == Span<Source>{8, 13});
    CHECK(report.held[0].over.empty());
}

TEST_CASE("A held edit that rests on applied ones covers them and names them") {
    const Report report =
        run("the Otan council met",
            {replacing("Otan", "NATO"), replacing("NATO council", "Council", Confidence::suggestion)});
    REQUIRE(report.held.size() == 1);
    CHECK(report.held[0].before == "Otan council");
    CHECK(report.held[0].after == "Council");
    CHECK(report.held[0].over == std::vector{report.edits[0].fingerprint});
}

TEST_CASE("A held edit takes in whole the applied edits it touches, deletions too") {
    const Report report =
        run("Yes he said so.", {replacing(" he said", ""), replacing(" so.", "!", Confidence::likely)});
    REQUIRE(report.clean == "Yes so.");
    REQUIRE(report.held.size() == 1);
    CHECK(report.held[0].at == Span<Source>{3, 15});
    CHECK(report.held[0].before == " he said so.");
    CHECK(report.held[0].after == "!");
    CHECK(report.held[0].over == std::vector{report.edits.at(0).fingerprint});
}

TEST_CASE("A held edit apart from the applied ones covers what it would replace and no more") {
    const Report report =
        run("Yes he said so.", {replacing(" he said", ""), replacing("so.", "so!", Confidence::likely)});
    REQUIRE(report.held.size() == 1);
    CHECK(report.held[0].at == Span<Source>{12, 15});
    CHECK(report.held[0].over.empty());
}

TEST_CASE("What was held for evidence that is mended by now stays held, unless something came to it") {
    // The first stage is sure of nothing and sees proof in a word that the second one mends.
    const auto first = [](const Document& document, EditSink& sink) {
        const std::string_view text = document.text();
        if (text.find("Otan") == std::string_view::npos) return;
        for (const std::string_view word : {"cat", "dog"}) {
            const std::size_t at = text.find(word);
            sink.propose({{at, at + 3}, "fox", "test/first", Confidence::likely, {}, {}});
        }
    };
    const Report report =
        run("the cat, the dog and the Otan", {first, replacing("Otan", "NATO"), replacing("dog", "hound")});
    CHECK(report.clean == "the cat, the hound and the NATO");
    REQUIRE(report.held.size() == 1);
    CHECK(report.held[0].before == "cat");
    CHECK(report.held[0].after == "fox");
    CHECK(report.held[0].over.empty());
}

TEST_CASE("A text that is one line stays one: what would put a line feed or a tab into it is held") {
    Policy policy;
    policy.keeps_to_line = true;
    const Report report =
        run("one two, three", {replacing(" ", "\n"), replacing(",", "\t;"), replacing("one", "1")}, policy);
    CHECK(report.clean == "1 two, three");
    CHECK(report.held.size() == 3);
}

TEST_CASE("A held edit of a group does not outlive the lap in which the group was whole") {
    const auto pair = [](const Document& document, EditSink& sink) {
        const std::string_view text = document.text();
        if (text.find("Otan") == std::string_view::npos) return;
        for (const std::string_view word : {"cat", "dog"})
            sink.propose(
                {{text.find(word), text.find(word) + 3}, "fox", "test/pair", Confidence::likely, {}, "a"});
    };
    const Report report =
        run("the cat, the dog and the Otan", {pair, replacing("Otan", "NATO"), replacing("dog", "hound")});
    CHECK(report.clean == "the cat, the hound and the NATO");
    CHECK(report.held.empty());
}

TEST_CASE("An edit inside a protected span is held") {
    const Report report = run("see www.otan.org", {replacing("otan", "nato")});
    CHECK(report.clean == "see www.otan.org");
    REQUIRE(report.held.size() == 1);
    CHECK(report.held[0].reason == HeldReason::protected_span);
}

TEST_CASE("The chain runs again until it finds nothing, so an early stage mends what a late one laid bare") {
    const Report report = run("a--b", {replacing("ab", "c"), replacing("--", "")});
    CHECK(report.clean == "c");
    CHECK(run(report.clean, {replacing("ab", "c"), replacing("--", "")}).edits.empty());
}

TEST_CASE("A chain that finds more in every lap ends, and holds what the last lap would do") {
    const std::string source = "x" + std::string(2 * Pipeline::max_laps, 'a');
    const auto shorten = [](const Document& document, EditSink& sink) {
        const std::size_t end = document.text().size();
        sink.propose({{end - 1, end}, {}, "test/shorten", Confidence::safe, {}, {}});
    };
    const Report report = run(source, {shorten});
    CHECK(report.clean == source.substr(0, source.size() + 1 - Pipeline::max_laps));
    REQUIRE(report.held.size() == 1);
    CHECK(report.changes.apply(source) == report.clean);
}

TEST_CASE("A rule that would make longer what it wrote itself is held") {
    const Report report = run("Sisi met the mayor, whom Sisi likes", {replacing("Sisi", "al-Sisi")});
    CHECK(report.clean == "al-Sisi met the mayor, whom al-Sisi likes");
    REQUIRE(report.held.size() == 2);
    CHECK(report.held[0].reason == HeldReason::overlap);
    CHECK(report.held[0].after == "al-al-Sisi");
    const Report two_rules =
        run("Sisi met the mayor", {replacing("Sisi", "el Sisi"),
                                   replacing("Sisi met", "Sisi has met", Confidence::safe, "test/other")});
    CHECK(two_rules.clean == "el Sisi has met the mayor");
}

TEST_CASE("Stages that fight each other end") {
    const Report report = run("x", {replacing("x", "y"), replacing("y", "x")});
    CHECK(report.clean == "x");
    CHECK(report.edits.empty());
}

TEST_CASE("Offsets carry over from source to clean text and back") {
    const Report report = run("see Otán now", {replacing("Otán", "NATO")});
    CHECK(report.to_clean(std::string("see Otán now").find("now")) == report.clean.find("now"));
    CHECK(report.to_source(report.clean.find("now")) == std::string("see Otán now").find("now"));
}

TEST_CASE("An article of another language passes untouched") {
    const std::string text = "La  reunión de los ministros se celebró ayer en la capital y fue muy larga.";
    const Report report = run(text, {replacing("  ", " ")});
    CHECK(report.other_language);
    CHECK(report.clean == text);
}

TEST_CASE("Text that is not UTF-8 is refused with its first bad byte") {
    CHECK_THROWS_WITH(run("abc\xff", {}), "byte 3: not valid UTF-8");
}

TEST_CASE("Every built-in rule file passes the checks that a user's file must pass") {
    const auto folder = Dictionaries::built_in_folder() / "rules";
    std::size_t rules = 0;
    for (const auto& item : std::filesystem::recursive_directory_iterator(folder)) {
        if (item.path().extension() != ".toml") continue;
        std::ifstream in(item.path());
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        const std::string stage = item.path().parent_path().filename().string();
        INFO(item.path());
        CHECK_NOTHROW(rules += load_rules(text, item.path().string(), stage).size());
    }
    CHECK(rules > 0);
}

TEST_CASE("Every example of every rule comes out as it says") {
    const auto failures = check_rules(built_in_pipeline());
    for (const auto& failure : failures) {
        UNSCOPED_INFO(failure.place.file << ':' << failure.place.line << ": " << failure.rule << "\n  "
                                         << failure.example << "\n  " << failure.message);
    }
    CHECK(failures.empty());
}
