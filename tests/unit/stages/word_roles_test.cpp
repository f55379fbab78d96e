#include "stages/word_roles.hpp"

#include <catch2/catch.hpp>

#include "pipeline/rules/toml_loader.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

namespace {

Dictionaries with(const ScratchFolder& folder) {
    return Dictionaries({Dictionaries::built_in_folder(), folder.path()});
}

}  // namespace

TEST_CASE("A table of roles gives each role its words, and a folder of the user's adds to it") {
    const ScratchFolder folder;
    folder.write("grammar/rivers.tsv", "# mine\ncountry\tNiger Congo\nsign\tferry\n");
    WordSet countries, signs;
    read_roles(with(folder), "grammar/rivers.tsv", {{"country", countries}, {"sign", signs}});
    for (const std::string_view word : {"uruguay", "niger", "Congo"})
        CHECK(countries.contains(folded_hash(word)));
    CHECK_FALSE(countries.contains(folded_hash("ferry")));
    CHECK(signs.contains(folded_hash("ferry")));
    CHECK(signs.contains(folded_hash("navigable")));
}

TEST_CASE("A table that is not there gives no words") {
    WordSet words;
    read_roles(Dictionaries({Dictionaries::built_in_folder()}), "words/no_such_table.tsv", {{"any", words}});
    CHECK(words.empty());
}

TEST_CASE("A role that is none is an error with its place and the known ones") {
    const ScratchFolder folder;
    const auto file = folder.write("grammar/rivers.tsv", "# mine\ncontry\tniger\n");
    WordSet countries, signs;
    const Dictionaries dictionaries = with(folder);
    CHECK_THROWS_WITH(
        read_roles(dictionaries, "grammar/rivers.tsv", {{"country", countries}, {"sign", signs}}),
        Catch::Contains(file.string() + ":2") &&
            Catch::Contains("unknown role 'contry'; known are country, sign"));
}
