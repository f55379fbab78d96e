#include "stages/numbers/dates.hpp"

#include <algorithm>
#include <optional>

#include "pipeline/text/utf8.hpp"

namespace mtmend::numbers {
namespace {

bool is_day(const Document& document, const Word& word) {
    if (!word.has_digit || word.at.size() > 2) return false;
    const std::string_view text = document.text(word);
    if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
    const int day = std::stoi(std::string(text));
    return day >= 1 && day <= 31;
}

bool is_year(const Document& document, const Word& word) {
    const std::string_view text = document.text(word);
    return text.size() == 4 && (text[0] == '1' || text[0] == '2') &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool spaced(const Document& document, const Word& a, const Word& b) {
    return b.at.begin == a.at.end + 1 && document.text()[a.at.end] == ' ';
}

}  // namespace

Dates::Dates(const Dictionaries& dictionaries, const Neighbours& words)
    : of_(dictionaries.rule("numbers/date-with-of")),
      lower_(dictionaries.rule("numbers/date-month-small")),
      words_(words) {
    for (const TableRow& row : dictionaries.table("words/varieties.tsv", 2))
        (row.cells[1] == "american" ? american_ : british_).push_back(folded_hash(row.cells[0]));
}

Dates::Order Dates::order(const Document& document) const {
    const auto& words = document.words();
    int first = 0;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (!spaced(document, words[i], words[i + 1])) continue;
        const bool month = words[i].capital && words_.months.contains(words[i].hash);
        if (month && is_day(document, words[i + 1])) ++first;
        const bool next = words[i + 1].capital && words_.months.contains(words[i + 1].hash);
        if (next && is_day(document, words[i])) --first;
    }
    const std::string_view text = document.text();
    if (first != 0) return first > 0 ? Order::month_first : Order::day_first;
    for (std::uint64_t word : american_) first += document.count(word) > 0;
    for (std::uint64_t word : british_) first -= document.count(word) > 0;
    first += text.find('$') != std::string_view::npos || text.find("U.S.") != std::string_view::npos;
    first -= text.find("£") != std::string_view::npos;
    return first == 0 ? Order::unknown : first > 0 ? Order::month_first : Order::day_first;
}

void Dates::propose(const Document& document, EditSink& sink) const {
    const auto& words = document.words();
    std::optional<Order> order;
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        if (!words[i].has_digit || !is_day(document, words[i])) continue;
        const std::string_view next = document.text(words[i + 1]);
        const bool of = next == "of" && spaced(document, words[i], words[i + 1]);
        const std::size_t m = of ? i + 2 : i + 1;
        if (!words_.months.contains(words[m].hash) || !spaced(document, words[m - 1], words[m]) ||
            m + 1 >= words.size())
            continue;
        const bool of_year = document.text(words[m + 1]) == "of" && m + 2 < words.size();
        const std::size_t y = of_year ? m + 2 : m + 1;
        if (!is_year(document, words[y]) || !spaced(document, words[m], words[m + 1]) ||
            !spaced(document, words[y - 1], words[y]))
            continue;
        const std::size_t stop = words[y].at.end;
        const std::string_view text = document.text();
        if (stop < text.size() && (text[stop] == '-' || text[stop] == '/')) continue;
        const bool small = !words[m].capital;
        if (!of && !of_year && !small) continue;
        const std::string month = utf8::capitalised(utf8::to_lower(document.text(words[m])));
        const std::string day(document.text(words[i]));
        const std::string year(document.text(words[y]));
        if (!order) order = this->order(document);
        // A small letter alone is the stage casing's.
        if (*order != Order::month_first && !of && !of_year) continue;
        const bool first = *order != Order::day_first;
        const bool the = i > 0 && utf8::folded(document.text(words[i - 1])) == "the" &&
                         spaced(document, words[i - 1], words[i]) && (of || of_year);
        // "by the 13 of February of 2025 Memorandum": there the article belongs to the noun.
        const bool names =
            y + 1 < words.size() && words[y + 1].capital && spaced(document, words[y], words[y + 1]);
        const bool dated = i > 1 && words_.date_openers.contains(words[i - 2].hash);
        const std::size_t begin = the && (dated || !names) ? words[i - 1].at.begin : words[i].at.begin;
        std::string after = first ? month + " " + day + ", " + year : day + " " + month + " " + year;
        const Rule& rule = of || of_year ? of_ : lower_;
        sink.propose({{begin, stop}, std::move(after), rule.id, rule.confidence, {}, {}});
        i = y;
    }
}

}  // namespace mtmend::numbers
