// A document that is scanned again only where it changed is the one that is scanned anew.
#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "pipeline/edit/edit_set.hpp"
#include "pipeline/text/document.hpp"
#include "pipeline/text/sought_texts.hpp"
#include "tests/properties/law.hpp"
#include "tests/properties/random_changes.hpp"
#include "tests/unit/built_in.hpp"

using namespace mtmend;
using mtmend::test::any_tape;
using mtmend::test::check_law;
using mtmend::test::Dice;
using mtmend::test::Tape;

namespace {

const std::vector<std::string> lines = {"the council met again in the old town by the river\n",
                                        "\n",
                                        "it’s the the NATO’s 2,000 men . summit.On “the” way\n",
                                        "a\n",
                                        "xqzvk été “Київ” &amp; no end of line ",
                                        "don't ,  stop the\n"};
const std::vector<std::string> pieces = {"", "\n", " ", "the", "'", "’s", "é", "the\nthe\n", ".On", "7"};

/// Some thousands of bytes: a scan goes by portions of about one thousand.
std::string long_text(const Tape& tape) {
    std::string text;
    for (const std::uint32_t number : tape) {
        Dice dice(number);
        const std::string& line = lines[dice.below(static_cast<std::uint32_t>(lines.size()))];
        for (std::uint32_t left = 1 + dice.below(12); left > 0; --left) text += line;
    }
    return text;
}

/// Changes at boundaries of code points, apart from each other.
std::vector<Change> scattered(const Tape& tape, const std::string& text) {
    const auto places = mtmend::test::boundaries(text);
    std::vector<Change> changes;
    std::size_t place = 0;
    for (const std::uint32_t number : tape) {
        Dice dice(number * 2654435761u);
        place += dice.below(700);
        const std::size_t last = place + dice.below(4) * dice.below(3);
        if (last >= places.size()) break;
        const std::string& after = pieces[dice.below(static_cast<std::uint32_t>(pieces.size()))];
        changes.push_back({{places[place], places[last]}, after, {}, {}});
        place = last + 1;
    }
    return changes;
}

bool same(const Word& a, const Word& b) {
    return a.at == b.at && a.hash == b.hash && a.marks == b.marks && a.rank == b.rank &&
           a.capital == b.capital && a.all_capitals == b.all_capitals && a.has_digit == b.has_digit &&
           a.possessive == b.possessive && a.non_latin == b.non_latin;
}

std::vector<Replaced> replacements(const EditSet& made) {
    std::vector<Replaced> replaced;
    const auto spans = made.made_spans();
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const auto was = made.changes()[i].at;
        replaced.push_back({{was.begin, was.end}, spans[i]});
    }
    return replaced;
}

Document after(const Document& before, const EditSet& made, const std::string& text) {
    return Document(before, text, replacements(made));
}

}  // namespace

TEST_CASE("A text scanned again where it changed has the words of the text scanned anew, and its signals") {
    check_law("scan again", 400, [] {
        const std::string text = long_text(*any_tape(2.0));
        const EditSet first(scattered(*any_tape(1.0), text));
        const std::string second_text = first.apply(text);
        const EditSet second(scattered(*any_tape(1.0), second_text));
        const std::string third_text = second.apply(second_text);

        const Document before(text, built_in_lexicon());
        const Document middle = after(before, first, second_text);
        const Document again = after(middle, second, third_text);
        const Document anew(third_text, built_in_lexicon());
        RC_ASSERT(again.words().size() == anew.words().size());
        for (std::size_t i = 0; i < anew.words().size(); ++i)
            RC_ASSERT(same(again.words()[i], anew.words()[i]));
        RC_ASSERT((again.signals() & anew.signals()) == anew.signals());
        RC_ASSERT((again.signals() & ~signals::repeated_word) == (anew.signals() & ~signals::repeated_word));
        RC_ASSERT(again.marks() == anew.marks());
    });
}

TEST_CASE("A document asked for many phrases says of each what it says when asked for one") {
    check_law("contains", 300, [] {
        const std::string text = long_text(*any_tape(1.0));
        const auto places = mtmend::test::boundaries(text);
        const Document often(text, built_in_lexicon());
        for (int i = 0; i < 100; ++i) often.contains("nowhere to be found");
        for (const std::uint32_t number : *any_tape(1.0)) {
            Dice dice(number * 2654435761u);
            const std::size_t first = dice.below(static_cast<std::uint32_t>(places.size()));
            const std::size_t last = std::min<std::size_t>(first + 1 + dice.below(30), places.size() - 1);
            std::string phrase = text.substr(places[first], places[last] - places[first]);
            if (dice.below(4) == 0) phrase += "x";
            if (phrase.empty()) continue;
            RC_ASSERT(often.contains(phrase) == Document(text, built_in_lexicon()).contains(phrase));
        }
    });
}

TEST_CASE("Sought texts found again where a text changed stand where they stand in the text read anew") {
    SoughtTexts sought;
    for (const char* text :
         {"the", "the the", " .", "it’s", "a", ".on", "\nthe", "stop the\n", "’s é", "no end of line"})
        sought.add(text);
    check_law("find again", 400, [&] {
        const std::string text = long_text(*any_tape(2.0));
        const EditSet made(scattered(*any_tape(1.0), text));
        const std::string next = made.apply(text);
        const TextPlaces again = sought.find_again(sought.find(text), next, replacements(made));
        const TextPlaces anew = sought.find(next);
        for (TextId id = 0; id < sought.size(); ++id) {
            RC_ASSERT(again.count(id) == anew.count(id));
            RC_ASSERT(std::equal(again.begin(id), again.end(id), anew.begin(id)));
        }
    });
}
