#include "stages/words/halves.hpp"

#include "pipeline/split.hpp"
#include "stages/word_roles.hpp"

namespace mtmend {

Halves::Halves(const Dictionaries& dictionaries) {
    read_joints(dictionaries);
    const auto give = [&](std::string_view word, std::uint32_t role) { roles_[folded_hash(word)] |= role; };
    for_each_word_of_role(dictionaries, "words/compounds.tsv", {"prefix", "suffix", "end"},
                          [&](std::size_t role, std::string_view word) { give(word, prefix << role); });
    for_each_word_of_role(dictionaries, "words/forms_of_be.tsv", {"finite", "bare"},
                          [&](std::size_t, std::string_view word) { give(word, form_of_be); });
    Endings* const endings[] = {&adjective_endings_, &inflected_endings_, &noun_endings_};
    for_each_word_of_role(
        dictionaries, "words/endings.tsv", {"adjective", "inflected", "noun"},
        [&](std::size_t role, std::string_view ending) { endings[role]->emplace_back(ending); });
}

void Halves::read_joints(const Dictionaries& dictionaries) {
    // In the order of the roles.
    const std::vector<std::string_view> names = {
        "left",        "left-long",    "right",       "pair",        "before-a",   "final",
        "count",       "auxiliary",    "after-i",     "attributive", "determiner", "after-figure",
        "before-verb", "title",        "behind-name", "commonest",   "opener",     "subject",
        "particle",    "ends-no-name", "after-name",  "after-famous"};
    for (const TableRow& row : dictionaries.table("words/joints.tsv", 2)) {
        std::uint32_t all = 0;
        for (const std::string_view role : nonempty_parts(row.cells[1], ' '))
            all |= 1u << role_among(names, role, row);
        roles_[folded_hash(row.cells[0])] |= all;
        if (all & commonest) longest_commonest_ = std::max(longest_commonest_, row.cells[0].size());
    }
}

namespace words {

bool is_common(const Document& document, std::string_view word, Rank limit) {
    const Rank rank = document.lexicon().rank(word);
    return rank != 0 && rank <= limit;
}

bool is_verb_form(std::string_view word) {
    return word.ends_with("ing") || word.ends_with("ed");
}

bool is_compared(const Document& document, std::string_view word) {
    if (word == "best" || word == "worst") return true;
    if (word.size() < 5) return false;
    const std::string stem(word.substr(0, word.size() - (word.ends_with("er") ? 2 : 3)));
    if (word.ends_with("er")) return is_common(document, stem + "est", 35);
    return word.ends_with("est") && is_common(document, stem + "er", 35) && is_common(document, word, 35);
}

bool is_doer(const Document& document, std::string_view word) {
    constexpr Rank everyday = 35;
    if (word.ends_with('s')) word.remove_suffix(1);
    if (!word.ends_with("er") && !word.ends_with("or")) return false;
    return word.size() >= 5 && (is_common(document, word.substr(0, word.size() - 2), everyday) ||
                                is_common(document, word.substr(0, word.size() - 1), everyday));
}

bool is_plural(const Document& document, std::string_view word) {
    return word.ends_with('s') && !word.ends_with("ss") && word.size() >= 4 &&
           document.lexicon().rank(word.substr(0, word.size() - 1)) != 0;
}

}  // namespace words
}  // namespace mtmend
