#include "stages/names/date_words.hpp"

#include "stages/context.hpp"

namespace mtmend::names {

std::optional<Edit> DateWords::mend(const NameMatch& match) const {
    if (match.possessive) return std::nullopt;
    // "mayo-junio 1937": both are foreign, or none.
    if (match.first > 0 && context::gap_after(document_, match.first - 1) == "-" &&
        !word(match.first - 1).capital)
        return std::nullopt;
    const Word* previous = around_.before(match);
    const Word* next = around_.after(match);
    const bool number = (previous != nullptr && previous->has_digit) || (next != nullptr && next->has_digit);
    const bool lead_in = previous != nullptr && lists_.date_lead_ins.contains(previous->hash);
    const bool daypart = next != nullptr && lists_.dayparts.contains(next->hash);
    if (!number && !lead_in && !daypart && !stands_in_english(match)) return std::nullopt;
    return writer_.edit(match, match.form->canonical, cards_.date_word,
                        number && lead_in ? Confidence::safe : match.form->confidence);
}

bool DateWords::stands_in_english(const NameMatch& match) const {
    if (match.form->confidence != Confidence::safe || word(match.first).capital) return false;
    if (word(match.first).rank != 0 && word(match.first).rank <= 70) return false;
    if (context::gap_after(document_, match.last - 1).starts_with("-")) return false;
    if (around_.near(match, lists_.speaking, 3, 3)) return false;
    const auto english = [](const Word* w) { return w->rank != 0 && w->rank <= 35; };
    const Word* previous = around_.before(match);
    const Word* next = around_.after(match);
    if (previous == nullptr && next == nullptr) return false;
    return (previous == nullptr || english(previous)) &&
           (next == nullptr || (english(next) && !next->capital));
}

}  // namespace mtmend::names
