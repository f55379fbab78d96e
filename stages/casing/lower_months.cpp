#include "stages/casing/lower_months.hpp"

#include <algorithm>

#include "stages/context.hpp"

namespace mtmend {
namespace {

bool is_year(std::string_view t) {
    return t.size() == 4 && (t.starts_with("19") || t.starts_with("20")) &&
           t.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_day(std::string_view t) {
    return t.size() <= 2 && t.find_first_not_of("0123456789") == std::string_view::npos &&
           (t.size() == 1 || t <= "31");
}

}  // namespace

bool LowerMonths::is_month_in_date(std::size_t i) const {
    const std::string_view text = document_.text(word(i));
    if (std::ranges::find(months_in_dates, text) == std::end(months_in_dates)) return false;
    if (is_part_of_token(i) || is_hyphenated(i)) return false;
    const bool year = has(i + 1) && context::runs_on(document_, i) && is_year(document_.text(word(i + 1)));
    const bool day = i > 0 && context::runs_on(document_, i - 1) && is_day(document_.text(word(i - 1)));
    if (year || (day && (text == "august" || ends_clause(i)))) return true;
    const bool behind = i > 0 && context::runs_on(document_, i - 1) &&
                        lists_.before_month.contains(word(i - 1).hash) && !is_uncapitalised_block(i);
    // "what he did since may not matter"
    if (text == "may" && behind && !ends_clause(i) && has(i + 1) && !word(i + 1).capital &&
        lists_.behind_modals.contains(word(i + 1).hash))
        return false;
    return behind && (ends_clause(i) ||
                      (context::runs_on(document_, i) && (lists_.clause_words.contains(word(i + 1).hash) ||
                                                          lists_.subjects.contains(word(i + 1).hash))));
}

bool LowerMonths::ends_clause(std::size_t i) const {
    const std::string_view gap = context::gap_after(document_, i);
    return gap.empty() || std::string_view(".,;)\n").find(gap.front()) != std::string_view::npos;
}

}  // namespace mtmend
