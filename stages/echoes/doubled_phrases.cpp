#include "stages/echoes/doubled_phrases.hpp"

#include <algorithm>

#include "pipeline/text/utf8.hpp"
#include "stages/echoes/places.hpp"

namespace mtmend {
namespace {

using Class = DoubleLists::Class;
using echoes::breaks_line;
using echoes::touches_hyphen;

bool same_words(const std::vector<Word>& words, std::size_t a, std::size_t b, std::size_t length) {
    for (std::size_t k = 0; k < length; ++k) {
        if (words[a + k].hash != words[b + k].hash) return false;
    }
    return true;
}

/// True where nothing but the words themselves and single spaces stands in [first, last).
bool is_unbroken(const Document& document, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i + 1 < last; ++i) {
        if (!echoes::is_plain_gap(echoes::gap_behind(document, i))) return false;
    }
    return true;
}

/// True where the two copies are part of a longer chain, or one word said again and again: form, or noise.
/// Compares hashes only, so that text made of one phrase costs no more than any other.
bool is_chain(const std::vector<Word>& words, std::size_t index, std::size_t length) {
    const std::size_t second = index + length;
    const std::size_t end = second + length;
    bool varied = false;
    for (std::size_t i = index; i < second && !varied; ++i) varied = words[i].hash != words[index].hash;
    if (!varied) return true;
    // "again and again and again", "more and more and more", "day after day after day".
    if (length <= 3 && index > 0 && words[index - 1].hash == words[second - 1].hash) return true;
    if (length <= 3 && end < words.size() && words[end].hash == words[index].hash) return true;
    if (end + length <= words.size() && same_words(words, second, end, length)) return true;
    return index >= length && same_words(words, index - length, index, length);
}

}  // namespace

DoubledPhrases::DoubledPhrases(const Dictionaries& dictionaries, const DoubleLists& lists)
    : phrase_(dictionaries.rule("echoes/doubled-phrase")),
      unsure_(dictionaries.rule("echoes/doubled-unsure")),
      lists_(lists) {}

/// True where a phrase with a coupling word goes on beyond its two copies: "right there and right there and
/// right there" is emphasis, whichever word of it one begins to count from.
bool DoubledPhrases::goes_on(const Document& document, std::size_t index, std::size_t length) const {
    const auto& words = document.words();
    bool couples = false;
    for (std::size_t k = index; k < index + length; ++k) couples |= lists_.pairing.contains(words[k].hash);
    if (!couples) return false;
    std::size_t begin = index;
    std::size_t end = index + 2 * length;
    while (begin > 0 && index - begin < length && words[begin - 1].hash == words[begin - 1 + length].hash)
        --begin;
    while (end < words.size() && end - index < 3 * length && words[end].hash == words[end - length].hash)
        ++end;
    return end - begin + 1 >= 3 * length;
}

/// "an amendment to an amendment to", "the House amendment to the Senate amendment to the House amendment",
/// "someone else's interpretation of someone else's": one thing of another of its kind.
bool DoubledPhrases::is_nested(const Document& document, std::size_t index, std::size_t length) const {
    const auto& words = document.words();
    const std::size_t end = index + length;
    if (words[end - 1].possessive) return true;
    std::size_t joined = 0;
    std::size_t nouns = 0;
    std::size_t others = 0;
    for (std::size_t i = index; i < end; ++i) {
        const bool link = i > index && lists_.links.contains(words[i].hash);
        joined += link;
        const bool noun =
            lists_.class_of(words[i]) == Class::other && !document.text(words[i]).ends_with("ed");
        nouns += noun;
        others += !link && !noun && !lists_.articles.contains(words[i].hash);
        for (std::size_t k = i + 1; k < end && words[i].at.size() >= 4; ++k) {
            if (words[k].hash == words[i].hash) return true;
        }
    }
    const bool articles_meet =
        lists_.articles.contains(words[index].hash) && lists_.articles.contains(words[end - 1].hash);
    return joined == 1 && nouns == 1 && others == 0 && length <= 4 && !articles_meet;
}

/// "a list of lists of lists", "friends of friends of friends": a thing of many of its kind.
bool DoubledPhrases::is_of_its_kind(const Document& document, std::size_t index, std::size_t length) const {
    const auto& words = document.words();
    if (length != 2) return false;
    const bool link_first = lists_.links.contains(words[index].hash);
    if (link_first == lists_.links.contains(words[index + 1].hash)) return false;
    const std::size_t beside = link_first ? index - 1 : index + 4;
    if (beside >= words.size()) return false;  // nor where index is 0
    const std::string_view noun = document.text(words[link_first ? index + 1 : index]);
    const std::string other = utf8::folded(document.text(words[beside]));
    const auto same = std::mismatch(noun.begin(), noun.end(), other.begin(), other.end()).first;
    constexpr std::size_t longest_ending = 3;  // "copy", "copies"
    const auto stem = static_cast<std::size_t>(same - noun.begin());
    return stem >= 3 && stem + longest_ending >= std::max(noun.size(), other.size());
}

/// "that nobody knows which is which is no excuse", "asked who was who was told".
bool DoubledPhrases::asks_which(const Document& document, std::size_t index, std::size_t length) const {
    if (length != 2) return false;
    const Word& first = document.words()[index];
    const Word& second = document.words()[index + 1];
    const auto asks = [&](const Word& word) {
        const std::string text = utf8::folded(document.text(word));
        return text == "which" || text == "who" || text == "what";
    };
    const auto is = [&](const Word& word) { return lists_.forms_of_be.contains(word.hash); };
    return (asks(first) && is(second)) || (is(first) && asks(second));
}

