#include "pipeline/dictionaries.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <vector>

using namespace mtmend;

TEST_CASE("a phrase has the hashes that its words have in a document", "[dictionaries]") {
    CHECK(word_hashes("Sea of Azov") ==
          std::vector{folded_hash("sea"), folded_hash("of"), folded_hash("azov")});
    CHECK(word_hashes("Bosnia-Herzegovina") ==
          std::vector{folded_hash("bosnia"), folded_hash("herzegovina")});
    CHECK(word_hashes(" . ").empty());
}

// A list that is not there has no words, and nothing says so.
TEST_CASE("every list that code names is one of the built-in dictionaries", "[dictionaries]") {
    const std::filesystem::path project = std::filesystem::path(MTMEND_TEST_FOLDER).parent_path();
    std::set<std::string> named;
    for (const char* folder : {"stages", "pipeline"}) {
        for (const auto& file : std::filesystem::recursive_directory_iterator(project / folder)) {
            if (file.path().extension() != ".cpp") continue;
            std::stringstream code;
            code << std::ifstream(file.path()).rdbuf();
            const std::string text = code.str();
            for (std::size_t end = text.find(".tsv\""); end != std::string::npos;
                 end = text.find(".tsv\"", end + 1))
                named.insert(text.substr(text.rfind('"', end) + 1, end + 4 - text.rfind('"', end) - 1));
        }
    }
    named.erase("names/places_cldr.tsv");  // made at build time
    std::erase_if(named, [](const std::string& name) {
        return name.find('/') == std::string::npos || name.find(' ') != std::string::npos;
    });
    CHECK(named.size() > 60);
    for (const std::string& list : named) {
        INFO(list);
        CHECK(std::filesystem::exists(Dictionaries::built_in_folder() / list));
    }
}
