#include "pipeline/profile.hpp"
#include "pipeline/dictionaries.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

#include "pipeline/mtmend.hpp"
#include "pipeline/rules/toml_loader.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

namespace {

const std::vector<TableRow> variants = {{{"Zelensky", "Zelensky", "Zelenskyy"}, {}},
                                        {{"US", "US", "U.S."}, {}}};

std::string error_of(const std::string& text) {
    try {
        read_profile("mine", {{"mine.toml", text}}, variants);
    } catch (const DictionaryError& error) {
        return error.what();
    }
    return {};
}

std::string cleaned(const Options& options, const std::string& text) {
    return open_pipeline(options).clean(text).clean;
}

}  // namespace

TEST_CASE("A profile chooses among the accepted spellings", "[profiles]") {
    const Profile profile = read_profile("mine",
                                         {{"a.toml", "name = \"mine\"\n[spellings]\nUS = \"U.S.\"\n"},
                                          {"b.toml", "[spellings]\nUS = \"US\"\nZelensky = \"Zelenskyy\"\n"}},
                                         variants);
    CHECK(profile.spellings == std::map<std::string, std::string>{{"US", "US"}, {"Zelensky", "Zelenskyy"}});
}

TEST_CASE("What is wrong in a profile is named with its place", "[profiles]") {
    CHECK(error_of("spelings = 1") == "mine.toml:1:1: unknown key 'spelings'; did you mean 'spellings'?");
    CHECK(error_of("name = \"other\"") == "mine.toml:1:8: 'name' must be 'mine', as the file is called");
    CHECK(error_of("[spellings]\nZelenski = \"Zelenskyy\"") ==
          "mine.toml:2:1: unknown name 'Zelenski'; did you mean 'Zelensky'?");
    CHECK(error_of("[spellings]\nZelensky = \"Zelenskij\"") ==
          "mine.toml:2:12: unknown spelling 'Zelenskij'; did you mean 'Zelensky'?");
    CHECK(error_of("[spellings]\nUS = 3") == "mine.toml:2:6: 'US' must be a string");
    CHECK(error_of("[spellings]\nUS = ").starts_with("mine.toml:2:"));
    CHECK(error_of("spellings = 3") ==
          "mine.toml:1:13: 'spellings' must be a table: Zelensky = \"Zelenskyy\"");
}

TEST_CASE("A profile of the user's own is found, an unknown one names the known ones", "[profiles]") {
    const ScratchFolder folder;
    folder.write("mine/profiles/guard.toml", "name = \"guard\"\n[spellings]\nZelensky = \"Zelenskiy\"\n");
    Options options;
    options.stages = {"names"};
    options.dictionaries = {folder / "mine"};
    options.profile = "guard";
    CHECK(cleaned(options, "Wolodymyr Selenskyj spoke.") == "Volodymyr Zelenskiy spoke.");
    options.profile = "gard";
    CHECK_THROWS_WITH(open_pipeline(options),
                      "unknown profile 'gard'; did you mean 'guard'? Profiles are guard, news, wire");
    options.profile = "novels";
    CHECK_THROWS_WITH(open_pipeline(options), "unknown profile 'novels'; profiles are guard, news, wire");
}
