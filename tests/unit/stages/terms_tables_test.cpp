#include <catch2/catch.hpp>

#include "pipeline/image/archive.hpp"
#include "pipeline/image/flat_table.hpp"
#include "stages/terms/pair_table.hpp"
#include "stages/terms/stems.hpp"

using namespace mtmend;
using namespace mtmend::terms;

TEST_CASE("a flat table finds what was added, before and behind an archive", "[terms]") {
    FlatTable<std::uint64_t> table;
    for (std::uint64_t i = 0; i < 5000; ++i) table[mixed(i)] = i;
    table[mixed(7)] = 70;
    ArchiveWriter writer;
    writer(table);
    const std::string bytes = writer.take();
    FlatTable<std::uint64_t> again;
    ArchiveReader(bytes).all(again);
    for (const auto* each : {&table, &again}) {
        CHECK(each->size() == 5000);
        CHECK(*each->find(mixed(7)) == 70);
        CHECK(*each->find(mixed(4999)) == 4999);
        CHECK(each->find(mixed(5000)) == nullptr);
        CHECK(each->index_of(mixed(5000)) == FlatTable<std::uint64_t>::none);
        CHECK(each->index_of(mixed(12)) == 12);
    }
}

TEST_CASE("variants of a pair come in order, each once", "[terms]") {
    PairTable pairs;
    pairs.add(1, 2, 9);
    pairs.add(1, 2, 4);
    pairs.add(1, 2, 9);
    pairs.add(2, 1, 5);
    pairs.add(3, no_concept, 6);
    pairs.close();
    const auto found = pairs.find(1, 2);
    CHECK(std::vector<std::uint32_t>(found.begin(), found.end()) == std::vector<std::uint32_t>{4, 9});
    CHECK(pairs.find(2, 1).size() == 1);
    CHECK(pairs.find(3, no_concept).size() == 1);
    CHECK(pairs.find(1, 3).empty());
}

TEST_CASE("row 0 of partners is for those who have none", "[terms]") {
    PartnerTable partners(130);
    const auto row = partners.add_row();
    partners.add(row, 129);
    CHECK(row == 1);
    CHECK(partners.has(row, 129));
    CHECK_FALSE(partners.has(row, 128));
    CHECK_FALSE(partners.has(0, 129));
}

TEST_CASE("rows of partners that are alike become one", "[terms]") {
    PartnerTable partners(130);
    for (const ConceptId id : {7, 129, 7}) partners.add(partners.add_row(), id);
    partners.add_row();  // without any
    const auto numbers = partners.join_equal_rows();
    CHECK(numbers == std::vector<std::uint32_t>{0, 1, 2, 1, 0});
    CHECK(partners.has(numbers[3], 7));
    CHECK(partners.has(numbers[2], 129));
    CHECK_FALSE(partners.has(numbers[2], 7));
}

TEST_CASE("a word is found by the whole stem, else by the longest open one of its family", "[terms]") {
    Stems stems;
    stems.add("organ", true, Family::romance, 1);
    stems.add("organizac", true, Family::romance, 2);
    stems.add("organo", false, Family::romance, 3);
    stems.add("organo", false, Family::romance, 4);
    stems.add("organ", true, Family::germanic, 5);
    stems.close();
    const auto of = [&](std::string_view word, Family family) {
        const auto found = stems.find(word, family);
        return std::vector<ConceptId>(found.begin(), found.end());
    };
    CHECK(of("organo", Family::romance) == std::vector<ConceptId>{3, 4});
    CHECK(of("organizacion", Family::romance) == std::vector<ConceptId>{2});
    CHECK(of("organos", Family::romance) == std::vector<ConceptId>{1});
    CHECK(of("organen", Family::germanic) == std::vector<ConceptId>{5});
    CHECK(of("organrat", Family::germanic).empty());
    CHECK(of("o", Family::romance).empty());
    CHECK(stems.find_in_any("organizacion").front() == 2);
    CHECK(stems.find_in_any("").empty());
}
