#include "stages/names/build/cldr_places.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <set>

#include "pipeline/dictionaries.hpp"
#include "tests/unit/scratch_folder.hpp"

namespace {

using mtmend::build::ForeignName;
using mtmend::build::Review;

constexpr bool language = true;
constexpr bool own = true;

Review review_of(const std::string& version) {
    Review review;
    review.version = version;
    return review;
}

std::string table_of(const std::vector<ForeignName>& names, const Review& review = review_of("42")) {
    const auto is_english = [](std::string_view word) { return word == "Chili" || word == "arab"; };
    return mtmend::build::places_table(names, review, is_english, "42");
}

/// A data folder with what `Dictionaries` needs, and `table` as names/places_cldr.tsv.
std::filesystem::path data_folder(const ScratchFolder& scratch, const std::string& table) {
    std::filesystem::create_directories(scratch / "dictionaries");
    scratch.write("dictionaries/words/languages.tsv", "en\tthe of\n");
    mtmend::WordTable::write(scratch / "words.bin", {{1, 10, 1}});
    scratch.write("compiled/names/places_cldr.tsv", table);
    return scratch / "dictionaries";
}

void check_has(const std::set<std::string>& names, const std::string& name) {
    INFO(name);
    CHECK(names.contains(name));
}

}  // namespace

TEST_CASE("forms of one English name stand in one row, sorted", "[cldr]") {
    CHECK(table_of({{"Spain", "Spania"}, {"Spain", "Espanja"}, {"Italy", "Italië"}}) ==
          "Italy\tItalië\tsafe\t\nSpain\tEspanja|Spania\tsafe\t\n");
}

TEST_CASE("what English has, labels, initials and short forms are left out", "[cldr]") {
    CHECK(table_of({{"Chile", "Chili"}}).empty());
    CHECK(table_of({{"Chile", "Chile"}}).empty());
    CHECK(table_of({{"United States", "USA"}}).empty());
    CHECK(table_of({{"Myanmar (Burma)", "Myanmar (Birmania)"}}).empty());
    CHECK(table_of({{"Isle of Man", "Man"}}).empty());
    CHECK(table_of({{"St. Lucia", "Saint Lucia"}}).empty());
    CHECK(table_of({{"Åland Islands", "Åland"}}).empty());
    CHECK(table_of({{"Arabic", "arab", language}}).empty());
}

TEST_CASE("a form that names two places, or is another's English name, is left out", "[cldr]") {
    CHECK(table_of({{"Congo - Kinshasa", "Kongo"}, {"Congo - Brazzaville", "Kongo"}}).empty());
    CHECK(table_of({{"Colombia", "Columbia"}, {"Columbia", "Columbia"}}).empty());
    CHECK(table_of({{"Bulgaria", "Bulgaria"}, {"Bulgarian", "Bulgaria", language}}).empty());
    // The country, not the language that Indonesian calls so.
    CHECK(table_of({{"German", "Jerman", language}, {"Germany", "Jerman"}}) == "Germany\tJerman\tsafe\t\n");
}

TEST_CASE("names of languages, own names and other letters are held", "[cldr]") {
    CHECK(table_of({{"German", "alemán", language}}) == "German\talemán\tlikely\t\n");
    CHECK(table_of({{"German", "Deutsch", language, own}}).empty());
    CHECK(table_of({{"Poland", "Polska", !language, own}}) == "Poland\tPolska\tlikely\t\n");
    CHECK(table_of({{"Russia", "Россия"}}) == "Russia\tРоссия\tlikely\t\n");
}

TEST_CASE("the review decides", "[cldr]") {
    Review review = review_of("42");
    review.english["Côte d’Ivoire"] = "Ivory Coast";
    review.skipped = {"Réunion"};
    review.omitted = {"Mauricio"};
    review.held = {"Kuba"};
    CHECK(table_of({{"Côte d’Ivoire", "Elfenbenskysten"},
                    {"Réunion", "Reunión"},
                    {"Mauritius", "Mauricio"},
                    {"Cuba", "Kuba"},
                    {"Bosnia & Herzegovina", "Bosna a Hercegovina"}},
                   review) ==
          "Bosnia and Herzegovina\tBosna a Hercegovina\tsafe\t\n"
          "Cuba\tKuba\tlikely\t\n"
          "Ivory Coast\tElfenbenskysten\tsafe\t\n");
}

TEST_CASE("names of data that nobody read are held", "[cldr]") {
    CHECK(table_of({{"Spain", "Espanja"}}, review_of("41")) == "Spain\tEspanja\tlikely\t\n");
}

TEST_CASE("a review list that is not understood is named with its line", "[cldr]") {
    const Review review = mtmend::build::read_review("# head\nversion\t42\t\nomit\tMan\ta word\n", "r.tsv");
    CHECK(review.version == "42");
    CHECK(review.omitted.contains("Man"));
    CHECK_THROWS_WITH(mtmend::build::read_review("version\t42\t\nomitt\tMan\ta word\n", "r.tsv"),
                      Catch::Contains("r.tsv:2:") && Catch::Contains("omitt"));
    CHECK_THROWS_WITH(mtmend::build::read_review("omit\tMan\n", "r.tsv"), Catch::Contains("r.tsv:1:"));
}

TEST_CASE("ICU has names in the languages articles come from", "[cldr]") {
    const auto names = mtmend::build::read_cldr();
    const auto has = [&](const std::string& english, const std::string& foreign) {
        return std::any_of(names.begin(), names.end(), [&](const ForeignName& name) {
            return name.english == english && name.foreign == foreign;
        });
    };
    CHECK(has("Austria", "Itävalta"));
    CHECK(has("Hungary", "Węgry"));
    CHECK(has("German", "allemand"));
}

TEST_CASE("every row of the review is about a name that CLDR has", "[cldr]") {
    const std::string file = MTMEND_TEST_FOLDER "/../dictionaries/names/cldr_review.tsv";
    std::ifstream in(file);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const Review review = mtmend::build::read_review(text, file);
    REQUIRE(review.version == mtmend::build::cldr_version());
    std::set<std::string> english;
    std::set<std::string> foreign;
    for (const ForeignName& name : mtmend::build::read_cldr()) {
        english.insert(name.english);
        foreign.insert(name.foreign);
    }
    for (const auto& [name, in_news] : review.english) check_has(english, name);
    for (const std::string& name : review.skipped) check_has(english, name);
    for (const std::string& name : review.omitted) check_has(foreign, name);
    for (const std::string& name : review.held) check_has(foreign, name);
}

TEST_CASE("a compiled table that is missing or damaged is named", "[cldr]") {
    const std::string rows = "# head\nSpain\tEspanja\tsafe\t\n";
    const std::string whole = mtmend::sealed_table(rows);
    {
        const ScratchFolder scratch;
        const mtmend::Dictionaries dictionaries({data_folder(scratch, whole)});
        CHECK(dictionaries.compiled_table("names/places_cldr.tsv", 4).size() == 1);
        CHECK_THROWS_WITH(dictionaries.compiled_table("names/other.tsv", 4),
                          Catch::Contains("other.tsv") && Catch::Contains("install mtmend again"));
    }
    for (const std::string& damaged :
         {rows, whole.substr(0, whole.size() - 1), whole.substr(9), "x" + whole, std::string()}) {
        const ScratchFolder scratch;
        CHECK_THROWS_WITH(mtmend::Dictionaries({data_folder(scratch, damaged)}),
                          Catch::Contains("places_cldr.tsv") && Catch::Contains("damaged"));
    }
}
