#include "pipeline/edit/edit_set.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <vector>

using mtmend::Change;
using mtmend::Confidence;
using mtmend::EditSet;
using mtmend::Source;
using mtmend::Span;
using mtmend::Step;
using mtmend::Working;
using Side = mtmend::EditSet::Side;

namespace {

Change change(std::size_t begin, std::size_t end, std::string after, std::string rule = "test/rule",
              std::string group = "") {
    return {
        {begin, end}, std::move(after), {{"test", std::move(rule), Confidence::safe, ""}}, std::move(group)};
}

std::vector<std::string> rules(const Change& change) {
    std::vector<std::string> out;
    for (const Step& step : change.steps) out.push_back(step.rule);
    return out;
}

using Rules = std::vector<std::string>;
using SourceSpan = Span<Source>;
using MadeSpan = Span<Working>;

}  // namespace

TEST_CASE("Confidence has three words and no others") {
    for (const auto confidence : {Confidence::safe, Confidence::likely, Confidence::suggestion}) {
        CHECK(mtmend::confidence_from(to_string(confidence)) == confidence);
    }
    CHECK(to_string(Confidence::likely) == "likely");
    CHECK_THROWS_WITH(mtmend::confidence_from("Safe"),
                      "unknown confidence \"Safe\": one of safe, likely, suggestion");
    CHECK_THROWS_AS(mtmend::confidence_from(""), std::invalid_argument);
}

TEST_CASE("An empty set changes nothing") {
    const EditSet none;
    CHECK(none.empty());
    CHECK(none.apply("text") == "text");
    CHECK(none.apply("").empty());
    CHECK(none.then(none) == none);
    CHECK(none.inverse("text") == none);
    CHECK(none.to_source(3) == 3);
    CHECK(none.to_made(SourceSpan{1, 3}) == MadeSpan{1, 3});
}

TEST_CASE("Changes are applied where they stand, in whatever order they are given") {
    const EditSet set({change(8, 8, "!"), change(0, 1, "K"), change(4, 6, "")});
    CHECK(set.apply("kyiv isx") == "Kyivsx!");
    CHECK(set == EditSet({change(4, 6, ""), change(8, 8, "!"), change(0, 1, "K")}));
    CHECK(set.size() == 3);
    CHECK(set.changes().front().at == SourceSpan{0, 1});
}

TEST_CASE("Changes that touch are one change with several steps") {
    const EditSet set(
        {change(5, 8, "y", "test/c"), change(5, 5, "-", "test/b"), change(3, 5, "x", "test/a")});
    REQUIRE(set.size() == 1);
    CHECK(set.changes()[0].at == SourceSpan{3, 8});
    CHECK(set.changes()[0].after == "x-y");
    CHECK(rules(set.changes()[0]) == Rules{"test/a", "test/b", "test/c"});
    CHECK(EditSet({change(3, 5, "x"), change(6, 8, "y")}).size() == 2);
}

TEST_CASE("Changes that exclude each other are refused") {
    CHECK_THROWS_AS(EditSet({change(3, 6, "x"), change(5, 8, "y")}), std::invalid_argument);
    CHECK_THROWS_AS(EditSet({change(3, 6, "x"), change(3, 6, "y")}), std::invalid_argument);
    CHECK_THROWS_AS(EditSet({change(3, 6, "x"), change(4, 4, "y")}), std::invalid_argument);
    CHECK_THROWS_AS(EditSet({change(3, 3, "x"), change(3, 3, "y")}), std::invalid_argument);
    CHECK_THROWS_WITH(EditSet({change(5, 8, "x"), change(3, 6, "y")}),
                      "the changes at [3, 6) and [5, 8) overlap: only one can be in a set");
    CHECK_THROWS_WITH(EditSet({change(5, 4, "x")}), "the change at [5, 4) ends before it begins");
}

TEST_CASE("A set that does not fit its text is refused") {
    const EditSet set({change(2, 5, "x")});
    CHECK(set.apply("12345") == "12x");
    CHECK_THROWS_WITH(set.apply("1234"), "the change at [2, 5) is not within its source of 4 bytes");
    CHECK_THROWS_AS(set.inverse("1234"), std::out_of_range);
}

TEST_CASE("Changes apart from each other stay two after one set follows another") {
    const EditSet first({change(0, 4, "Kyiv", "test/a")});
    const EditSet both = first.then(EditSet({change(5, 7, "was", "test/b")}));
    REQUIRE(both.size() == 2);
    CHECK(both.apply("kiev is") == "Kyiv was");
    CHECK(both.changes()[1].at == SourceSpan{5, 7});
}