/// "a man who knew a man who knew somebody", from whichever word of it one begins to count.
bool DoubledPhrases::names_by_another(const Document& document, std::size_t index, std::size_t length) const {
    if (length != 4) return false;
    std::size_t found = 0;
    std::size_t relative = 0;
    for (std::size_t i = index; i < index + length; ++i) {
        const std::string_view text = document.text(document.words()[i]);
        found += lists_.articles.contains(document.words()[i].hash);
        relative += text == "who" || text == "that" || text == "which";
    }
    return found == 1 && relative == 1;
}

const Rule* DoubledPhrases::phrase_echo(const Document& document, std::size_t index, std::size_t length,
                                        bool transcript) const {
    const auto& words = document.words();
    const std::size_t second = index + length;
    const std::size_t end = second + length;
    if (!same_words(words, index, second, length) || is_chain(words, index, length)) return nullptr;
    if (!is_unbroken(document, index, end) || touches_hyphen(document, index, end)) return nullptr;
    bool names = true;
    bool digits = false;
    bool fine = true;
    std::size_t content = 0;
    for (std::size_t i = index; i < second; ++i) {
        names &= words[i].capital;
        digits |= words[i].has_digit;
        const Class cls = lists_.class_of(words[i]);
        fine &= cls == Class::fine || words[i].rank == 0;
        content += cls == Class::other || cls == Class::fine;
    }
    if (names || fine || (digits && length < 4)) return nullptr;
    if (breaks_line(document, second - 1)) return nullptr;
    // A capital in the middle begins another sentence whose stop is lost; but for bare grammar ("it is It
    // is").
    const bool cased = words[index].capital != words[second].capital;
    if (cased && (length > 2 || content > 0)) return nullptr;
    if (words[second].capital &&
        echoes::gap_behind(document, second - 1).find('\n') != std::string_view::npos)
        return nullptr;
    if (goes_on(document, index, length) || is_of_its_kind(document, index, length)) return nullptr;
    if (echoes::in_short_lines(document, words[index].at.begin)) return nullptr;
    if (transcript) return &unsure_;
    const bool opened = index > 0 && (lists_.clause_openers.contains(words[index - 1].hash) ||
                                      lists_.namers.contains(words[index - 1].hash));
    if (asks_which(document, index, length) || names_by_another(document, index, length)) return &unsure_;
    if (length > 2) {
        // "What I have written I have written".
        const bool tautology = opened && utf8::folded(document.text(words[index - 1])).starts_with("what");
        return tautology || is_nested(document, index, length) ? &unsure_ : &phrase_;
    }
    if (is_said_once(document, index, content)) return &phrase_;
    // "round and round and", "from place to place to", "going to have to have", "cargo update cargo update".
    if (content == 2 || lists_.pairing.contains(words[index].hash) ||
        lists_.pairing.contains(words[index + 1].hash))
        return &unsure_;
    if (opened) return &unsure_;
    return echoes::in_quotes(document, words[index].at.begin) ? &unsure_ : &phrase_;
}

/// Pairs that stand once for sure although they couple or name: "and our and our", "by foreign by foreign",
/// "the paper describes paper describes a".
bool DoubledPhrases::is_said_once(const Document& document, std::size_t index, std::size_t content) const {
    const auto& words = document.words();
    const Word& first = words[index];
    const Word& second = words[index + 1];
    if (first.capital || echoes::in_quotes(document, first.at.begin)) return false;
    const std::size_t end = index + 4;
    const bool goes_on = end < words.size() && echoes::is_plain_gap(echoes::gap_behind(document, end - 1)) &&
                         !words[end].capital;
    if (!goes_on) return false;
    // Nothing ends with an article, so that no second phrase of the kind can begin behind it.
    if (lists_.pairing.contains(first.hash)) return lists_.articles.contains(second.hash);
    constexpr std::size_t long_pair = 12;
    constexpr Rank everyday = 35;
    const bool plain = first.rank != 0 && second.rank != 0 && std::max(first.rank, second.rank) <= everyday;
    const bool before = index > 0 && echoes::is_plain_gap(echoes::gap_behind(document, index - 1)) &&
                        words[index - 1].rank != 0;
    return content == 2 && plain && before && first.at.size() >= 5 && second.at.size() >= 5 &&
           first.at.size() + second.at.size() >= long_pair;
}

std::size_t DoubledPhrases::propose_at(const Document& document, std::size_t index, bool transcript,
                                       EditSink& sink) const {
    const auto& words = document.words();
    for (std::size_t n = std::min(longest, (words.size() - index) / 2); n >= 2; --n) {
        if (words[index].hash != words[index + n].hash) continue;
        const Rule* rule = phrase_echo(document, index, n, transcript);
        if (rule == nullptr) continue;
        const Span<Working> once{words[index].at.begin, words[index + n - 1].at.end};
        const std::size_t end = index + 2 * n;
        std::string after(document.text(once));
        sink.propose(
            {{once.begin, words[end - 1].at.end}, std::move(after), rule->id, rule->confidence, {}, {}});
        return end;
    }
    return index;
}

}  // namespace mtmend
