#include "pipeline/text/lexicon.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

TEST_CASE("A word table gives back what was put in, and nothing else") {
    const ScratchFolder folder;
    std::vector<WordTable::Word> words;
    for (std::uint64_t i = 1; i <= 5000; ++i)
        words.push_back({folded_hash("word" + std::to_string(i)), static_cast<Rank>(1 + i % 95),
                         static_cast<std::uint8_t>(1 + i % 7)});
    WordTable::write(folder / "words.bin", words);
    const WordTable table(folder / "words.bin");
    CHECK(table.size() == words.size());
    std::size_t wrong = 0;
    for (const auto& word : words) {
        const auto* entry = table.find(word.hash);
        wrong += entry == nullptr || entry->rank != word.rank || entry->forms != word.forms;
        wrong += table.find(folded_hash("none" + std::to_string(word.hash))) != nullptr;
    }
    CHECK(wrong == 0);
}

TEST_CASE("Hashes that differ in their low or their high bits alone are different words") {
    const ScratchFolder folder;
    constexpr std::uint64_t hash = 0x0123'4567'89AB'CDEF;
    WordTable::write(folder / "words.bin",
                     {{hash, 10, 1}, {hash ^ (1ULL << 63), 20, 2}, {hash ^ (1ULL << 16), 30, 4}});
    const WordTable table(folder / "words.bin");
    REQUIRE(table.size() == 3);
    CHECK(table.find(hash)->rank == 10);
    CHECK(table.find(hash ^ (1ULL << 63))->rank == 20);
    CHECK(table.find(hash ^ (1ULL << 16))->rank == 30);
    CHECK(table.find(hash ^ (1ULL << 32)) == nullptr);
}

TEST_CASE("A word given twice has the commoner rank and both forms") {
    const ScratchFolder folder;
    WordTable::write(folder / "words.bin",
                     {{7, 50, WordTable::lower_form}, {7, 10, WordTable::capital_form}});
    const WordTable table(folder / "words.bin");
    CHECK(table.size() == 1);
    CHECK(table.find(7)->rank == 10);
    CHECK(table.find(7)->forms == (WordTable::lower_form | WordTable::capital_form));
}

TEST_CASE("A word table that is damaged or of an older format is refused") {
    const ScratchFolder folder;
    CHECK_THROWS(WordTable(folder / "none.bin"));
    CHECK_THROWS(WordTable(folder.write("short.bin", "mtmword2")));
    WordTable::write(folder / "words.bin", {{7, 50, 1}});
    std::string bytes = folder.read("words.bin");
    bytes[7] = '1';
    CHECK_THROWS(WordTable(folder.write("old.bin", bytes)));
}
