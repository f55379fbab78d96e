#include "stages/names/places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"

namespace mtmend::names {
namespace {

/// A year that an article names, or 0.
int year_of(const Document& document, const Word& word) {
    const std::string_view text = document.text(word);
    const bool year = word.has_digit && text.size() == 4 && text >= "1000" && text <= "2099" &&
                      text.find_first_not_of("0123456789") == std::string_view::npos;
    return year ? std::stoi(std::string(text)) : 0;
}

constexpr int first_year_of_now = 1991;

}  // namespace

void Places::note(const NameMatch& match) {
    if (match.form->kind == NameKind::place && stands_as_place(match)) shown_.insert(match.form);
}

void Places::note_usage(const NameMatch& match) {
    if (match.form->kind != NameKind::house_spelling) return;
    if (around_.gives_both_names(match)) both_named_.emplace(match.form->canonical);
    if (!about_the_past_) about_the_past_ = is_about_the_past();
}

std::optional<Edit> Places::mend(const NameMatch& match) const {
    if (around_.in_longer_name(match) || around_.gives_both_names(match) || has_strange_neighbour(match))
        return std::nullopt;
    // "South Chine Sea", but not "Brasil Telecom"
    const bool before_name = around_.after(match) != nullptr && around_.after(match)->capital;
    const bool behind_direction =
        around_.before(match) != nullptr && lists_.directions.contains(around_.before(match)->hash);
    const bool shown =
        shown_.contains(match.form) && (!before_name || behind_direction || stands_as_place(match));
    const bool safe = shown || (match.form->confidence == Confidence::safe && !may_be_a_name(match));
    if (usage_.means_something_else(match)) return std::nullopt;
    if (!match.form->vouched_by.empty() && (match.in_capitals || !usage_.speaks_of(match.form->vouched_by)))
        return std::nullopt;
    // "(Londres: Gallimard)": a publisher's imprint.
    if (context::gap_after(document_, match.last - 1).starts_with(":") && match.first > 0 &&
        context::gap_after(document_, match.first - 1).ends_with("("))
        return std::nullopt;
    std::string name = place_name(match);
    if (name.starts_with("the ")) {
        const Word* next = around_.after(match);
        const bool attributive = next != nullptr && next->capital;
        name = writer_.with_article(match, name.substr(4), attributive);
    }
    return writer_.edit(match, writer_.shaped(match, name), safe ? cards_.place : cards_.place_likely,
                        safe ? Confidence::safe : Confidence::likely);
}

std::optional<Edit> Places::house_spelling(const NameMatch& match) const {
    if (around_.in_longer_name(match) || both_named_.contains(match.form->canonical.view()) ||
        about_the_past_.value_or(false) || is_historic(match))
        return std::nullopt;
    const std::string name = match.form->canonical;
    const bool own = usage_.has(name);
    Edit e = writer_.edit(match, writer_.shaped(match, name), cards_.house_spelling,
                          own ? Confidence::safe : match.form->confidence);
    if (own) e.why = fmt::format("the article writes “{}” elsewhere", name);
    return e;
}

bool Places::is_about_the_past() const {
    std::size_t before = 0, since = 0;
    for (const Word& word : document_.words()) {
        const int year = year_of(document_, word);
        if (year != 0) ++(year < first_year_of_now ? before : since);
    }
    return before >= 2 && before > since;
}

bool Places::is_historic(const NameMatch& match) const {
    if (around_.near(match, lists_.historic_words, 40, 40)) return true;
    const Sentence& sentence = document_.sentence_at(match.at.begin);
    const std::size_t last = std::min(match.last + 40, document_.words().size());
    for (std::size_t i = match.first > 40 ? match.first - 40 : 0; i < last; ++i) {
        const int year = sentence.contains(word(i).at) ? year_of(document_, word(i)) : 0;
        if (year != 0 && year < first_year_of_now) return true;
    }
    return false;
}

std::string Places::place_name(const NameMatch& match) const {
    const auto it = lists_.variants.find(std::string(match.form->canonical));
    if (it == lists_.variants.end()) return match.form->canonical;
    const std::uint64_t written = folded_hash(document_.text(match.at));
    for (const std::string& variant : it->second) {
        if (folded_hash(variant) == written) return variant;
    }
    return usage_.spelling_of(match.form->canonical);
}

bool Places::has_strange_neighbour(const NameMatch& match) const {
    const auto is_strange = [&](std::size_t i) { return word(i).capital && word(i).rank == 0; };
    const bool behind = match.last < document_.words().size() && !match.possessive;
    if (match.first > 0 && context::gap_after(document_, match.first - 1) == "-" &&
        is_strange(match.first - 1))
        return true;
    if (behind && context::gap_after(document_, match.last - 1) == "-" && is_strange(match.last)) return true;
    const bool sure = match.form->confidence == Confidence::safe && match.form->vouched_by.empty();
    return !sure && (is_no_english(around_.after(match)) || is_accented(around_.before(match)));
}

bool Places::is_no_english(const Word* w) const {
    if (w == nullptr) return false;
    if (!w->capital) return is_accented(w);
    const auto* entry = document_.lexicon().words.find(w->hash);
    return entry == nullptr || entry->rank > 50 || (entry->forms & WordTable::lower_form) == 0;
}

bool Places::is_accented(const Word* w) const {
    if (w == nullptr || w->rank != 0) return false;
    const std::string_view text = document_.text(*w);
    return utf8::unaccented(text) != utf8::folded(text);
}

bool Places::may_be_a_name(const NameMatch& match) const {
    if (match.in_capitals) return !context::in_capitals(document_, match.first);
    const Word* next = around_.after(match);
    return next != nullptr && next->capital && is_no_english(next) &&
           !context::in_title_case(document_, match.first) && !table_.match_at(document_, match.last);
}

bool Places::stands_as_place(const NameMatch& match) const {
    if (match.form->confidence == Confidence::safe || match.in_capitals || around_.in_longer_name(match))
        return false;
    const Word* previous = around_.before(match);
    const Word* next = around_.after(match);
    static const std::uint64_t republic = folded_hash("republic");
    if (previous != nullptr && match.first > 1 && word(match.first - 2).hash == republic) return true;
    if (next != nullptr && !match.possessive && (next->capital || !lists_.clause_words.contains(next->hash)))
        return false;
    if (country_beside(match)) return true;
    if (previous == nullptr || !lists_.place_prepositions.contains(previous->hash)) return false;
    static const std::uint64_t of = folded_hash("of");
    return document_.contains(match.form->canonical) ||
           (previous->hash != of && lists_.placed_forms.contains(folded_hash(match.form->text)));
}

bool Places::country_beside(const NameMatch& match) const {
    static const std::uint64_t conjunctions[] = {folded_hash("and"), folded_hash("or")};
    static const std::uint64_t the = folded_hash("the");
    const auto joins = [&](std::size_t i) {
        return word(i).hash == conjunctions[0] || word(i).hash == conjunctions[1];
    };
    const auto is_country = [&](std::size_t i) {
        return i < document_.words().size() && word(i).capital &&
               (lists_.countries.contains(word(i).hash) ||
                (context::runs_on(document_, i) && lists_.countries.contains(pair_hash(i))));
    };
    std::size_t i = match.last;
    if (i < document_.words().size() && !match.possessive) {
        const bool comma = context::gap_after(document_, i - 1) == ", ";
        if (comma || (context::runs_on(document_, i - 1) && joins(i))) {
            if (joins(i)) ++i;
            if (i < document_.words().size() && word(i).hash == the) ++i;
            if (is_country(i)) return true;
        }
    }
    if (match.first == 0) return false;
    i = match.first - 1;
    if (context::runs_on(document_, i) && joins(i) && i > 0)
        --i;
    else if (context::gap_after(document_, i) != ", ")
        return false;
    return is_country(i) || (i > 0 && is_country(i - 1));
}

std::uint64_t Places::pair_hash(std::size_t i) const {
    return folded_hash(document_.text(Span<Working>{word(i).at.begin, word(i + 1).at.end}));
}

}  // namespace mtmend::names
