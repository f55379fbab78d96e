#include "pipeline/mtmend.hpp"

#include <catch2/catch.hpp>

#include "pipeline/log/diff_log.hpp"
#include "tests/unit/built_in.hpp"

using namespace mtmend;

namespace {

const std::string article = "The allies met in kyiv before the summit.On Thursday they left.";

/// Writes "they" as "we", and throws at "explode".
class WeStage : public Stage {
  public:
    const StageCard& card() const override { return card_; }
    bool wakes(const Document&) const override { return true; }
    void propose(const Document& document, EditSink& sink) const override {
        if (document.contains("explode")) throw std::runtime_error("boom");
        for (const Word& word : document.words())
            if (document.text(word) == "they")
                sink.propose({word.at, "we", "we/we", Confidence::safe, {}, {}});
    }

  private:
    StageCard card_{"we", "tests", signals::any};
};

std::string decision(const AppliedEdit& edit, const std::string& verdict) {
    return R"({"schema":"mtmend-decision/1","scope":"edit","id":"a","fingerprint":")" + edit.fingerprint +
           R"(","verdict":")" + verdict + "\"}\n";
}

}  // namespace

TEST_CASE("Errors come as values where a program asks for them so") {
    const auto bad = built_in_pipeline().try_clean("caf\xe9");
    REQUIRE(!bad);
    CHECK(bad.error().kind == Error::Kind::not_utf8);
    CHECK(bad.error().byte == 3);
    CHECK(bad.error().text == "byte 3: not valid UTF-8");
    CHECK_THROWS_AS(bad.value(), std::bad_variant_access);
    const auto good = built_in_pipeline().try_clean(article);
    REQUIRE(good);
    CHECK(good->clean == built_in_pipeline().clean(article).clean);
}

TEST_CASE("A pipeline that cannot be opened says why") {
    Options options;
    options.profile = "newz";
    CHECK(try_open_pipeline(options).error().kind == Error::Kind::unknown_name);
    options = {};
    options.skip = {"spacin"};
    CHECK(try_open_pipeline(options).error().text == "unknown stage 'spacin'; did you mean 'spacing'?");
    options = {};
    options.data = "/nowhere";
    CHECK(try_open_pipeline(options).error().kind == Error::Kind::unusable);
}

TEST_CASE("A stage of the user's own runs where it was put, and what it throws is an error of the call") {
    const auto stage = std::make_shared<const WeStage>();
    const Pipeline& built_in = built_in_pipeline();
    CHECK(built_in.with(stage).clean(article).clean.ends_with("On Thursday we left."));
    CHECK(built_in.with(stage).stages().back() == stage);
    CHECK(built_in.with(stage, "encoding").stages().front() == stage);
    CHECK_THROWS_WITH(built_in.with(stage, "quots"), "unknown stage 'quots'; did you mean 'quotes'?");
    const auto failed = built_in.with(stage).try_clean("The bombs explode on Thursday.");
    REQUIRE(!failed);
    CHECK(failed.error().kind == Error::Kind::other);
    CHECK(failed.error().text == "boom");
}

TEST_CASE("A call has a policy of its own") {
    Policy nothing_of_spacing;
    nothing_of_spacing.only_rule = "nobody/nothing";
    CHECK(built_in_pipeline().clean(article, nothing_of_spacing).clean == article);
}

TEST_CASE("Decisions change a report as they change a log") {
    const Report report = built_in_pipeline().clean(article);
    REQUIRE(report.edits.size() == 2);
    const auto decisions = parse_decisions("\n" + decision(report.edits[0], "reject"));
    const Report decided = decide(report, article, *decisions, "a");
    CHECK(decided.clean == "The allies met in kyiv before the summit. On Thursday they left.");
    CHECK(decided.edits.size() == 1);
    REQUIRE(decided.held.size() == 1);
    CHECK(decided.held[0].reason == HeldReason::rejected);
    CHECK(decided.to_clean(article.find("Thursday")) == decided.clean.find("Thursday"));
    CHECK(decide(report, article, *decisions, "another").clean == report.clean);
    CHECK_THROWS_WITH(parse_decisions("\n{}"), Catch::Matchers::StartsWith("decisions:2: "));
}

TEST_CASE("A report becomes a line of a log") {
    const Report report = built_in_pipeline().clean(article);
    LogLine line;
    line.id = "a.txt";
    line.apply = Confidence::likely;
    const std::string json = to_log_line(built_in_pipeline(), article, report, line);
    CHECK(json.ends_with("}\n"));
    const ArticleLog log = parse_log_line(json);
    CHECK(log.id == "a.txt");
    CHECK(log.made_by.profile == "news");
    CHECK(log.made_by.apply == Confidence::likely);
    CHECK(log.edits.size() == report.edits.size());
}
