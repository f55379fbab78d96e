#include "stages/names/acronyms.hpp"

#include <fmt/format.h>

#include <cstdint>

#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"

namespace mtmend::names {

void Acronyms::note(const NameMatch& match) {
    if (match.form->kind == NameKind::acronym && is_expanded(match)) expanded_.insert(match.form->entry);
}

std::optional<Edit> Acronyms::mend(const NameMatch& match) const {
    const bool in_context = !match.form->vouched_by.empty();
    if (in_context && (!is_meant_here(match) || is_signature(match))) return std::nullopt;
    if (stands_beside(match, match.form->canonical) || expanded_.contains(match.form->entry))
        return std::nullopt;
    if (usage_.means_something_else(match)) return std::nullopt;
    std::string name = usage_.spelling_of(match.form->canonical);
    if (lists_.with_article.contains(folded_hash(match.form->canonical))) {
        const Word* next = around_.after(match);
        const bool attributive = next != nullptr && !around_.starts_sentence(match, *next) &&
                                 !lists_.clause_words.contains(next->hash);
        // "World Health Organization (OMS)", and headlines, go without.
        if (!around_.is_bracketed(match) && !context::in_heading(document_, match.first))
            name = writer_.with_article(match, name, attributive);
    }
    return writer_.edit(match, name, in_context ? cards_.acronym_in_context : cards_.acronym,
                        Confidence::safe);
}

bool Acronyms::is_meant_here(const NameMatch& match) const {
    if (context::in_capitals(document_, match.first) || !usage_.speaks_of(match.form->vouched_by))
        return false;
    const auto* entry = document_.lexicon().words.find(table_.words_of(*match.form).front());
    const bool english = entry != nullptr && entry->rank <= 70;
    return !english || around_.is_bracketed(match);
}

std::optional<Edit> Acronyms::in_title_case(const NameMatch& match) const {
    const Word* previous = around_.before(match);
    if (previous != nullptr && !previous->all_capitals && around_.in_longer_name(match)) return std::nullopt;
    const std::string name = match.form->canonical;
    const bool own = usage_.has_in_capitals(name);
    Edit e =
        writer_.edit(match, name, cards_.title_case_acronym, own ? Confidence::safe : Confidence::likely);
    if (own) e.why = fmt::format("the article writes “{}” elsewhere", name);
    return e;
}

bool Acronyms::is_expanded(const NameMatch& match) const {
    if (!around_.is_bracketed(match)) return false;
    const std::string_view form = match.form->text;
    std::size_t i = match.first;
    for (std::size_t at = form.size(); at > 0;) {
        const auto letter = utf8::decode_before(form, at);
        at -= letter.size;
        if (!utf8::is_letter(letter.value)) continue;
        while (i > 1 && is_joint(i - 1, letter.value)) --i;
        if (i == 0) return false;
        // "batterer intervention programme (BIP)": in small letters they have to be English words.
        const char32_t first = utf8::decode(document_.text(), word(--i).at.begin).value;
        const bool english = word(i).rank != 0 && word(i).rank <= 60;
        const bool small = english && letter.value < 0x80 && first == (letter.value | 0x20);
        if (first != letter.value && !small) return false;
    }
    return true;
}

bool Acronyms::is_joint(std::size_t i, char32_t initial) const {
    const Word& between = word(i);
    if (between.capital || between.rank == 0 || between.rank > 10 || between.at.size() > 4) return false;
    const auto first_of = [&](const Word& w) { return utf8::decode(document_.text(), w.at.begin).value; };
    return first_of(between) != (initial | 0x20) || first_of(word(i - 1)) == initial;
}

bool Acronyms::is_signature(const NameMatch& match) const {
    const std::string_view text = document_.text();
    const std::string_view left = text.substr(0, match.at.begin);
    if (match.at.end < text.size() && text[match.at.end] != '\n') return false;
    return left.ends_with("--") || left.ends_with("-- ") || left.ends_with("—") || left.ends_with("— ");
}

bool Acronyms::stands_beside(const NameMatch& match, const std::string& name) const {
    const std::uint64_t hash = folded_hash(name);
    return (match.first > 0 && word(match.first - 1).hash == hash) ||
           (match.last < document_.words().size() && word(match.last).hash == hash);
}

}  // namespace mtmend::names
