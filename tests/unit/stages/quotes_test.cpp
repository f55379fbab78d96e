#include <catch2/catch.hpp>
#include <chrono>

#include "tests/unit/built_in.hpp"

namespace mtmend {

TEST_CASE("quotations that go on over paragraphs are sound", "[stages][quotes]") {
    const Pipeline& pipeline = built_in_pipeline();
    const std::string text =
        "“We have seen it,” he said.\n\n“The first part of it was long.\n\n“The second part of it was short,” he said.";
    CHECK(pipeline.clean(text).clean == text);
}

TEST_CASE("nested marks, inches and a missing mark leave a paragraph as it is", "[stages][quotes]") {
    const Pipeline& pipeline = built_in_pipeline();
    for (const char* text :
         {"He said, “She told me “no” twice” and left the room.", "A 5\" screen and a 6\" pipe were sold.",
          "He said, \"no way and left the room.", "The end of it,” he said. “We go on."}) {
        CHECK(pipeline.clean(text).clean == text);
    }
}

TEST_CASE("a paragraph of nothing but marks is no trouble", "[stages][quotes]") {
    const Pipeline& pipeline = built_in_pipeline();
    std::string text = "The marks: ";
    for (int i = 0; i < 50000; ++i) text += i % 2 == 0 ? " \"" : "”";
    CHECK(pipeline.clean(text).clean.size() > 0);
}

TEST_CASE("hostile repetition of marks that rules of the whole article wait for stays linear",
          "[stages][quotes]") {
    const Pipeline& pipeline = built_in_pipeline();
    std::string text;
    while (text.size() < 400'000) text += "“We go“, said the ";
    const auto start = std::chrono::steady_clock::now();
    CHECK(pipeline.clean(text).clean.size() > 0);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(15));
}

}  // namespace mtmend
