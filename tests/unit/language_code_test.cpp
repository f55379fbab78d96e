#include "pipeline/language_code.hpp"

#include <catch2/catch.hpp>

using namespace mtmend;

TEST_CASE("a language is named by its code, or not at all", "[language_code]") {
    CHECK(language_code("es") == "es");
    CHECK(language_code("fil") == "fil");
    CHECK(language_code("auto") == "");
    for (const char* wrong : {"", "e", "ES", "Spanish", "e5", "es-419", "field:lang"})
        CHECK_FALSE(language_code(wrong).has_value());
}