TEST_CASE("A change inside what another made becomes part of it") {
    const EditSet both =
        EditSet({change(1, 2, "xyz", "test/a")}).then(EditSet({change(2, 3, "Y", "test/b")}));
    REQUIRE(both.size() == 1);
    CHECK(both.changes()[0].at == SourceSpan{1, 2});
    CHECK(both.changes()[0].after == "xYz");
    CHECK(rules(both.changes()[0]) == Rules{"test/a", "test/b"});
}

TEST_CASE("A change across several others becomes one with them, over the text between") {
    const EditSet first(
        {change(1, 2, "xx", "test/a"), change(4, 6, "", "test/b"), change(8, 8, "y", "test/c")});
    REQUIRE(first.apply("0123456789") == "0xx2367y89");
    const EditSet both = first.then(EditSet({change(2, 8, "-", "test/d")}));
    REQUIRE(both.size() == 1);
    CHECK(both.changes()[0].at == SourceSpan{1, 8});
    CHECK(both.changes()[0].after == "x-");
    CHECK(rules(both.changes()[0]) == Rules{"test/a", "test/b", "test/c", "test/d"});
    CHECK(both.apply("0123456789") == "0x-89");
}

TEST_CASE("Several changes inside what one made are each put in their place") {
    const EditSet first({change(2, 2, "abcdef", "test/a")});
    const EditSet both = first.then(
        EditSet({change(2, 2, "<", "test/b"), change(4, 5, "C", "test/c"), change(7, 9, ">", "test/d")}));
    REQUIRE(both.size() == 1);
    CHECK(both.changes()[0].at == SourceSpan{2, 3});
    CHECK(both.changes()[0].after == "<abCde>");
    CHECK(both.apply("0123") == "01<abCde>3");
}

TEST_CASE("Text put in at the border of a change joins it") {
    const EditSet first({change(3, 5, "xy", "test/a")});
    const EditSet behind = first.then(EditSet({change(5, 5, "!", "test/b")}));
    REQUIRE(behind.size() == 1);
    CHECK(behind.changes()[0].after == "xy!");
    const EditSet before = first.then(EditSet({change(3, 3, "!", "test/b")}));
    REQUIRE(before.size() == 1);
    CHECK(before.changes()[0].after == "!xy");
    CHECK(rules(before.changes()[0]) == Rules{"test/a", "test/b"});
}

TEST_CASE("Text put in where other text was taken out replaces it") {
    const EditSet both = EditSet({change(3, 5, "", "test/a")}).then(EditSet({change(3, 3, "x", "test/b")}));
    REQUIRE(both.size() == 1);
    CHECK(both.changes()[0].at == SourceSpan{3, 5});
    CHECK(both.changes()[0].after == "x");
}

TEST_CASE("Taking out what stands between two deletions makes one of them") {
    const EditSet first({change(1, 3, "", "test/a"), change(4, 6, "", "test/b")});
    const EditSet both = first.then(EditSet({change(1, 2, "", "test/c")}));
    REQUIRE(both.size() == 1);
    CHECK(both.changes()[0].at == SourceSpan{1, 6});
    CHECK(both.apply("01234567") == "067");
    CHECK(rules(both.changes()[0]) == Rules{"test/a", "test/b", "test/c"});
}

TEST_CASE("A change that is taken back stays in the set with its steps") {
    const EditSet replaced =
        EditSet({change(1, 2, "x", "test/a")}).then(EditSet({change(1, 2, "b", "test/b")}));
    REQUIRE(replaced.size() == 1);
    CHECK(replaced.apply("abc") == "abc");
    CHECK(rules(replaced.changes()[0]) == Rules{"test/a", "test/b"});

    const EditSet put_in = EditSet({change(1, 1, "x", "test/a")}).then(EditSet({change(1, 2, "", "test/b")}));
    REQUIRE(put_in.size() == 1);
    CHECK(put_in.changes()[0].at == SourceSpan{1, 1});
    CHECK(put_in.changes()[0].after.empty());
    CHECK(put_in.apply("abc") == "abc");
    CHECK(put_in.inverse("abc").apply("abc") == "abc");
}

