#include "pipeline/rules/gate.hpp"
#include "pipeline/dictionaries.hpp"

#include <catch2/catch.hpp>

#include "pipeline/rules/pattern.hpp"
#include "tests/unit/built_in.hpp"

using namespace mtmend;

namespace {

bool may_match(const Gate& gate, std::string_view text) {
    Gates gates;
    const GateId id = gates.add(gate);
    return gates.passes(id, gates.texts().find(text));
}

}  // namespace

TEST_CASE("A gate asks for what the pattern cannot do without") {
    const Gate gate = gate_of(R"((\p{Ll}{3})::([ \x{A0}]\p{L}))");
    CHECK(may_match(gate, "so:: it is"));
    CHECK_FALSE(may_match(gate, "so: it is"));
    CHECK_FALSE(gate.is_open());
}

TEST_CASE("A gate asks for one of several alternatives") {
    const Gate gate = gate_of(R"(\b(?:see also|read more)\b)");
    CHECK(may_match(gate, "READ MORE about it"));
    CHECK_FALSE(may_match(gate, "read it"));
}

TEST_CASE("A pattern that needs no certain text has an open gate") {
    CHECK(gate_of(R"(\p{Lu}\p{Ll}+)").is_open());
    CHECK(gate_of("(?i)[a-z]").is_open());
}

TEST_CASE("Letters that have two cases outside ASCII are not asked for") {
    CHECK(may_match(gate_of("(?i)état unis"), "ÉTAT UNIS"));
}

TEST_CASE("No gate refuses a text that its rule's pattern matches") {
    std::vector<std::string_view> captures;
    std::size_t matched = 0;
    for (const Rule& rule : built_in_pipeline().dictionaries().rules()) {
        if (rule.by_code()) continue;
        const Pattern pattern(rule.find);
        const RuleCard card = rule.card.read();
        for (const auto& [before, after] : card.fixes) {
            if (!pattern.find(before, 0, before.size(), captures)) continue;
            ++matched;
            INFO(rule.id << ": " << before);
            CHECK(may_match(rule.gate, before));
        }
    }
    CHECK(matched > 400);
}
