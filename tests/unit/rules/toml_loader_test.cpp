#include "pipeline/rules/toml_loader.hpp"

#include <catch2/catch.hpp>

using namespace mtmend;

namespace {

const std::string good = R"([[rule]]
id = "echoes/said"
confidence = "safe"
find = 'said said'
replace = 'said'
trigger = ["said"]
why = "the verb stands twice"
[rule.origin]
from = ["es"]
added = 2026-11-22
[rule.examples]
fixes = [["he said said so", "he said so"]]
keeps = ["he said so", "said, said he"]
)";

std::string with(const std::string& from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    return text;
}

std::string error_of(const std::string& toml) {
    try {
        load_rules(toml, "r.toml", "echoes");
    } catch (const DictionaryError& error) {
        return error.what();
    }
    return "loads";
}

}  // namespace

TEST_CASE("A complete rule loads with all it says") {
    const auto rules = load_rules(good, "r.toml", "echoes");
    REQUIRE(rules.size() == 1);
    CHECK(rules[0].id == "echoes/said");
    CHECK(rules[0].confidence == Confidence::safe);
    CHECK(rules[0].card.read().added == "2026-11-22");
    CHECK(rules[0].place.line == 1);
}

TEST_CASE("An incomplete or wrong rule is refused with its place and what to do") {
    using Catch::Contains;
    CHECK_THAT(error_of(with("confidence = \"safe\"", "confidense = \"safe\"")),
               Contains("r.toml:3:1") && Contains("did you mean 'confidence'"));
    CHECK_THAT(error_of(with("\"safe\"", "\"saef\"")),
               Contains("r.toml:3:") && Contains("did you mean 'safe'"));
    CHECK_THAT(error_of(with("confidence = \"safe\"\n", "")), Contains("has no 'confidence'"));
    CHECK_THAT(error_of(with("'said said'", "'said (said'")), Contains("r.toml:4:8: bad pattern"));
    CHECK_THAT(error_of(with("replace = 'said'", "replace = '\\7'")),
               Contains("r.toml:5:11: bad replacement"));
    CHECK_THAT(error_of(with("'said said'", "'o*'")), Contains("matches where nothing stands"));
    CHECK_THAT(error_of(with("\"he said so\", ", "")), Contains("fewer than two 'keeps'"));
    CHECK_THAT(error_of(with("trigger = ", "opener = ")), Contains("not with window = \"sentence\""));
    CHECK_THAT(error_of(with("fixes = [[\"he said said so\", \"he said so\"]]", "")), Contains("no 'fixes'"));
    CHECK_THAT(error_of(with("trigger = [\"said\"]\n", "")),
               Contains("neither 'trigger' words nor a 'signal'"));
    CHECK_THAT(error_of(with("echoes/said", "words/said")), Contains("must begin with 'echoes/'"));
    CHECK_THAT(error_of(with("added = 2026-11-22", "")), Contains("no date 'added'"));
    CHECK_THAT(error_of("[[rules]]\nid = 'echoes/x'\n"), Contains("unknown key 'rules'"));
    CHECK_THAT(error_of(with("why = ", "why ")), Contains("r.toml:7:"));
    CHECK_THAT(error_of(good.substr(0, good.find("[rule.examples]"))),
               Contains("a rule without examples does not load"));
}

TEST_CASE("A did-you-mean names the nearest word and nothing far off") {
    CHECK(nearest("spcing", {"spacing", "words"}) == "spacing");
    CHECK(nearest("xyz", {"spacing", "words"}).empty());
}
