#include "stages/words/spelled_words.hpp"

#include <catch2/catch.hpp>
#include <hunspell.hxx>

#include <string>
#include <vector>

#include "pipeline/text/utf8.hpp"
#include "stages/words/speller.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

namespace {

std::string in_words(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += word + ' ';
    return out;
}

}  // namespace

TEST_CASE(
    "Forms are built by affixes as an affix file says, prefixes and suffixes together where they may be") {
    const ScratchFolder folder;
    folder.write("tiny.aff",
                 "SET UTF-8\nPFX U Y 1\nPFX U 0 un .\nSFX D Y 2\nSFX D 0 d e\nSFX D 0 ed [^e]\n"
                 "SFX S N 1\nSFX S y ies [^aeiou]y\n");
    folder.write("tiny.dic", "3\nlock/UD\ncity/S\nParis\n");
    const std::string bytes = SpelledWords::expand(folder.path() / "tiny");
    const SpelledWords words(bytes);
    for (const char* right :
         {"lock", "locked", "unlock", "unlocked", "cities", "Paris", "PARIS", "Cities", "LOCK"})
        CHECK(words.has(right));
    for (const char* wrong : {"locks", "uncity", "citys", "paris", "lOck", "loc", ""})
        CHECK_FALSE(words.has(wrong));
}

TEST_CASE("Words written out say what Hunspell says, of right words and of wrong ones, in all capitals") {
    const std::string base(Speller::dictionary);
    Hunspell hunspell((base + ".aff").c_str(), (base + ".dic").c_str());
    const std::string bytes = SpelledWords::expand(base);
    const SpelledWords words(bytes);
    REQUIRE(bytes.size() / 8 > 100'000);

    // What the stage asks of: words, words run together, words cut in two, with endings of all kinds.
    const std::vector<std::string> parts = {"the",   "house",  "council", "nation", "govern", "un",
                                            "re",    "ing",    "ed",      "ly",     "ment",   "ness",
                                            "ies",   "s",      "er",      "ist",    "London", "walk",
                                            "happy", "ammuni", "tion",    "able",   "dis",    "ize"};
    std::vector<std::string> differ;
    for (const std::string& a : parts) {
        for (const std::string& b : parts) {
            for (const std::string& c : {std::string(), std::string("s"), std::string("ing")}) {
                const std::string word = a + b + c;
                for (const std::string& form :
                     {word, utf8::capitalised(word), utf8::to_upper(word), utf8::to_lower(word)}) {
                    if (words.has(form) != hunspell.spell(form)) differ.push_back(form);
                }
            }
        }
    }
    CHECK(in_words(differ).empty());
}

TEST_CASE("Only plain letters are told without Hunspell") {
    CHECK(SpelledWords::can_tell("House"));
    for (const char* word : {"don't", "21st", "well-known", "café", "etc.", ""})
        CHECK_FALSE(SpelledWords::can_tell(word));
}

TEST_CASE("A dictionary that is not there has no forms") {
    CHECK(SpelledWords::expand("/nowhere/en_US").empty());
}
