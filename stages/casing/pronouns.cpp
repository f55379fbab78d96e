#include "stages/casing/pronouns.hpp"

#include <algorithm>

#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"
#include "stages/propose.hpp"

namespace mtmend {

void Pronouns::lone_letter(std::size_t i) {
    const std::string_view text = document_.text(word(i));
    if (text[0] != 'i' || is_part_of_token(i)) return;
    const bool contracted = text.size() > 1 && lists_.forms_of_i.contains(word(i).hash);
    if (!contracted && text.size() > 1) return;
    if (is_uncapitalised_block(i) || !mostly_capital_i()) return;
    if (!contracted &&
        (!has(i + 1) || !context::runs_on(document_, i) || word(i + 1).capital || word(i + 1).rank == 0 ||
         word(i + 1).rank > 50 || lists_.not_after_i.contains(word(i + 1).hash)))
        return;
    if (i > 0) {
        const std::string_view gap = context::gap_after(document_, i - 1);
        if (gap.empty() || gap.ends_with('-') || gap.find_first_of("(=<>[/") != std::string_view::npos)
            return;
        if (word(i - 1).at.size() == 1 && document_.text(word(i - 1)) != "a" && !word(i - 1).capital) return;
        // "Novák i premier": behind a name that no list knows, it may be the "and" of a Slavic language.
        if (gap == " " && word(i - 1).rank == 0 && (!word(i - 1).capital || !contracted)) return;
    }
    if (is_quoted_as_typed(i)) return;
    propose(document_, sink_, cards_.pronoun_i, {word(i).at.begin, word(i).at.begin + 1}, "I");
}

/// "she tweeted: “i am not your hero, and i never was”": the quotation begins with the pronoun and has no
/// capital at all, since its writer uses none.
bool Pronouns::is_quoted_as_typed(std::size_t i) const {
    const auto ends_with_mark = [](std::string_view gap) { return gap.ends_with('"') || gap.ends_with("“"); };
    constexpr std::size_t reach = 60;  // words
    std::size_t first = i;
    while (first > 0 && i - first < reach && !ends_with_mark(context::gap_after(document_, first - 1))) {
        if (word(first - 1).capital) return false;
        --first;
    }
    if (first == 0 && !ends_with_mark(document_.text().substr(0, word(0).at.begin))) return false;
    if (first > 0 && !ends_with_mark(context::gap_after(document_, first - 1))) return false;
    if (word(first).capital || !lists_.forms_of_i.contains(word(first).hash)) return false;
    for (std::size_t k = i; k < i + reach && has(k); ++k) {
        if (word(k).capital) return false;
        const std::string_view gap = context::gap_after(document_, k);
        if (gap.find('"') != std::string_view::npos || gap.find("”") != std::string_view::npos) return true;
        if (gap.find('\n') != std::string_view::npos) return false;
    }
    return false;
}

bool Pronouns::mostly_capital_i() {
    if (!capital_i_) {
        int capital = 0;
        int lower = 0;
        for (const Word& w : document_.words()) {
            const std::string_view text = document_.text(w);
            if (text.size() != 1 && text.substr(1, 1) != "'" && text.substr(1, 3) != "’") continue;
            capital += text[0] == 'I';
            lower += text[0] == 'i';
        }
        capital_i_ = capital >= lower || lower <= 2;
    }
    return *capital_i_;
}

/// "“It is over”, He said".
bool Pronouns::is_tag_of_quotation(std::size_t i) const {
    if (!lists_.subjects.contains(word(i).hash)) return false;
    const std::string_view gap = context::gap_after(document_, i - 1);
    return gap == "”, " || gap == "\", " || gap == "?”, " || gap == "!”, ";
}

void Pronouns::inner_capital(std::size_t i) {
    const bool tag = is_tag_of_quotation(i);
    if (!tag) {
        if (!context::runs_on(document_, i - 1) || word(i - 1).capital || word(i - 1).has_digit) return;
        if (!lists_.before_pronoun.contains(word(i - 1).hash)) return;
    }
    if (!has(i + 1) || !context::runs_on(document_, i) || word(i + 1).capital || word(i + 1).rank == 0)
        return;
    if ((!tag && context::opens(document_, i)) || context::in_title_case(document_, i)) return;
    if (is_sacred() || is_inside_quotes(i)) return;
    if (article_.spelling_of(stem_hash(word(i))).capital > 2 &&
        article_.spelling_of(stem_hash(word(i))).capital > article_.spelling_of(stem_hash(word(i))).lower)
        return;
    const std::string_view text = document_.text(word(i));
    propose(document_, sink_, cards_.inner_capital, word(i).at,
            utf8::to_lower(text.substr(0, 1)) + std::string(text.substr(1)));
}

/// "He" of a god is a choice of the writer.
bool Pronouns::is_sacred() {
    if (!sacred_) {
        sacred_ = false;
        for (const Word& w : document_.words()) *sacred_ = *sacred_ || lists_.sacred.contains(stem_hash(w));
    }
    return *sacred_;
}

bool Pronouns::is_inside_quotes(std::size_t i) const {
    const Line& line = document_.line_at(word(i).at.begin);
    const std::size_t from = std::max(line.begin, word(i).at.begin > 200 ? word(i).at.begin - 200 : 0);
    const std::string_view left = document_.text().substr(from, word(i).at.begin - from);
    std::size_t straight = 0;
    int open = 0;
    for (std::size_t at = 0; at < left.size(); ++at) {
        straight += left[at] == '"';
        if (left.substr(at, 3) == "“" || left.substr(at, 2) == "«") ++open;
        if (left.substr(at, 3) == "”" || left.substr(at, 2) == "»") --open;
    }
    return straight % 2 == 1 || open > 0;
}

}  // namespace mtmend
