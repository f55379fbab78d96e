#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "tests/unit/built_in.hpp"

TEST_CASE("Good English that mentions foreign places properly is left alone", "[names]") {
    // Also where the article has the English names, which is evidence for the foreign ones.
    const std::string evidence =
        "Delegates from Germany, France, Italy, Spain, Poland, Austria, Cuba, Russia, Denmark, Norway, "
        "Slovakia, Serbia, Croatia, Finland, Hungary, Estonia and Brazil met in Vienna, Prague, Cologne, "
        "Seville, Florence, Krakow, Lisbon, Munich, Bratislava, Brittany, Piedmont, Rhodes, Nice, Turin, "
        "Riyadh, Kyiv, Odesa, Lviv, Marseille, Bethlehem, Hesse, Savoy, Geneva and Copenhagen. ";
    std::ifstream in(MTMEND_TEST_FOLDER "/negative/foreign_places.txt");
    std::size_t sentences = 0;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        ++sentences;
        CHECK(built_in_pipeline().clean(line).clean == line);
        CHECK(built_in_pipeline().clean(evidence + line).clean == evidence + line);
    }
    CHECK(sentences >= 60);
}
