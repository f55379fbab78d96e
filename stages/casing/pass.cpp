#include "stages/casing/pass.hpp"

#include <algorithm>

#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"
#include "stages/propose.hpp"

namespace mtmend {

bool CasingPass::is_part_of_token(std::size_t i) const {
    const std::string_view text = document_.text();
    const Span<Working> at = word(i).at;
    constexpr std::string_view token_signs = "/\\_@#$%&=+~|<>{}[]^`*";
    if (at.begin > 0 && token_signs.find(text[at.begin - 1]) != std::string_view::npos) return true;
    if (at.begin > 0 && text[at.begin - 1] == ':') return true;
    if (at.begin > 1 && text[at.begin - 1] == '.' && text[at.begin - 2] != ' ') return true;
    if (at.end < text.size() && token_signs.find(text[at.end]) != std::string_view::npos) return true;
    return at.end + 1 < text.size() && (text[at.end] == '.' || text[at.end] == ':' || text[at.end] == '(') &&
           utf8::is_word(utf8::decode(text, at.end + 1).value);
}

bool CasingPass::is_hyphenated(std::size_t i) const {
    return (i > 0 && context::gap_after(document_, i - 1) == "-") ||
           context::gap_after(document_, i).starts_with("-");
}

bool CasingPass::is_fixed_phrase(std::size_t i) const {
    return (has(i + 1) && stands_fixed(i, i + 1)) || (i > 0 && stands_fixed(i - 1, i));
}

bool CasingPass::stands_fixed(std::size_t first, std::size_t second) const {
    const auto it = lists_.fixed.find(word(first).hash);
    if (it == lists_.fixed.end() || context::gap_after(document_, first) != " ") return false;
    return std::find(it->second.begin(), it->second.end(), word(second).hash) != it->second.end();
}

bool CasingPass::beside_foreign_words(std::size_t i) const {
    if (i > 0 && lists_.mention_nouns.contains(word(i - 1).hash) && context::runs_on(document_, i - 1))
        return true;
    for (const std::size_t k : {i - 1, i + 1}) {
        if (!has(k)) continue;
        if (!context::runs_on(document_, std::min(i, k))) continue;
        const Word& w = word(k);
        if (context::is_foreign_function_word(document_, w) || (w.rank == 0 && !w.capital && !w.has_digit))
            return true;
    }
    return false;
}

bool CasingPass::is_behind_title(std::size_t i) const {
    if (i == 0 || !word(i - 1).capital) return false;
    if (context::gap_after(document_, i - 1) == ". ") return lists_.short_titles.contains(word(i - 1).hash);
    return context::runs_on(document_, i - 1) && word(i).rank > 10 &&
           lists_.name_titles.contains(word(i - 1).hash);
}

bool CasingPass::is_surely_name(const Word& w) const {
    const auto* entry = document_.lexicon().words.find(stem_hash(w));
    return w.at.size() >= 3 && (entry == nullptr || (entry->forms & WordTable::lower_form) == 0);
}

std::string CasingPass::capitalised(std::size_t i) const {
    const std::string_view text = document_.text(word(i));
    const std::size_t first = utf8::decode(text, 0).size;
    return utf8::to_upper(text.substr(0, first)) + std::string(text.substr(first));
}

void CasingPass::capitalise(std::size_t i, const Rule& rule) const {
    propose(document_, sink_, rule, word(i).at, capitalised(i));
}

}  // namespace mtmend
