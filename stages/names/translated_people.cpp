#include "stages/names/translated_people.hpp"

#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"

namespace mtmend::names {

std::optional<Edit> TranslatedPeople::mend(const NameMatch& match) const {
    const NameForm& form = *match.form;
    if ((!form.vouched_by.empty() && !usage_.shows(form.vouched_by)) ||
        (!form.denied_by.empty() && usage_.shows(form.denied_by)))
        return std::nullopt;
    if (belongs_to_another(match) || is_shown_as_name(match) || around_.gives_both_names(match))
        return std::nullopt;
    return writer_.edit(match, writer_.shaped(match, form.canonical), cards_.translated_person,
                        Confidence::safe);
}

bool TranslatedPeople::belongs_to_another(const NameMatch& match) const {
    const NameForm& form = *match.form;
    const Word* previous = around_.before(match);
    const bool hyphen_before = match.first > 0 && context::gap_after(document_, match.first - 1) == "-";
    if (hyphen_before || (previous != nullptr && lists_.before_namesakes.contains(previous->hash)))
        return true;
    if (!form.may_follow_capital && previous != nullptr && previous->capital) return true;
    const std::string_view right = document_.text().substr(match.at.end);
    const Word* next = around_.after(match);
    if (right.starts_with('-') || (next != nullptr && lists_.behind_namesakes.contains(next->hash)))
        return true;
    if (next == nullptr) return false;
    if (form.royal && is_of_another_house(match)) return true;
    return !form.may_precede_capital && (next->capital || lists_.particles.contains(next->hash));
}

bool TranslatedPeople::is_of_another_house(const NameMatch& match) const {
    const std::string_view next = document_.text(*around_.after(match));
    return next == "of" || next == "de" || next == "von" ||
           next.find_first_not_of("IVX") == std::string_view::npos;
}

bool TranslatedPeople::is_shown_as_name(const NameMatch& match) const {
    const std::string_view text = document_.text();
    const std::string_view left = text.substr(0, match.at.begin);
    const std::string_view right = text.substr(match.at.end);
    for (const std::string_view mark : {"“", "\"", "‘", "«", "("}) {
        if (left.ends_with(mark)) return true;
    }
    for (const std::string_view mark : {"”", "\"", "»", ")", " (", ", or ", " or "}) {
        if (right.starts_with(mark)) return true;
    }
    return false;
}

}  // namespace mtmend::names
