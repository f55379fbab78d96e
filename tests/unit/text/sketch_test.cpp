#include "pipeline/text/sketch.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace mtmend;

namespace {

/// Words w0 to w(count - 1), of which every `step`-th is another.
std::string numbered(int count, int step = 0) {
    std::string text;
    for (int i = 0; i < count; ++i)
        text += (step && i % step == step - 1 ? "other" : "w") + std::to_string(i) + ' ';
    return text;
}

}  // namespace

TEST_CASE("White space makes no difference to a sketch, all else does to its exact hash") {
    const Sketch plain = sketch_of("The allies met in Kyiv.");
    CHECK(sketch_of(" The\tallies\r\n\nmet\u00A0in  Kyiv. \n").exact == plain.exact);
    CHECK(sketch_of("The allies met in Kyiv").exact != plain.exact);
    CHECK(sketch_of("the allies met in Kyiv.").exact != plain.exact);
    CHECK(sketch_of("The allies metin Kyiv.").exact != plain.exact);
    CHECK(likeness(plain, sketch_of("The allies  met in Kyiv.")) == 1);
}

TEST_CASE("Case and punctuation make texts near, not equal") {
    CHECK(likeness(sketch_of("The allies met in Kyiv on Monday."),
                   sketch_of("THE ALLIES MET, in Kyiv, on Monday!")) == 0.99);
}

TEST_CASE("Likeness is about the share of common runs of three words") {
    const Sketch whole = sketch_of(numbered(2000));
    // One word in 50 makes 3 of 50 runs others: 47 / 53.
    CHECK(likeness(whole, sketch_of(numbered(2000, 50))) == Approx(47.0 / 53).margin(0.1));
    CHECK(likeness(whole, sketch_of(numbered(2000, 12))) == Approx(9.0 / 15).margin(0.12));
    CHECK(likeness(whole, sketch_of(numbered(1000))) == Approx(0.5).margin(0.12));
    CHECK(likeness(whole, sketch_of(numbered(2000, 1))) < 0.05);
}

TEST_CASE("A text of fewer than three words has no runs, and one of none no words") {
    CHECK_FALSE(sketch_of("Opinion").has_runs);
    CHECK(sketch_of("Opinion").has_words);
    CHECK(sketch_of("The allies met").has_runs);
    CHECK_FALSE(sketch_of("").has_words);
    CHECK_FALSE(sketch_of(" \n\u00A0").has_words);
    CHECK(sketch_of("— !").has_words);
    CHECK(likeness(sketch_of("Opinion"), sketch_of("opinion")) == 0);
}
