#include "stages/quotes/foreign_text.hpp"

#include <algorithm>

#include "pipeline/text/language_signs.hpp"
#include "stages/context.hpp"
#include "stages/word_roles.hpp"

namespace mtmend::quotes {
namespace {

/// True for a function word or an everyday one of the expected language.
bool is_plain(const Document& document, const Word& word) {
    if (context::is_foreign_function_word(document, word)) return false;
    return (word.language_signs & (language_sign::expected | language_sign::known)) != 0;
}

bool is_accented(const Document& document, const Word& word) {
    const std::string_view text = document.text(word);
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0xC0; });
}

}  // namespace

ForeignText::ForeignText(const Dictionaries& dictionaries)
    : languages_(dictionaries.word_set("names/language_names.tsv")),
      particles_(dictionaries.word_set("words/foreign_particles.tsv")) {
    read_roles(dictionaries, "words/about_marks.tsv",
               {{"mark", marks_}, {"mention", mentions_}, {"own-name", own_names_}, {"what", what_}});
}

bool ForeignText::speaks_of_marks(const Document& document) const {
    const auto& words = document.words();
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (own_names_.contains(words[i].hash)) return true;
        if (i > 0 && marks_.contains(words[i].hash) && what_.contains(words[i - 1].hash)) return true;
    }
    return false;
}

bool ForeignText::is_foreign(const Document& document, Span<Working> span) const {
    if (document.is_other_language(span)) return true;
    const auto [first, last] = document.words_in(span);
    std::size_t plain = 0;
    std::size_t foreign = 0;
    std::size_t unknown = 0;
    for (std::size_t i = first; i < last; ++i) {
        const Word& word = document.words()[i];
        if (context::is_foreign_function_word(document, word) || word.non_latin)
            ++foreign;
        else if ((word.language_signs & language_sign::expected) != 0)
            return false;
        else if (is_plain(document, word))
            plain += !particles_.contains(word.hash);
        else
            unknown += word.rank == 0 && !word.has_digit && (!word.capital || is_accented(document, word));
    }
    // Other languages have words that look like English ones ("non"). A single word that no list has
    // may be one that English took over.
    return foreign + unknown > plain && (foreign > 0 || unknown > 1);
}

bool ForeignText::is_mentioned(const Document& document, Span<Working> span) const {
    const auto [first, last] = document.words_in(span);
    for (std::size_t i = first; i < last; ++i) {
        if (is_plain(document, document.words()[i])) return false;
    }
    const auto [begin, end] = document.words_in(document.sentence_at(span.begin));
    bool language = false;
    bool mention = false;
    for (std::size_t i = begin; i < end; ++i) {
        language |= languages_.contains(document.words()[i].hash);
        mention |= mentions_.contains(document.words()[i].hash);
    }
    return language && mention;
}

}  // namespace mtmend::quotes
