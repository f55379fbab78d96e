#include "pipeline/text/document.hpp"

#include <catch2/catch.hpp>

#include "pipeline/text/language_signs.hpp"
#include "tests/unit/built_in.hpp"

using namespace mtmend;

namespace {

std::vector<std::string> texts(const Document& document, const std::vector<Span<Working>>& spans) {
    std::vector<std::string> result;
    for (const auto& span : spans) result.emplace_back(document.text(span));
    return result;
}

std::vector<std::string> words(const Document& document) {
    std::vector<std::string> result;
    for (const Word& word : document.words()) result.emplace_back(document.text(word));
    return result;
}

std::vector<std::string> sentences(const std::string& text) {
    const Document document(text, built_in_lexicon());
    return texts(document, document.sentences());
}

}  // namespace

TEST_CASE("A word keeps its apostrophe and ends at a hyphen") {
    const Document document("Don't split well-known “it’s” words' ends", built_in_lexicon());
    REQUIRE(words(document) ==
            std::vector<std::string>{"Don't", "split", "well", "known", "it’s", "words", "ends"});
}

TEST_CASE("A word knows its capitals, digits and rank") {
    const Document document("The NATO summit of 2023 xqzv Österreich", built_in_lexicon());
    const auto& w = document.words();
    REQUIRE(w.size() == 7);
    CHECK((w[0].capital && !w[0].all_capitals && w[0].rank == 10));
    CHECK(w[1].all_capitals);
    CHECK(w[2].rank > 0);
    CHECK(w[4].has_digit);
    CHECK(w[5].rank == 0);
    CHECK(w[6].capital);
}

TEST_CASE("Signals are raised by what they are named after") {
    auto raised = [](const char* text) { return Document(text, built_in_lexicon()).signals(); };
    CHECK((raised("Good plain text.") & ~signals::quote) == signals::none);
    CHECK(raised("caf\u00e9") & signals::non_ascii);
    CHECK(raised("a &amp; b") & signals::markup);
    CHECK(raised("two  spaces") & signals::odd_space);
    CHECK(raised("a stop .") & signals::odd_space);
    CHECK(raised("summit.On") & signals::glued);
    CHECK(raised("the the") & signals::repeated_word);
    CHECK(raised("xqzvk") & signals::unknown_word);
    CHECK(raised("4") & signals::digit);
    CHECK(raised("a\nb") & signals::line_break);
    CHECK(raised("a\x01"
                 "b") &
          signals::control);
}

TEST_CASE("A sentence ends at a stop before a capital") {
    CHECK(sentences("One here. Two there! “Three,” he said. 4 more?") ==
          std::vector<std::string>{"One here.", "Two there!", "“Three,” he said.", "4 more?"});
}

TEST_CASE("A sentence does not end at abbreviations, initials, decimals and inside addresses") {
    for (const char* text :
         {"Gen. Mark A. Milley met Mr. Smith.", "In the U.S. Senate it passed.", "It rose 3.5 percent.",
          "He waited … and waited.", "“Why?” she asked.", "Visit example.org today."}) {
        CHECK(sentences(text).size() == 1);
    }
}

TEST_CASE("A blank line ends a sentence and a single line break does not") {
    CHECK(sentences("No stop here\n\nNext block\ngoes on.").size() == 2);
}

TEST_CASE("Blocks and lines leave out their line breaks") {
    const Document document("a\r\nb\r\n\r\n \r\nc\r\n", built_in_lexicon());
    CHECK(texts(document, document.blocks()) == std::vector<std::string>{"a\r\nb", "c"});
    CHECK(document.lines().size() == 6);
    CHECK(document.text(document.line_at(4)) == "b");
}

TEST_CASE("Addresses, handles, files and code are protected") {
    const std::string text =
        "See https://example.org/a_(b), write to ann@example.org, @ann, #now, notes.txt, `a  b`, site.com. "
        "Not summit.On or U.S. though.";
    const Document document(text, built_in_lexicon());
    std::vector<std::string> found;
    for (const auto& span : document.protected_spans()) found.emplace_back(document.text(span.at));
    CHECK(found == std::vector<std::string>{"https://example.org/a_(b", "ann@example.org", "@ann", "#now",
                                            "notes.txt", "`a  b`", "site.com"});
}

TEST_CASE("A name of a program is protected as a whole") {
    const std::string text = "The the_the of max_size_2 stays; _so_ and __ do not, nor a_ and _b.";
    const Document document(text, built_in_lexicon());
    std::vector<std::string> found;
    for (const auto& span : document.protected_spans()) found.emplace_back(document.text(span.at));
    CHECK(found == std::vector<std::string>{"the_the", "max_size_2"});
}

TEST_CASE("An edit inside a protected span is held and one that removes all of it is free") {
    const std::string text = "See www.example.org now";
    const Document document(text, built_in_lexicon());
    CHECK(document.is_protected({8, 10}));
    CHECK(document.is_protected({2, 6}));
    CHECK(document.is_protected({4, 19}));
    CHECK(document.is_protected({8, 8}));
    CHECK_FALSE(document.is_protected({0, text.size()}));
    CHECK_FALSE(document.is_protected({0, 3}));
    CHECK_FALSE(document.is_protected({4, 4}));
}

TEST_CASE("A phrase is contained only as whole words") {
    const Document document("The Natoish say NATO.", built_in_lexicon());
    CHECK(document.contains("NATO"));
    CHECK_FALSE(document.contains("Nato"));
    CHECK(document.count("nato") == 1);
}

TEST_CASE("Other languages are told from English, and a block of one is protected") {
    CHECK(Document("La reunión de los ministros se celebró ayer en la capital y fue muy larga.",
                   built_in_lexicon())
              .is_other_language());
    CHECK(Document("Министры встретились вчера в столице страны.", built_in_lexicon()).is_other_language());
    CHECK_FALSE(Document("Le Monde and Der Spiegel reported the talks in Rio de Janeiro.", built_in_lexicon())
                    .is_other_language());
    CHECK_FALSE(Document("Kyiv, Lviv, Odesa", built_in_lexicon()).is_other_language());
    const std::string mixed =
        "The ministers met in the capital and the talks were long.\n\nLos ministros se reunieron en la "
        "capital y no hubo acuerdo entre ellos.";
    const Document document(mixed, built_in_lexicon());
    CHECK_FALSE(document.is_other_language());
    CHECK(document.protected_at(mixed.size() - 3) != nullptr);
}

TEST_CASE("What words say of their language is summed up over any number of them") {
    for (const std::size_t times : {1, 254, 255, 256, 1000}) {
        std::string text;
        for (std::size_t i = 0; i < times; ++i) text += "the Otán 25 ";
        const Document document(text, built_in_lexicon());
        const auto& words = document.words();
        const LanguageSigns signs(words.data(), words.data() + words.size());
        CHECK(signs[language_sign::counted] == 2 * times);
        CHECK(signs[language_sign::expected] == times);
        CHECK(signs[language_sign::known] == times);
        CHECK(signs[language_sign::small] == times);
        CHECK(signs[language_sign::non_latin] == 0);
    }
}

TEST_CASE("Words that a rule waits for are known after every change of the text") {
    const std::string before = "One line.\n\nRead more about the Otán.\n\nThe Ukraine said no.";
    const Document first(before, built_in_lexicon());
    REQUIRE_FALSE(first.rule_words().empty());
    const std::string after = "One longer line.\n\nRead more about the Otán.\n\nThe Ukraine said no.";
    const Document second(first, after, {{{4, 8}, {4, 15}}});
    CHECK(second.rule_words() == Document(after, built_in_lexicon()).rule_words());
}
