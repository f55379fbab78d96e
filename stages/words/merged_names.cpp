#include "stages/words/merged_names.hpp"

#include <algorithm>

#include "stages/words/context.hpp"

namespace mtmend {

MergedNames::MergedNames(const Dictionaries& dictionaries, const Halves& halves) : halves_(halves) {
    for (const TableRow& row : dictionaries.table("words/surnames.tsv", 1)) surnames_.insert(row.cells[0]);
    for (const TableRow& row : dictionaries.table("lines/names.tsv", 1)) {
        const std::string_view name = row.cells[0];
        const std::size_t space = name.find(' ');
        if (space == std::string_view::npos || name.find(' ', space + 1) != std::string_view::npos) continue;
        known_names_.insert(WordPairs::key(name.substr(0, space), name.substr(space + 1)));
    }
}

std::optional<std::size_t> MergedNames::end_of_name(const Document& document, std::size_t index) const {
    const std::string_view word = document.text(document.words()[index]);
    for (std::size_t at = 4; at + 2 <= word.size(); ++at) {
        const std::string_view name = word.substr(0, at);
        const std::string_view rest = word.substr(at);
        const bool verb = rest.size() >= 6 && rest.ends_with("ed") && words::is_common(document, rest, 20);
        const std::uint32_t roles = words::is_plain_lower(rest) ? halves_.roles(rest) : 0;
        const bool sure_rest = verb || (roles & Halves::after_name);
        if (!sure_rest && !(roles & Halves::after_famous)) continue;
        const bool famous = surnames_.contains(std::string(name));
        if (famous) return at;
        const auto* entry = document.lexicon().words.find(folded_hash(name));
        const bool only_name = entry == nullptr || (entry->forms & WordTable::lower_form) == 0;
        const bool long_word = verb && name.size() >= 8;
        if (sure_rest && (only_name || long_word) && document.count(name) > 0) return at;
    }
    return end_of_unknown_name(document, index);
}

/// "Carlo Castellottiwho had", "Mario Rossiassured that": no name ends in these words, so that none need know
/// the name. Another capital stands before it, and prose goes on behind it.
std::optional<std::size_t> MergedNames::end_of_unknown_name(const Document& document,
                                                            std::size_t index) const {
    const auto& all = document.words();
    const std::string_view word = document.text(all[index]);
    const Word* before = words::before(document, index);
    const Word* behind = words::behind(document, index);
    if (before == nullptr || behind == nullptr || !before->capital || behind->capital) return std::nullopt;
    if (behind->rank == 0 || behind->rank > 20 || before->at.size() < 3) return std::nullopt;
    // "Then Castellottiwho": the first capital of a sentence proves no name.
    const auto* entry = document.lexicon().words.find(before->hash);
    const bool opens = document.sentence_at(before->at.begin).begin == before->at.begin;
    if (opens && entry != nullptr && (entry->forms & WordTable::lower_form) != 0) return std::nullopt;
    for (std::size_t at = 4; at + 3 <= word.size(); ++at) {
        if (halves_.roles(word.substr(at)) & Halves::behind_name) return at;
    }
    return std::nullopt;
}

std::size_t MergedNames::second_capital(const Document& document, std::size_t index) {
    const Word& word = document.words()[index];
    const std::string_view text = document.text(word);
    if (!word.capital || word.has_digit || text.size() < 4 || text.size() > words::longest_word) return 0;
    std::size_t at = 1;
    while (at < text.size() && text[at] >= 'a' && text[at] <= 'z') ++at;
    if (at < 3 || at == text.size() || text[at] < 'A' || text[at] > 'Z') return 0;
    if (!words::is_plain_lower(text.substr(at + 1)) || word.rank != 0) return 0;
    return words::stands_alone(document, word) ? at : 0;
}

/// "Federal Reserve" where it lost its space, and "Donald J": two capitals in one word are a brand as often,
/// so that the article has to have the two side by side, or both as parts of a name.
std::optional<bool> MergedNames::are_two(const Document& document, WordPairs& pairs, std::size_t index,
                                         std::size_t at) const {
    const std::string_view word = document.text(document.words()[index]);
    const std::string_view a = word.substr(0, at);
    const std::string_view b = word.substr(at);
    if (document.count(word) > 1) return std::nullopt;
    // "ConstProp", "MobileGov": parts that are clipped make a name of their own.
    const bool initial = b.size() == 1;
    const bool whole = words::is_common(document, a, 35) && a.size() >= 4 &&
                       words::is_common(document, b, 35) && b.size() >= 4;
    if ((whole || initial) && pairs.hold(a, b)) return true;
    const auto is_only_name = [&](std::string_view part) {
        const auto* entry = document.lexicon().words.find(folded_hash(part));
        return entry == nullptr || (entry->forms & WordTable::lower_form) == 0;
    };
    if (b.size() < 3) return std::nullopt;
    const bool named = is_only_name(b) && document.count(b) > 0;
    const Rank ra = document.lexicon().rank(a);
    if (is_only_name(b) && (halves_.roles(a) & Halves::title)) return true;
    if (known_names_.contains(WordPairs::key(a, b))) return true;
    if (named && (halves_.roles(a) & Halves::opener)) return true;
    if (named && ra != 0 && is_only_name(a)) return true;
    const Rank rb = document.lexicon().rank(b);
    const bool words_of_names =
        halves_.is_inflected(a) && a.size() >= 7 && ra != 0 && ra <= 35 && rb != 0 && rb <= 35;
    if (words_of_names && b.size() >= 5) return false;
    return std::nullopt;
}

bool MergedNames::is_accented_name(const Document& document, std::size_t index) {
    const Word& word = document.words()[index];
    if (!word.capital || word.all_capitals || word.non_latin || word.has_digit || word.rank != 0)
        return false;
    const std::string_view text = document.text(word);
    const bool plain =
        std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) > 0; });
    return !plain && text.size() >= 7 && text.size() <= words::longest_word &&
           words::stands_alone(document, word);
}

}  // namespace mtmend
