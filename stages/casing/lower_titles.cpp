#include "stages/casing/lower_titles.hpp"

#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"

namespace mtmend {

void LowerTitles::title_before_name(std::size_t i) {
    if (!has(i + 1) || !word(i + 1).capital || word(i + 1).all_capitals || !context::runs_on(document_, i))
        return;
    if (context::in_title_case(document_, i) || context::opens(document_, i)) return;
    if (is_behind_former(i)) return;
    const Word& previous = word(i - 1);
    const bool comma = context::gap_after(document_, i - 1) == ", ";
    if (!comma && !context::runs_on(document_, i - 1)) return;
    const std::string exact = utf8::capitalised(document_.text(word(i))) + " " +
                              std::string(without_possessive(document_.text(word(i + 1))));
    const bool same = article_.has_pair(exact);
    if (same && !lists_.not_before_title.contains(previous.hash)) return capitalise(i, cards_.title);
    if (!comma && !lists_.before_title.contains(previous.hash) && !is_people(previous)) return;
    if (comma && !lists_.office_holders.contains(stem_hash(word(i + 1)))) return;
    if (!is_surely_name(word(i + 1)) && !lists_.office_holders.contains(stem_hash(word(i + 1)))) return;
    capitalise(i, writes_titles_with_capital() ? cards_.title : cards_.title_likely);
}

/// "former Maryland governor O’Malley": a title that somebody had is no part of the name.
bool LowerTitles::is_behind_former(std::size_t i) const {
    for (std::size_t k = i, steps = 0; k > 0 && steps < 3; ++steps) {
        if (!context::runs_on(document_, --k)) return false;
        if (lists_.not_before_title.contains(word(k).hash) && document_.text(word(k)) != "as") return true;
    }
    return false;
}

bool LowerTitles::is_people(const Word& w) const {
    const std::string_view text = document_.text(w);
    return text == "US" || text == "S" ||
           (w.capital && lists_.proper.contains(w.hash) && document_.lexicon().words.find(w.hash) != nullptr);
}

/// True where a title stands with a capital before a name inside a sentence.
bool LowerTitles::writes_titles_with_capital() {
    if (!titles_with_capital_) {
        titles_with_capital_ = false;
        for (std::size_t i = 1; i + 1 < document_.words().size() && !*titles_with_capital_; ++i) {
            *titles_with_capital_ = word(i).capital && !word(i).all_capitals &&
                                    lists_.name_titles.contains(word(i).hash) && word(i + 1).capital &&
                                    context::runs_on(document_, i) && is_surely_name(word(i + 1)) &&
                                    !context::opens(document_, i) && !context::in_title_case(document_, i);
        }
    }
    return *titles_with_capital_;
}

}  // namespace mtmend
