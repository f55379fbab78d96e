#include "pipeline/dictionaries.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace mtmend;

TEST_CASE("a phrase has the hashes that its words have in a document", "[dictionaries]") {
    CHECK(word_hashes("Sea of Azov") ==
          std::vector{folded_hash("sea"), folded_hash("of"), folded_hash("azov")});
    CHECK(word_hashes("Bosnia-Herzegovina") ==
          std::vector{folded_hash("bosnia"), folded_hash("herzegovina")});
    CHECK(word_hashes(" . ").empty());
}
