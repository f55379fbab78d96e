#include "stages/names/people.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "stages/context.hpp"

namespace mtmend::names {

void People::note(const NameMatch& match) {
    if (match.form->kind == NameKind::person)
        full_names_.try_emplace(std::string(match.form->canonical), match.first);
    if (match.english) remember(match);
}

std::string People::own_name(const NameForm& form) const {
    const bool alone = form.kind == NameKind::surname;
    const auto it = own_names_.find(std::string(alone ? form.vouched_by : form.canonical));
    if (it != own_names_.end()) return alone ? it->second.surname : it->second.full;
    std::string name = usage_.spelling_of(form.canonical);
    const auto space = name.rfind(' ');
    const std::string surname = space == std::string::npos ? name : name.substr(space + 1);
    if (const std::string own = usage_.spelling_of(surname); own != surname)
        name.replace(name.size() - surname.size(), surname.size(), own);
    return name;
}

std::optional<Edit> People::mend(const NameMatch& match) const {
    const std::string name = own_name(*match.form);
    if (match.form->kind == NameKind::surname && (!may_stand_alone(match) || is_part_of(match, name)))
        return std::nullopt;
    if (name == document_.text(match.at)) return std::nullopt;
    return writer_.edit(match, writer_.shaped(match, name), cards_.person,
                        match.likely ? Confidence::likely : match.form->confidence);
}

bool People::is_part_of(const NameMatch& match, std::string_view name) const {
    const std::string_view written = document_.text(match.at);
    if (name.size() <= written.size() || !name.ends_with(written)) return false;
    const char before = name[name.size() - written.size() - 1];
    return before == '-' || before == ' ';
}

bool People::may_stand_alone(const NameMatch& match) const {
    const Word* previous = around_.before(match);
    if (previous != nullptr && previous->capital && !lists_.titles.contains(previous->hash) &&
        !context::opens(document_, match.first - 1))
        return false;
    const Word* next = around_.after(match);
    if (next != nullptr && next->capital && !context::in_title_case(document_, match.first)) return false;
    const std::optional<std::size_t> full = first_full_name(*match.form);
    return full && (*full < match.first || context::in_heading(document_, match.first));
}

std::optional<std::size_t> People::first_full_name(const NameForm& surname) const {
    if (!surname.vouched_by.empty()) {
        const auto it = full_names_.find(std::string(surname.vouched_by));
        return it == full_names_.end() ? std::nullopt : std::optional(it->second);
    }
    const auto [it, is_new] = first_full_names_.try_emplace(std::string(surname.canonical));
    if (!is_new) return it->second;
    for (const auto& [full, at] : full_names_) {
        if (full.ends_with(" " + std::string(surname.canonical)))
            it->second = std::min(at, it->second.value_or(at));
    }
    const std::uint64_t hash = folded_hash(surname.canonical);
    for (std::size_t i = 1; i < document_.words().size() && !it->second; ++i) {
        if (word(i).hash == hash && word(i - 1).capital && context::runs_on(document_, i - 1) &&
            !lists_.titles.contains(word(i - 1).hash))
            it->second = i - 1;
    }
    return it->second;
}

void People::remember(const NameMatch& match) {
    const std::string_view text = document_.text();
    if (word(match.first).all_capitals || word(match.surname).all_capitals) return;
    const std::size_t surname = word(match.surname).at.begin;
    const auto cut = [&](std::size_t begin) { return std::string(text.substr(begin, match.at.end - begin)); };
    own_names_.try_emplace(std::string(match.form->canonical), OwnName{cut(match.at.begin), cut(surname)});
}

}  // namespace mtmend::names
