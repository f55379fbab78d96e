#include "stages/names/glosses.hpp"

#include <algorithm>
#include <array>

#include "stages/context.hpp"

namespace mtmend::names {
namespace {

/// Bytes from the language to the name; in a bracket, which ends the gloss, it may be farther.
constexpr std::size_t reach = 60;
constexpr std::size_t reach_in_bracket = 240;

constexpr std::array<std::string_view, 12> words_for_words = {
    "name",    "names",           "spelling", "spellings", "form",         "forms",
    "version", "transliteration", "word",     "acronym",   "abbreviation", "transcription"};

bool speaks_of_words(std::string_view text) {
    return std::find(words_for_words.begin(), words_for_words.end(), text) != words_for_words.end();
}

}  // namespace

bool is_glossed(const Document& document, const WordSet& languages, Span<Working> at) {
    const std::string_view text = document.text();
    const auto& words = document.words();
    const std::size_t begin = document.sentence_at(at.begin).begin;
    for (std::size_t i = document.word_at_or_after(at.begin); i > 0; --i) {
        const Word& word = words[i - 1];
        const std::size_t distance = at.begin - word.at.begin;
        if (word.at.begin < begin || distance > reach_in_bracket) return false;
        if (!word.capital || !languages.contains(word.hash)) continue;
        const std::string_view between = text.substr(word.at.end, at.begin - word.at.end);
        if (between.starts_with(':') && between.find(')') == std::string_view::npos) return true;
        if (distance > reach) continue;
        const bool in_it =
            i > 1 && (document.text(words[i - 2]) == "in" || document.text(words[i - 2]) == "In");
        const bool of_it =
            i < words.size() && context::runs_on(document, i - 1) && speaks_of_words(document.text(words[i]));
        if (in_it || of_it) return true;
    }
    return false;
}

}  // namespace mtmend::names
