#include "stages/numbers/separators.hpp"

#include <algorithm>

#include "pipeline/text/utf8.hpp"
#include "stages/numbers/foreign_speech.hpp"
#include "stages/numbers/prices.hpp"

namespace mtmend {
namespace {

using numbers::Figure;
using numbers::Unit;

/// The word right before `offset`, a space or an opening mark between; null where there is none.
const Word* word_before(const Document& document, std::size_t offset) {
    const auto& words = document.words();
    const std::size_t index = document.word_at_or_after(offset);
    if (index == 0) return nullptr;
    const Word& word = words[index - 1];
    const std::string_view gap = document.text(Span<Working>{word.at.end, offset});
    return gap.size() <= 4 && gap.find('\n') == std::string_view::npos && !gap.empty() ? &word : nullptr;
}

bool is_year(const Figure& figure) {
    return figure.groups.size() == 2 && (figure.groups[0] == "1" || figure.groups[0] == "2") &&
           (figure.groups[0] == "1" || figure.groups[1][0] == '0');
}

std::string joined(const Figure& figure, std::size_t decimals_from) {
    std::string result;
    for (std::size_t i = 0; i < figure.groups.size(); ++i) {
        if (i > 0) result += i >= decimals_from ? '.' : ',';
        result += figure.groups[i];
    }
    return result;
}

bool is_year(std::string_view text) {
    return text.size() == 4 && (text.starts_with("19") || text.starts_with("20"));
}

/// "at 20.30"
bool is_hour(const Document& document, const Figure& figure, const WordSet& openers) {
    if (figure.groups[1].size() != 2 || figure.groups[1][0] > '5' || figure.groups[0].size() > 2)
        return false;
    const Word* before = word_before(document, figure.at.begin);
    return std::stoi(std::string(figure.groups[0])) <= 24 && before != nullptr &&
           openers.contains(before->hash);
}

/// The words that stand between the two figures of a range.
bool joins_range(std::string_view gap) {
    return gap == " to " || gap == " and " || gap == " or " || gap == " - " || gap == " – ";
}

enum class Naming { none, likely, sure };

/// "patent 4.123.456", "the firmware is now at 1.234.567": sure where words of grammar only stand between.
Naming naming(const Document& document, const Figure& figure, const numbers::Neighbours& words) {
    constexpr int farthest = 8;
    const Word* word = word_before(document, figure.at.begin);
    if (word == nullptr) return Naming::none;
    if (words.labels.contains(word->hash) && !words.months.contains(word->hash)) return Naming::sure;
    const std::size_t begin = document.sentence_at(figure.at.begin).begin;
    Naming result = Naming::sure;
    for (int steps = 0; steps < farthest && word != nullptr && word->at.begin >= begin; ++steps) {
        if (words.namers.contains(word->hash)) return result;
        const bool grammar = (word->marks & document.lexicon().expected_mark) != 0;
        const bool comma = document.text()[word->at.end] == ',';
        if (comma || (!grammar && !word->has_digit && !words.labels.contains(word->hash)))
            result = Naming::likely;
        word = word_before(document, word->at.begin);
    }
    return Naming::none;
}

bool is_address(const Figure& figure) {
    return figure.groups.size() == 4 &&
           std::all_of(figure.groups.begin(), figure.groups.end(),
                       [](std::string_view g) { return g.size() <= 3 && std::stoi(std::string(g)) <= 255; });
}

}  // namespace

Separators::Separators(const Dictionaries& dictionaries, const numbers::Units& units,
                       const numbers::Neighbours& words)
    : thousands_(dictionaries.rule("numbers/thousands")),
      point_thousands_(dictionaries.rule("numbers/point-thousands")),
      comma_decimals_(dictionaries.rule("numbers/comma-decimals")),
      mixed_(dictionaries.rule("numbers/point-and-comma")),
      unsure_(dictionaries.rule("numbers/separator-unsure")),
      scale_(dictionaries.rule("numbers/scale-unsure")),
      units_(units),
      words_(words) {}

Separators::Style Separators::style(const Document& document, const std::vector<Figure>& figures) const {
    Style style;
    style.comma_language = words_.comma_languages.contains(folded_hash(document.evidence().source_language));
    for (const Figure& figure : figures) {
        if (figure.groups.size() < 2) continue;
        const bool comma_decimal = figure.marks.back() == ',' && figure.groups.back().size() <= 2;
        if (comma_decimal && numbers::in_foreign_speech(document, figure.at, units_)) continue;
        // "1:20.345": hundredths and thousandths behind a point.
        const bool lap_time = figure.at.begin > 0 && document.text()[figure.at.begin - 1] == ':';
        if (figure.marks.back() == '.' && (lap_time || figure.groups[0] == "0")) ++style.point_decimals;
        if (figure.touched) continue;
        const std::size_t last = figure.groups.size() - 1;
        const char mark = figure.marks.back();
        const bool short_end = figure.groups[last].size() <= 2;
        if (figure.groups.size() == 2 && short_end && mark == '.' && figure.groups[0] != "0")
            style.point_decimals += !is_hour(document, figure, words_.hour_openers) ||
                                    (units_.behind(document, figure.at.end) != Unit::none &&
                                     !document.text().substr(figure.at.end).starts_with(" hour"));
        if (mark == '.' && figure.groups[last].size() == 3 && figure.in_thousands(1, last))
            style.point_thousands += figure.groups.size() > 2 ? dotted(document, figure) == &thousands_
                                                              : units_.counts_things(document, figure.at.end);
        if (figure.groups.size() == 2 && short_end && mark == ',' && figure.groups[1] != "00") {
            const Unit unit = units_.behind(document, figure.at.end);
            style.comma_decimals += unit != Unit::none && unit != Unit::count;
        }
        if (figure.groups.size() > 2 && mark == ',' && figure.marks[0] != ',' && short_end)
            ++style.comma_decimals;
        if (figure.groups.size() > 2 && mark == '.' && figure.marks[0] == ',') {
            ++style.point_decimals;
            style.grouped_millions += units_.behind(document, figure.at.end) == Unit::scale;
        }
    }
    for (const std::uint64_t word : words_.fine_sports.all())
        style.measures_finely |= document.count(word) > 0;
    return style;
}

const Rule* Separators::spaced(const Document& document, const Figure& figure) const {
    const std::string_view text = document.text();
    const Word* before = word_before(document, figure.at.begin);
    if (figure.groups[0][0] == '0') return nullptr;
    const bool sign = numbers::behind_currency_sign(document, figure.at.begin);
    if (before != nullptr && !sign) {
        const std::string_view word = document.text(*before);
        const Unit code = units_.of(word);
        if (before->has_digit || words_.labels.contains(before->hash)) return nullptr;
        const bool thing = units_.behind(document, figure.at.end) != Unit::none ||
                           units_.counts_things(document, figure.at.end);
        if (is_year(figure) && words_.year_openers.contains(before->hash) && !thing) return nullptr;
        const bool opens = document.sentence_at(before->at.begin).begin == before->at.begin;
        if (before->capital && !opens && code != Unit::currency) return nullptr;
    }
    // A row of bare numbers is a table or a phone number.
    const std::size_t end = figure.at.end;
    const auto next = document.word_at_or_after(end);
    const bool word_follows =
        next < document.words().size() && document.words()[next].at.begin - end <= 2 &&
        text.substr(end, document.words()[next].at.begin - end).find('\n') == std::string_view::npos &&
        document.words()[next].at.begin > end && utf8::is_space(utf8::decode(text, end).value);
    if (word_follows && document.words()[next].has_digit) return nullptr;
    if (word_follows && document.text(document.words()[next]) == "mln") return nullptr;
    if (sign || figure.groups.size() > 2) return &thousands_;
    if (word_follows && !document.words()[next].capital) return &thousands_;
    if (units_.behind(document, end) != Unit::none || units_.counts_things(document, end)) return &thousands_;
    if (before != nullptr && words_.amount_openers.contains(before->hash)) return &thousands_;
    return word_follows ? &thousands_ : &unsure_;
}

const Rule* Separators::pointed(const Document& document, const std::vector<Figure>& figures,
                                std::size_t index, const Style& style) const {
    const Figure& figure = figures[index];
    if (figure.groups[0][0] == '0' || figure.groups[0].size() > 3) return nullptr;
    std::size_t end = figure.at.end;
    Unit unit = units_.behind(document, figure.at.end, &end);
    bool counts = units_.counts_things(document, figure.at.end);
    // "12.000 to 15.000 spectators": the second figure speaks for both.
    if (unit == Unit::none && !counts && index + 1 < figures.size()) {
        const Figure& other = figures[index + 1];
        std::string_view gap = document.text(Span<Working>{figure.at.end, other.at.begin});
        if (numbers::behind_currency_sign(document, other.at.begin)) gap = gap.substr(0, gap.rfind(' ') + 1);
        if (joins_range(gap) && other.marks == "." && other.groups[1].size() == 3 && !other.touched) {
            end = other.at.end;
            unit = units_.behind(document, other.at.end, &end);
            counts = units_.counts_things(document, other.at.end);
        }
    }
    if (counts) {
        const Word* before = word_before(document, figure.at.begin);
        const bool average = before != nullptr && utf8::folded(document.text(*before)) == "average";
        return average ? nullptr : &point_thousands_;
    }
    if (unit == Unit::scale) {
        // The worst error there is: 1.047 million is 1,047 million only where the article shows it.
        if (style.foreign() || style.grouped_millions > 0) return &point_thousands_;
        const bool may_be_grouped = style.comma_language || document.evidence().source_language.empty();
        return may_be_grouped && style.point_decimals == 0 ? &scale_ : nullptr;
    }
    const bool behind_sign = numbers::behind_currency_sign(document, figure.at.begin);
    if (unit == Unit::percent && !behind_sign) return nullptr;
    const bool sure = style.proven() && (figure.groups[0].size() > 1 || style.point_thousands >= 2);
    if (unit == Unit::measure) {
        const std::size_t begin = document.word_at_or_after(figure.at.end);
        const bool finely =
            begin < document.words().size() && words_.fine_units.contains(document.words()[begin].hash);
        return sure && !finely ? &point_thousands_ : nullptr;
    }
    if (unit == Unit::currency || behind_sign) return amount(document, figure, end, style);
    const bool round = figure.groups[1].ends_with("00");
    if (style.foreign()) {
        const Word* before = word_before(document, figure.at.begin);
        const bool named =
            before != nullptr && (before->has_digit || words_.labels.contains(before->hash) ||
                                  (before->capital && figure.at.begin == before->at.end + 1 &&
                                   document.sentence_at(before->at.begin).begin != before->at.begin));
        return round || (sure && !named) ? &point_thousands_ : &unsure_;
    }
    return figure.groups[1] == "000" && style.comma_language ? &unsure_ : nullptr;
}

const Rule* Separators::amount(const Document& document, const Figure& figure, std::size_t end,
                               const Style& style) const {
    // "$2.915 per unit", but "$40.000 per year"
    const bool thousands = figure.groups[0].size() > 1 && figure.groups[1] == "000";
    if (!thousands && document.text().substr(end).starts_with(" per ")) return nullptr;
    if (!style.groups_with_points()) {
        switch (numbers::price_signs(document, figure, end, units_, words_)) {
            case numbers::PriceSigns::sure:
                return nullptr;
            case numbers::PriceSigns::some:
                return &unsure_;
            case numbers::PriceSigns::none:
                break;
        }
    }
    const bool round = figure.groups[1].ends_with("00");
    return style.foreign() || figure.groups[0].size() > 1 || round ? &point_thousands_ : &unsure_;
}

const Rule* Separators::dotted(const Document& document, const Figure& figure) const {
    if (is_address(figure)) return nullptr;
    const std::size_t end = figure.at.end;
    const Word* before = word_before(document, figure.at.begin);
    const bool amount = numbers::behind_currency_sign(document, figure.at.begin) ||
                        (before != nullptr && units_.of(document.text(*before)) == Unit::currency);
    if (amount || units_.behind(document, end) != Unit::none || units_.counts_things(document, end))
        return &thousands_;
    const Naming naming = mtmend::naming(document, figure, words_);
    if (naming != Naming::none) return naming == Naming::sure ? nullptr : &unsure_;
    if (before == nullptr || figure.at.begin != before->at.end + 1) return &thousands_;
    // "Windows 10.240.100", "openssl 1.234.567"
    const bool common = words_.amount_openers.contains(before->hash) ||
                        words_.months.contains(before->hash) ||
                        (before->marks & document.lexicon().expected_mark) != 0;
    const bool name = !common && (before->capital || before->rank == 0);
    return name ? &unsure_ : &thousands_;
}

const Rule* Separators::decimal_comma(const Document& document, const std::vector<Figure>& figures,
                                      std::size_t index, const Style& style) const {
    const Figure& figure = figures[index];
    const std::string_view text = document.text();
    const std::size_t end = figure.at.end;
    Unit unit = units_.behind(document, end);
    if (figure.groups[0].size() > 3) return nullptr;
    if (figure.groups[1] == "00" && unit != Unit::percent) return nullptr;
    if (end < text.size() && (text[end] == ']' || text[end] == ',')) return nullptr;
    const Word* before = word_before(document, figure.at.begin);
    if (before != nullptr && (words_.labels.contains(before->hash) || before->has_digit)) {
        const std::string_view gap = text.substr(before->at.end, figure.at.begin - before->at.end);
        // "in 2023, 1,5 % more"
        const bool behind_year = gap == ", " && is_year(document.text(*before)) &&
                                 (unit == Unit::percent || unit == Unit::scale || unit == Unit::currency);
        if (gap == " " || (gap == ", " && !behind_year) || !before->has_digit) return nullptr;
    }
    // "from 614,77 to 616,67 euros": the second figure speaks for both.
    if (unit == Unit::none && index + 1 < figures.size()) {
        const Figure& other = figures[index + 1];
        if (joins_range(document.text(Span<Working>{end, other.at.begin})) && other.marks == "," &&
            other.groups[1].size() == figure.groups[1].size() && !other.touched)
            unit = units_.behind(document, other.at.end);
    }
    if (unit != Unit::none && unit != Unit::count) return &comma_decimals_;
    if (numbers::behind_currency_sign(document, figure.at.begin)) return &comma_decimals_;
    return style.foreign() && unit == Unit::none && figure.groups[1].size() <= 2 ? &unsure_ : nullptr;
}

void Separators::propose(const Document& document, const std::vector<Figure>& figures, EditSink& sink) const {
    const Style style = this->style(document, figures);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const Figure& figure = figures[i];
        const std::size_t n = figure.groups.size();
        if (figure.touched || n < 2 || figure.groups[0].size() > 3) continue;
        const std::size_t last = n - 1;
        const char mark = figure.marks.back();
        const bool short_end = figure.groups[last].size() <= 2;
        const std::string_view before_last(figure.marks.data(), last - 1);
        const bool other_marks =
            !before_last.empty() && before_last.find_first_not_of(before_last[0]) == std::string_view::npos;
        // "1,0842 dollars", "0,062 %": no group of thousands.
        const std::size_t ending = figure.groups[last].size();
        const bool no_group = (ending > 3 && ending <= 6) || (ending == 3 && figure.groups[0] == "0");
        const bool decimals = short_end || (no_group && units_.behind(document, figure.at.end) != Unit::none);
        const Rule* rule = nullptr;
        std::size_t decimals_from = n;
        if (mark == ',' && n > 2 && short_end && other_marks && before_last[0] != ',' &&
            figure.in_thousands(1, last)) {
            rule = &mixed_;
            decimals_from = last;
        } else if (mark == ',' && n == 2 && decimals) {
            rule = decimal_comma(document, figures, i, style);
            decimals_from = last;
        } else if (!figure.in_thousands(1, n) || !figure.all_marks(mark)) {
            continue;
        } else if (mark == ' ') {
            rule = spaced(document, figure);
        } else if (mark == '\'') {
            rule = &thousands_;
        } else if (mark == '.' && n > 2) {
            rule = dotted(document, figure);
        } else if (mark == '.') {
            rule = pointed(document, figures, i, style);
        }
        if (rule != nullptr)
            sink.propose({figure.at, joined(figure, decimals_from), rule->id, rule->confidence, {}, {}});
    }
}

}  // namespace mtmend
