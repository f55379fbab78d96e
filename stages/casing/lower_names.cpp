#include "stages/casing/lower_names.hpp"

#include <algorithm>

#include "stages/context.hpp"

namespace mtmend {

void LowerNames::proper_name(std::size_t i) const {
    if (is_part_of_token(i) || is_uncapitalised_block(i) || is_fixed_phrase(i) || is_variety(i)) return;
    if (is_hyphenated(i) && (!lists_.proper.contains(stem_hash(word(i))) || is_slug(i))) return;
    if (context::is_quoted_alone(document_, word(i).at)) return;
    if (beside_foreign_words(i) || is_epithet(i)) return;
    if (lists_.pointed.contains(stem_hash(word(i)))) return capitalise(i, cards_.pointed_name);
    capitalise(i, is_thing(i) ? cards_.name_likely : cards_.proper_name);
}

/// "var. niger", "subsp. canadensis": the last part of a plant's or an animal's name.
bool LowerNames::is_variety(std::size_t i) const {
    if (i == 0 || context::gap_after(document_, i - 1) != ". ") return false;
    return !word(i - 1).capital && lists_.ranks.contains(word(i - 1).hash);
}

/// True where no noun follows that the word may belong to.
bool LowerNames::ends_clause(std::size_t i) const {
    return !context::runs_on(document_, i) || lists_.clause_words.contains(word(i + 1).hash);
}

/// "Cornus florida": behind a capitalised word that is not of newspapers, a species may be named after a
/// place.
bool LowerNames::is_epithet(std::size_t i) const {
    constexpr std::size_t shortest_genus = 4;
    if (i == 0 || !context::runs_on(document_, i - 1) || !ends_clause(i)) return false;
    const Word& genus = word(i - 1);
    constexpr Rank everyday = 60;
    if (!genus.capital || genus.all_capitals || genus.possessive) return false;
    if (genus.rank != 0 && genus.rank <= everyday) return false;
    return genus.at.size() >= shortest_genus && !lists_.calendar.contains(stem_hash(word(i)));
}

/// "a coffee and a danish", "two warm afghans".
bool LowerNames::is_thing(std::size_t i) const {
    if (!lists_.things.contains(stem_hash(word(i))) || !ends_clause(i)) return false;
    constexpr std::size_t look_back = 2;
    for (std::size_t k = i; k > 0 && i - k < look_back && context::runs_on(document_, k - 1);) {
        const Word& before = word(--k);
        if (before.has_digit || lists_.before_things.contains(before.hash)) return true;
        if (lists_.clause_words.contains(before.hash)) return false;
    }
    return false;
}

/// "trends-on-tuesday": words strung together with hyphens, unlike "anti-american".
bool LowerNames::is_slug(std::size_t i) const {
    if (i == 0 || context::gap_after(document_, i - 1) != "-") return false;
    return word(i - 1).at.size() > 5 || (i > 1 && context::gap_after(document_, i - 2) == "-");
}

bool LowerNames::stands_before_surname(std::size_t i) const {
    if (!has(i + 1) || !word(i + 1).capital || !context::runs_on(document_, i)) return false;
    const bool initial = word(i + 1).at.size() == 1 && context::gap_after(document_, i + 1) == ". ";
    return (initial || (!word(i + 1).all_capitals && word(i + 1).at.size() > 2)) && !is_part_of_token(i) &&
           !is_hyphenated(i) && !is_uncapitalised_block(i);
}

bool LowerNames::is_office_holder(std::size_t i) const {
    if (!lists_.office_holders.contains(stem_hash(word(i))) || is_part_of_token(i) || is_hyphenated(i))
        return false;
    if (is_behind_title(i)) return true;
    if (i > 0 && word(i - 1).capital && context::runs_on(document_, i - 1) &&
        lists_.first_names.contains(word(i - 1).hash))
        return true;
    std::size_t noun = i + 1;
    // "the obama and Biden administrations"
    if (has(i + 3) && word(i + 2).capital && context::runs_on(document_, i + 1)) noun = i + 3;
    return has(noun) && context::runs_on(document_, noun - 1) && context::runs_on(document_, i) &&
           lists_.administrations.contains(word(noun).hash);
}

const Rule& LowerNames::card_of_article(std::size_t i) const {
    return lists_.pointed.contains(stem_hash(word(i))) ? cards_.pointed_name : cards_.name_of_article;
}

void LowerNames::likely_name(std::size_t i) const {
    if (is_part_of_token(i) || is_hyphenated(i) || is_uncapitalised_block(i) || is_fixed_phrase(i)) return;
    if (beside_foreign_words(i) && !is_behind_title(i)) return;
    if (context::is_quoted_alone(document_, word(i).at)) return;
    const ArticleCase::Spelling spelling = article_.spelling_of(stem_hash(word(i)));
    const bool shown = spelling.capital > spelling.lower && !is_command(i);
    if (is_behind_title(i) || is_in_name(i)) return capitalise(i, cards_.name_of_article);
    if (shown) return capitalise(i, card_of_article(i));
    if (spelling.capital > 0 || has_capital_neighbour(i) ||
        (lists_.sure_first_names.contains(stem_hash(word(i))) && !is_command(i)))
        capitalise(i, cards_.name_likely);
}

/// "doug Burgum", "Lloyd austin", "the kaiser Permanente": a part of a name whose other part has its
/// capital. Not "Tyto alba": behind a capital only first names count.
bool LowerNames::is_in_name(std::size_t i) const {
    if (has(i + 1) && word(i + 1).capital && !word(i + 1).all_capitals && word(i + 1).at.size() > 2 &&
        context::gap_after(document_, i) == " " && word(i).rank <= 40)
        return true;
    if (lists_.sure_first_names.contains(word(i).hash) && stands_before_surname(i)) return true;
    return i > 0 && word(i - 1).capital && context::runs_on(document_, i - 1) &&
           lists_.sure_first_names.contains(word(i - 1).hash);
}

/// "running jekyll build", "search on barack obama": the word as somebody types it.
bool LowerNames::is_command(std::size_t i) const {
    for (std::size_t k = i, steps = 0; k > 0 && steps < 3; ++steps) {
        if (!context::runs_on(document_, --k)) return false;
        if (lists_.mention_nouns.contains(word(k).hash)) return true;
    }
    return false;
}

bool LowerNames::has_capital_neighbour(std::size_t i) const {
    return (i > 0 && word(i - 1).capital && context::runs_on(document_, i - 1) &&
            !context::opens(document_, i - 1)) ||
           (has(i + 1) && word(i + 1).capital && context::runs_on(document_, i));
}

bool LowerNames::is_name_of_article(std::size_t i, std::uint8_t forms) const {
    if (word(i).at.size() < 4 || (forms != 0 && !stands_with_name(i))) return false;
    if (is_part_of_token(i) || is_hyphenated(i) || is_uncapitalised_block(i) || is_fixed_phrase(i))
        return false;
    if (forms == 0 && is_one_of_many(i)) return false;
    if (lists_.common.contains(word(i).hash) || context::is_quoted_alone(document_, word(i).at)) return false;
    if (beside_foreign_words(i)) return false;
    const ArticleCase::Spelling spelling = article_.spelling_of(stem_hash(word(i)));
    if (forms != 0) return spelling.capital > 0 && (pair_stands(i) || is_behind_title(i));
    return spelling.capital >= 2 * spelling.lower && !has_noun_ending(i);
}

/// "he held a boun, a feast", "as for the narwhale,": what a lone article stands before is a common noun.
bool LowerNames::is_one_of_many(std::size_t i) const {
    if (i == 0 || !context::runs_on(document_, i - 1)) return false;
    const std::string_view article = document_.text(word(i - 1));
    return (article == "a" || article == "an" || article == "the") && ends_clause(i);
}

/// A word that no list knows may be a new common noun ("crowdsourcing").
bool LowerNames::has_noun_ending(std::size_t i) const {
    const std::string_view text = document_.text(word(i));
    return std::any_of(lists_.noun_endings.begin(), lists_.noun_endings.end(),
                       [&](const std::string& ending) { return text.ends_with(ending); });
}

/// True behind a title or first name, and for a first name before a capitalised word: there even a word
/// that is a common noun elsewhere ("trump", "mark") is a name.
bool LowerNames::stands_with_name(std::size_t i) const {
    const bool behind =
        i > 0 && word(i - 1).capital && context::runs_on(document_, i - 1) &&
        (lists_.titles.contains(word(i - 1).hash) || lists_.first_names.contains(word(i - 1).hash));
    const bool ahead = has(i + 1) && word(i + 1).capital && context::runs_on(document_, i) &&
                       lists_.first_names.contains(word(i).hash);
    return behind || ahead;
}

/// The pair with the capitalised word before or behind it stands in the article with both capitalised.
bool LowerNames::pair_stands(std::size_t i) const {
    const std::string name = capitalised(i);
    for (const std::size_t other : {i - 1, i + 1}) {
        if (!has(other) || !word(other).capital || !context::runs_on(document_, std::min(i, other))) continue;
        const std::string neighbour(document_.text(word(other)));
        const std::string pair = other < i ? neighbour + " " + name : name + " " + neighbour;
        if (article_.has_pair(pair)) return true;
    }
    return false;
}

}  // namespace mtmend
