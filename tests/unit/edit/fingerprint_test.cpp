#include "pipeline/edit/fingerprint.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using mtmend::change_id;
using mtmend::Confidence;
using mtmend::content_hash;
using mtmend::Step;

namespace {

std::vector<Step> steps(std::vector<std::string> rules) {
    std::vector<Step> out;
    for (std::string& rule : rules) out.push_back({"test", std::move(rule), Confidence::safe, "why"});
    return out;
}

/// The fingerprint of putting `after` in place of what stands between the brackets of `passage`.
std::string fingerprint(std::string passage, std::string_view after = "x") {
    const std::size_t begin = passage.find('[');
    passage.erase(begin, 1);
    const std::size_t end = passage.find(']');
    passage.erase(end, 1);
    return mtmend::fingerprint(steps({"a/b"}), std::string_view(passage).substr(begin, end - begin), after,
                               passage, begin, end);
}

bool is_hex(std::string_view text) {
    return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

TEST_CASE("A content hash is what xxh128sum prints") {
    CHECK(content_hash("") == "xxh128:99aa06d3014798d86001c324468d497f");
    CHECK(content_hash("mtmend\n") == "xxh128:8a2ac70115ec7d3dc71f28307b24436a");
}

TEST_CASE("Identifiers are stable across versions, for decisions outlive them") {
    CHECK(change_id(steps({"a/b"}), "before", "after") == "d3b8dd4f58c35802");
    CHECK(fingerprint("one two [three] four five") == "a038fa442cc6d847");
}

TEST_CASE("A change's id is sixteen hex digits of its rules, before and after") {
    const std::string id = change_id(steps({"a/b", "c/d"}), "x", "y");
    CHECK(id.size() == 16);
    CHECK(is_hex(id));
    CHECK(id == change_id(steps({"c/d", "a/b"}), "x", "y"));
    CHECK(id != change_id(steps({"a/b"}), "x", "y"));
    CHECK(id != change_id(steps({"a/b", "c/d"}), "x", "z"));
    CHECK(id != change_id(steps({"a/b", "c/d"}), "z", "y"));
}

TEST_CASE("Where one field ends and the next begins makes a difference") {
    CHECK(change_id(steps({"a"}), "bc", "d") != change_id(steps({"a"}), "b", "cd"));
    CHECK(change_id(steps({"a"}), "", "b") != change_id(steps({"a"}), "b", ""));
    CHECK(change_id(steps({"a", "b"}), "c", "d") != change_id(steps({"ab"}), "c", "d"));
    CHECK(fingerprint("one [] two") != fingerprint("[] one two"));
}

TEST_CASE("How sure and why a step is does not change what it is called") {
    std::vector<Step> other = steps({"a/b"});
    other[0].confidence = Confidence::likely;
    other[0].why = "because";
    CHECK(change_id(other, "x", "y") == change_id(steps({"a/b"}), "x", "y"));
}

TEST_CASE("A fingerprint depends on two words either side and on nothing farther away") {
    const std::string here = fingerprint("one two [three] four five");
    CHECK(here.size() == 16);
    CHECK(is_hex(here));
    CHECK(here == fingerprint("And so: zero one two [three] four five six."));
    CHECK(here != fingerprint("one 2 [three] four five"));
    CHECK(here != fingerprint("1 two [three] four five"));
    CHECK(here != fingerprint("one two [three] 4 five"));
    CHECK(here != fingerprint("one two [three] four 5"));
    CHECK(here != fingerprint("two one [three] four five"));
    CHECK(here != fingerprint("one two [three] four five", "y"));
    CHECK(here != fingerprint("one two [Three] four five"));
}

TEST_CASE("A fingerprint sees the words and not what stands between them, nor their case") {
    const std::string here = fingerprint("one école [three] four ЖУК");
    CHECK(here == fingerprint("One, École\n\n[three] – “Four” жук"));
}

TEST_CASE("Words are missing at the borders of the text and not elsewhere") {
    CHECK(fingerprint("[x]") == fingerprint("… [x] …"));
    CHECK(fingerprint("one [x]") == fingerprint(". one [x]"));
    CHECK(fingerprint("one [x]") != fingerprint("zero one [x]"));
    CHECK(fingerprint("one [x] two") != fingerprint("one two [x]"));
}

TEST_CASE("A word that the edit cuts counts up to the edit") {
    CHECK(fingerprint("of the[]United States") == fingerprint("of the [] United States"));
    CHECK(fingerprint("of the[]United States") != fingerprint("of th[]eUnited States"));
}

TEST_CASE("A word is never cut by the reach of the search") {
    const std::string far(395, ' ');
    CHECK(fingerprint("one" + far + "[x]" + far + "two") == fingerprint("one [x] two"));
    CHECK(fingerprint("someone" + far + "[x]" + far + "twofold") == fingerprint("[x]"));
    const std::string long_word(1000, 'w');
    CHECK(fingerprint(long_word + "[x]" + long_word) == fingerprint("[x]"));
    CHECK(fingerprint(long_word + " one [x] two " + long_word) == fingerprint("one [x] two"));
}

TEST_CASE("The reach of the search does not cut a code point either") {
    for (std::size_t shift = 0; shift < 8; ++shift) {
        std::string dashes(shift, ' ');
        for (int i = 0; i < 300; ++i) dashes += "—";
        CHECK(fingerprint("a" + dashes + "[x]" + dashes + "b") == fingerprint("[x]"));
        std::string letters(shift, '.');
        for (int i = 0; i < 300; ++i) letters += "é";
        CHECK(fingerprint(letters + "[x]" + letters) == fingerprint("[x]"));
    }
}

TEST_CASE("A fingerprint of a place outside the source is refused") {
    CHECK_THROWS_AS(mtmend::fingerprint(steps({"a/b"}), "", "x", "text", 4, 5), std::out_of_range);
    CHECK_THROWS_AS(mtmend::fingerprint(steps({"a/b"}), "", "x", "text", 3, 2), std::out_of_range);
    CHECK_NOTHROW(mtmend::fingerprint(steps({"a/b"}), "", "x", "text", 4, 4));
}
