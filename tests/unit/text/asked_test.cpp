#include "pipeline/text/asked.hpp"

#include <catch2/catch.hpp>

#include "pipeline/text/lexicon.hpp"
#include "pipeline/text/telling.hpp"

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

TEST_CASE("An article passes a gate where it shows all that the gate asks for") {
    Gates gates;
    const GateId both = gates.add({{"is:", ": s"}, {}});
    const GateId missing = gates.add({{"is,"}, {}});
    const GateId one_of = gates.add({{"is:"}, {"sold", "zinc"}});
    const GateId none_of = gates.add({{}, {"xylem", "zinc"}});
    const GateId open = gates.add({});
    const TextPlaces places = gates.texts().find("It is: sold");
    CHECK(gates.passes(both, places));
    CHECK_FALSE(gates.passes(missing, places));
    CHECK(gates.passes(one_of, places));
    CHECK_FALSE(gates.passes(none_of, places));
    CHECK(gates.passes(open, places));
    CHECK(gates.passes(both, places, {3, 8}));
    CHECK_FALSE(gates.passes(both, places, {3, 7}));
    CHECK_FALSE(gates.passes(one_of, places, {0, 10}));
    CHECK(gates.passes(open, places, {0, 0}));
}

TEST_CASE("Short words say nothing, and a gate does not ask for them") {
    Gates gates;
    const GateId all = gates.add({{"of "}, {}});
    const GateId any = gates.add({{}, {"sold", "the"}});
    const TextPlaces places = gates.texts().find("nothing");
    CHECK(gates.passes(all, places));
    CHECK(gates.passes(any, places));
    CHECK(gates.leads(any, places) == std::nullopt);
    CHECK(is_telling("sold"));
    CHECK(is_telling(" –"));
    CHECK(is_telling(" ,"));
    CHECK_FALSE(is_telling(" the "));
    CHECK_FALSE(is_telling(","));
}

TEST_CASE("The leads of a gate are the places of its rarest text, or of its alternatives") {
    Gates gates;
    const GateId all = gates.add({{"|", "#"}, {}});
    const GateId any = gates.add({{}, {"|", "#"}});
    const GateId open = gates.add({});
    const TextPlaces places = gates.texts().find("| # |");
    CHECK(gates.leads(all, places) == std::vector<std::size_t>{2});
    CHECK(gates.leads(any, places) == std::vector<std::size_t>{0, 2, 4});
    CHECK(gates.leads(open, places) == std::nullopt);
    CHECK(gates.leads(any, gates.texts().find(std::string(5'000, '|'))) == std::nullopt);
}