TEST_CASE("The inverse leads back and keeps steps and groups") {
    const std::string source = "Le préfet, dit-il 😀";
    const EditSet set({change(3, 10, "prefect", "test/a", "g"), change(12, 19, "", "test/b"),
                       change(0, 0, "“", "test/c", "g")});
    const EditSet back = set.inverse(source);
    CHECK(back.apply(set.apply(source)) == source);
    REQUIRE(back.size() == 3);
    CHECK(back.changes()[1].steps == set.changes()[1].steps);
    CHECK(back.changes()[1].group == "g");
    CHECK(back.inverse(set.apply(source)) == set);
}

TEST_CASE("A change keeps the group of whichever of its parts has one") {
    const EditSet first({change(0, 1, "x", "test/a"), change(5, 6, "y", "test/b", "g")});
    const EditSet both = first.then(EditSet({change(0, 1, "z", "test/c", "h"), change(5, 6, "z", "test/d")}));
    CHECK(both.changes()[0].group == "h");
    CHECK(both.changes()[1].group == "g");
}

TEST_CASE("Groups that meet in one change become one group everywhere") {
    const EditSet first({change(0, 1, "x", "test/a", "g"), change(3, 4, "x", "test/b", "g")});
    const EditSet next(
        {change(3, 4, "y", "test/c", "f"), change(6, 7, "y", "test/d", "f"), change(9, 9, "z")});
    const EditSet both = first.then(next);
    REQUIRE(both.size() == 4);
    for (std::size_t i = 0; i < 3; ++i) CHECK(both.changes()[i].group == "f");
    CHECK(both.changes()[3].group.empty());

    const EditSet joined({change(0, 1, "x", "test/a", "g"), change(1, 2, "x", "test/b", "h"),
                          change(4, 5, "x", "test/c", "h")});
    REQUIRE(joined.size() == 2);
    CHECK(joined.changes()[1].group == "g");
}

TEST_CASE("Made spans say where each change stands in the made text") {
    const EditSet set({change(1, 2, "xyz"), change(4, 6, ""), change(8, 8, "!")});
    CHECK(set.made_spans() == std::vector<MadeSpan>{{1, 4}, {6, 6}, {8, 9}});
    CHECK(set.apply("0123456789") == "0xyz2367!89");
}

TEST_CASE("Offsets outside changes move by what stands before them") {
    const EditSet set({change(2, 4, "xyz")});
    CHECK(set.to_made(1) == 1);
    CHECK(set.to_made(2) == 2);
    CHECK(set.to_made(4) == 5);
    CHECK(set.to_made(9) == 10);
    CHECK(set.to_source(2) == 2);
    CHECK(set.to_source(5) == 4);
    CHECK(set.to_source(10) == 9);
}

TEST_CASE("Offsets inside a change go to the side they are asked from") {
    const EditSet set({change(2, 4, "xyz")});
    CHECK(set.to_made(3) == 2);
    CHECK(set.to_made(3, Side::end) == 5);
    CHECK(set.to_source(3) == 2);
    CHECK(set.to_source(4, Side::end) == 4);
    CHECK(set.to_source(MadeSpan{3, 4}) == SourceSpan{2, 4});
    CHECK(set.to_source(MadeSpan{0, 3}) == SourceSpan{0, 4});
    CHECK(set.to_made(SourceSpan{3, 6}) == MadeSpan{2, 7});
}

TEST_CASE("A span beside taken-out text does not take it in") {
    const EditSet set({change(2, 4, "")});
    CHECK(set.to_source(MadeSpan{0, 2}) == SourceSpan{0, 2});
    CHECK(set.to_source(MadeSpan{2, 5}) == SourceSpan{4, 7});
    CHECK(set.to_source(MadeSpan{1, 3}) == SourceSpan{1, 5});
    CHECK(set.to_source(MadeSpan{2, 2}) == SourceSpan{2, 4});
    CHECK(set.to_made(SourceSpan{2, 4}) == MadeSpan{2, 2});
    CHECK(set.to_made(SourceSpan{3, 3}) == MadeSpan{2, 2});
}

TEST_CASE("A span beside put-in text does not take it in") {
    const EditSet set({change(2, 2, "xy")});
    CHECK(set.to_made(SourceSpan{0, 2}) == MadeSpan{0, 2});
    CHECK(set.to_made(SourceSpan{2, 5}) == MadeSpan{4, 7});
    CHECK(set.to_made(SourceSpan{1, 3}) == MadeSpan{1, 5});
    CHECK(set.to_made(SourceSpan{2, 2}) == MadeSpan{2, 4});
    CHECK(set.to_source(MadeSpan{2, 4}) == SourceSpan{2, 2});
    CHECK(set.to_source(MadeSpan{3, 3}) == SourceSpan{2, 2});
}
