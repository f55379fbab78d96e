#include "stages/echoes/doubled_words.hpp"

#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"
#include "stages/echoes/places.hpp"

namespace mtmend {
namespace {

using echoes::breaks_line;
using echoes::touches_hyphen;

constexpr std::size_t look_back = 8;
constexpr std::size_t longest_degree = 12;  // bytes; longer words in "ly" are no adverbs of degree

bool has_lower_form(const Document& document, const Word& word) {
    const auto* entry = document.lexicon().words.find(word.hash);
    return entry != nullptr && (entry->forms & WordTable::lower_form) != 0;
}

/// The first word before `index` with nothing but spaces up to it, at most `look_back` words back.
std::size_t clause_start(const Document& document, std::size_t index) {
    std::size_t start = index;
    while (start > 0 && index - start < look_back &&
           echoes::is_plain_gap(echoes::gap_behind(document, start - 1)))
        --start;
    return start;
}

/// The word before `index` with nothing but white space up to it, or null.
const Word* word_before(const Document& document, std::size_t index) {
    const bool plain = index > 0 && echoes::is_plain_gap(echoes::gap_behind(document, index - 1));
    return plain ? &document.words()[index - 1] : nullptr;
}

bool is_relative(const Document& document, const Word& word) {
    const std::string text = utf8::folded(document.text(word));
    return text == "who" || text == "that" || text == "which";
}

}  // namespace

DoubledWords::DoubledWords(const Dictionaries& dictionaries, const DoubleLists& lists)
    : word_(dictionaries.rule("echoes/doubled-word")),
      unsure_(dictionaries.rule("echoes/doubled-unsure")),
      doubtful_(dictionaries.rule("echoes/doubled-doubtful")),
      lists_(lists) {}

const Rule* DoubledWords::content_echo(const Document& document, std::size_t index) const {
    const auto& words = document.words();
    const Word& first = words[index];
    const Word& second = words[index + 1];
    if (first.rank == 0 || first.at.size() < 3 || !has_lower_form(document, first)) return nullptr;
    if (first.rank > 50 && first.at.size() < 8) return nullptr;  // "mahi mahi"
    if (second.capital) {
        // "Harbour Bridge Bridge": the end of a name; alone it may be a name itself ("Sing Sing").
        const bool in_name = first.capital && index > 0 && words[index - 1].capital &&
                             echoes::is_plain_gap(echoes::gap_behind(document, index - 1));
        const bool ends = index + 2 >= words.size() || !words[index + 2].capital ||
                          !echoes::is_plain_gap(echoes::gap_behind(document, index + 1));
        if (!in_name || !ends || first.rank > 35 || first.at.size() < 5 || first.all_capitals) return nullptr;
        return &word_;
    }
    if (first.capital && document.sentence_at(first.at.begin).begin != first.at.begin) return nullptr;
    // "those who can can", "they that sleep sleep by night".
    if (index > 0 && is_relative(document, words[index - 1])) return &unsure_;
    const std::string_view text = document.text(first);
    // "really really", "absolutely absolutely": how much is said twice, how it was done is not.
    if ((text.ends_with("ly") && first.at.size() < longest_degree) || first.at.size() < 4) return &unsure_;
    return echoes::in_quotes(document, first.at.begin) && first.rank > 20 ? &unsure_ : &word_;
}

/// "the first first lady to fly", "her first first edition": the latter is part of a name.
bool DoubledWords::is_ordinal_of_name(const Document& document, std::size_t index) const {
    const auto& words = document.words();
    if (index + 2 >= words.size() || !echoes::is_plain_gap(echoes::gap_behind(document, index + 1)))
        return false;
    const std::string first = utf8::folded(document.text(words[index]));
    if (first != "first" && first != "second" && first != "third" && first != "fourth") return false;
    return lists_.named_ordinals.contains(words[index + 2].hash);
}

const Rule* DoubledWords::word_echo(const Document& document, std::size_t index, bool transcript) const {
    const auto& words = document.words();
    const Word& first = words[index];
    const Word& second = words[index + 1];
    if (first.has_digit || first.hash != second.hash) return nullptr;
    // "-rw-r--r-- 1 root root 2761": a row of a table.
    if (index > 0 && words[index - 1].has_digit && index + 2 < words.size() && words[index + 2].has_digit)
        return nullptr;
    const std::string_view gap = echoes::gap_behind(document, index);
    if (!echoes::is_plain_gap(gap) || touches_hyphen(document, index, index + 2)) return nullptr;
    if (first.at.size() == 1 && document.text(first) != "a" && document.text(first) != "I") return nullptr;
    if (echoes::in_short_lines(document, first.at.begin)) return nullptr;
    const bool more = index + 2 < words.size() && words[index + 2].hash == first.hash;
    const Word* before = word_before(document, index);
    if (before != nullptr && before->hash == first.hash) return nullptr;
    const Class cls = lists_.class_of(first);
    // "The word is is short."
    if (before != nullptr && lists_.parts_of_speech.contains(before->hash)) return &doubtful_;
    if (cls == Class::fine || is_ordinal_of_name(document, index)) return nullptr;
    // "My my, what a day": an exclamation.
    const std::string_view behind = document.text().substr(second.at.end, 1);
    if (first.at.size() == 2 && utf8::folded(document.text(first)) == "my" &&
        (behind == "," || behind == "!"))
        return nullptr;
    if (cls != Class::other && second.capital && (!first.capital || first.all_capitals)) return nullptr;
    if (cls != Class::other && first.capital && second.capital) return &unsure_;
    if (cls != Class::other && first.capital && document.sentence_at(first.at.begin).begin != first.at.begin)
        return &unsure_;
    if (breaks_line(document, index)) return nullptr;
    // The sign said “the the”: the words are what the text is about.
    if (transcript || context::is_quoted_alone(document, {first.at.begin, second.at.end})) return &unsure_;
    if (cls != Class::other) return grammar_echo(document, index, cls);
    return more ? nullptr : content_echo(document, index);
}

/// Two words of grammar in a row: an echo, unless a clause may end between them.
const Rule* DoubledWords::grammar_echo(const Document& document, std::size_t index, Class cls) const {
    switch (cls) {
        case Class::copula:
            return copula_echo(document, index);
        case Class::verb: {
            const Word* before = word_before(document, index);
            if (before != nullptr && !lists_.pronouns.contains(before->hash)) return &word_;
            return is_in_opened_clause(document, index) ? &doubtful_ : &unsure_;
        }
        case Class::object: {
            const Word* before = word_before(document, index);
            const bool given = before != nullptr && lists_.givers.contains(before->hash);
            return given && document.text(document.words()[index]) == "her" ? &doubtful_ : &unsure_;
        }
        case Class::particle:
            return takes_particle(document, index) ? &doubtful_ : &word_;
        default:
            return &word_;
    }
}

/// "What she was was", "how he did did not matter": the clause may end with the first of the two.
bool DoubledWords::is_in_opened_clause(const Document& document, std::size_t index) const {
    for (std::size_t k = clause_start(document, index); k < index; ++k) {
        if (lists_.clause_openers.contains(document.words()[k].hash)) return true;
    }
    return false;
}

const Rule* DoubledWords::copula_echo(const Document& document, std::size_t index) const {
    if (is_in_opened_clause(document, index)) return &doubtful_;
    const std::size_t start = clause_start(document, index);
    const Word* before = word_before(document, index);
    if (before == nullptr) return &word_;
    // "This year, we are are": with nothing before the pronoun, no clause can end behind it.
    if (lists_.pronouns.contains(before->hash)) return start + 1 == index ? &word_ : &unsure_;
    return lists_.clause_nouns.contains(before->hash) ? &unsure_ : &word_;
}

/// "took the letters in in batches": the verb that takes the particle may stand a few words back; behind a
/// comma there is none.
bool DoubledWords::takes_particle(const Document& document, std::size_t index) const {
    const auto& words = document.words();
    constexpr std::size_t farthest = 4;
    const auto it = lists_.takers.find(words[index].hash);
    if (words[index].capital) return true;
    const std::size_t start = clause_start(document, index);
    if (it == lists_.takers.end() || start == index) return false;
    for (std::size_t k = index; k > start && index - k < farthest; --k) {
        if (it->second.contains(words[k - 1].hash)) return true;
    }
    return false;
}

void DoubledWords::propose_at(const Document& document, std::size_t index, bool transcript,
                              EditSink& sink) const {
    const auto& words = document.words();
    const Rule* rule = word_echo(document, index, transcript);
    if (rule == nullptr) return;
    const std::string_view word = document.text(words[index]);
    const Word* before = word_before(document, index);
    // "coronavirus virus virus": a compound and its parts, translated one by one.
    const bool tail =
        before != nullptr && before->at.size() > word.size() + 1 && document.text(*before).ends_with(word);
    const Word& first = tail ? *before : words[index];
    std::string after(document.text(first));
    sink.propose(
        {{first.at.begin, words[index + 1].at.end}, std::move(after), rule->id, rule->confidence, {}, {}});
}
}  // namespace mtmend
