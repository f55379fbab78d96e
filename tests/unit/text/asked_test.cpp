#include "pipeline/text/asked.hpp"

#include <catch2/catch.hpp>

#include "pipeline/text/lexicon.hpp"

using namespace mtmend;

TEST_CASE("A word has the marks of all lists that it is in") {
    MarkedWords words;
    const Marks rivers = words.add("rivers", {folded_hash("Rhine"), folded_hash("Po")});
    const Marks poets = words.add("poets", {folded_hash("po")});
    CHECK(rivers != poets);
    CHECK(words.find(folded_hash("Rhine")) == rivers);
    CHECK(words.find(folded_hash("PO")) == (rivers | poets));
    CHECK(words.find(folded_hash("Elbe")) == 0);
}

TEST_CASE("A list that is named again keeps its mark and takes further words") {
    MarkedWords words;
    const Marks first = words.add("rivers", {folded_hash("Rhine")});
    CHECK(words.add("rivers", {folded_hash("Elbe")}) == first);
    CHECK(words.find(folded_hash("Rhine")) == first);
    CHECK(words.find(folded_hash("Elbe")) == first);
}

TEST_CASE("Marks survive that the table grows, and there are 64 of them") {
    MarkedWords words;
    std::vector<std::uint64_t> many;
    for (std::uint64_t i = 1; i <= 20'000; ++i) many.push_back(i * 0x9E3779B97F4A7C15);
    const Marks mark = words.add("many", many);
    for (const std::uint64_t hash : many) REQUIRE(words.find(hash) == mark);
    CHECK(words.find(0x1234567) == 0);
    for (int i = 1; i < 64; ++i) words.add("list " + std::to_string(i), {});
    CHECK_THROWS_AS(words.add("one more", {}), std::length_error);
}

TEST_CASE("A sketch has the pairs of bytes of its text, in lower case") {
    Sketch sketch;
    sketch.add("It is: so");
    Gates gates;
    const GateId both = gates.add({{"is:", ": s"}, {}});
    const GateId missing = gates.add({{"is,"}, {}});
    const GateId one_of = gates.add({{}, {"so", "zz"}});
    const GateId none_of = gates.add({{}, {"xx", "zz"}});
    const GateId byte = gates.add({{":"}, {}});
    const GateId lower = gates.add({{"it"}, {}});
    const GateId open = gates.add({});
    std::vector<std::uint64_t> row(gates.row_size());
    gates.test(sketch, row.data());
    auto passed = [&](GateId id) { return (row[id / 64] >> (id % 64) & 1) != 0; };
    CHECK(passed(both));
    CHECK_FALSE(passed(missing));
    CHECK(passed(one_of));
    CHECK_FALSE(passed(none_of));
    CHECK(passed(byte));
    CHECK(passed(lower));
    CHECK(passed(open));
    sketch.clear();
    std::fill(row.begin(), row.end(), 0);
    gates.test(sketch, row.data());
    CHECK_FALSE(passed(byte));
    CHECK(passed(open));
}

TEST_CASE("A gate is tried on lowered text as it is on a sketch") {
    std::string lowered;
    lower_ascii("The NATO–Ukraine ÉTAT", lowered);
    CHECK(lowered == "the nato–ukraine État");
    CHECK(passes({{"nato", "ukraine"}, {}}, lowered));
    CHECK_FALSE(passes({{"nato"}, {"eu", "un"}}, lowered));
    CHECK(passes({{}, {"eu", "ukr"}}, lowered));
}
