#include <catch2/catch.hpp>

#include "pipeline/rules/gate.hpp"
#include "pipeline/rules/toml_loader.hpp"

using namespace mtmend;

TEST_CASE("A gate asks for the fewest texts that a pattern cannot do without") {
    const Gate gate = gate_of(R"((\p{L})(?: -|- )(based|backed|led|owned|run|funded|born|old|wide|style))");
    CHECK(gate.all.empty());
    CHECK(gate.any.size() == 2);
}

TEST_CASE("Two bytes are enough for a gate") {
    CHECK(gate_of(R"((\p{Ll}{2})\.\.(\s|$))").all == std::vector<std::string>{".."});
}

TEST_CASE("What a rule says itself takes the place of what was found") {
    const Gate found = gate_of(R"((\p{L})[ ]*,(?:[ ]*,)+)");
    CHECK(with_own_texts(found, {}).any == found.any);
    const Gate own{{}, {",,", " ,"}};
    CHECK(with_own_texts(found, own).any == own.any);
    CHECK(with_own_texts(found, own).all == found.all);
}

TEST_CASE("A rule file may name the texts of a gate") {
    const auto rules = load_rules(R"(
[[rule]]
id = "spacing/x"
confidence = "safe"
find = ',( *,)+'
replace = ','
signal = ["glued"]
gate = [",,", " ,"]
why = "a comma stands twice"
[rule.origin]
from = ["es"]
evidence = ["x"]
added = 2026-11-22
[rule.examples]
fixes = [["a,, b", "a, b"]]
keeps = ["a, b", "b, a"]
)",
                                  "x.toml", "spacing", Patterns::checked);
    REQUIRE(rules.size() == 1);
    CHECK(rules[0].gate.any == std::vector<std::string>{",,", " ,"});
}
