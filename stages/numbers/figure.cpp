#include "stages/numbers/figure.hpp"

#include <array>

#include "pipeline/text/utf8.hpp"

namespace mtmend::numbers {
namespace {

constexpr std::size_t most_groups = 8;

bool is_digit(std::string_view text, std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

std::size_t digits_end(std::string_view text, std::size_t at) {
    while (is_digit(text, at)) ++at;
    return at;
}

/// The mark at `at` that may join two groups and its size; 0 for none.
char mark_at(std::string_view text, std::size_t at, std::size_t& size) {
    if (at >= text.size()) return 0;
    const auto point = utf8::decode(text, at);
    size = point.size;
    if (point.value == U'.' || point.value == U',' || point.value == U'\'')
        return static_cast<char>(point.value);
    if (point.value == U'’') return '\'';
    if (point.value == U'\n' || point.value == U'\t' || point.value == U'\r') return 0;
    return utf8::is_space(point.value) ? ' ' : char{0};
}

bool touches_before(std::string_view text, std::size_t begin) {
    if (begin == 0) return false;
    const auto point = utf8::decode_before(text, begin);
    if (utf8::is_word(point.value)) return true;
    constexpr std::u32string_view codes = U".,'’-/:#@_+§=&\\–";
    if (codes.find(point.value) == std::u32string_view::npos) return false;
    // "-12.000" after a number is a range or a phone number; after a space a minus.
    if (point.value == U'-' || point.value == U'–' || point.value == U'+')
        return begin > point.size && utf8::is_word(utf8::decode_before(text, begin - point.size).value);
    return true;
}

bool touches_behind(std::string_view text, std::size_t end) {
    if (end >= text.size()) return false;
    const auto point = utf8::decode(text, end);
    if (utf8::is_word(point.value)) return true;
    constexpr std::u32string_view codes = U"-/:#@_=\\";
    return codes.find(point.value) != std::u32string_view::npos && end + point.size < text.size() &&
           utf8::is_digit(utf8::decode(text, end + point.size).value);
}

}  // namespace

bool Figure::in_thousands(std::size_t first, std::size_t last) const {
    for (std::size_t i = first; i < last; ++i) {
        if (groups[i].size() != 3) return false;
    }
    return true;
}

namespace {

/// The figure whose first digit stands at `at`.
Figure figure_at(std::string_view text, std::size_t at) {
    Figure figure;
    std::size_t end = digits_end(text, at);
    figure.groups.push_back(text.substr(at, end - at));
    for (;;) {
        std::size_t size = 0;
        const char mark = mark_at(text, end, size);
        if (mark == 0 || !is_digit(text, end + size)) break;
        const std::size_t next = digits_end(text, end + size);
        // A space joins groups of three only, behind a first one of three at most and other spaces.
        if (mark == ' ' && (next - end - size != 3 || figure.groups[0].size() > 3 || !figure.all_marks(' ')))
            break;
        figure.marks += mark;
        figure.groups.push_back(text.substr(end + size, next - end - size));
        end = next;
    }
    figure.at = {at, end};
    figure.touched =
        touches_before(text, at) || touches_behind(text, end) || figure.groups.size() > most_groups;
    return figure;
}

}  // namespace

std::vector<Figure> figures(const Document& document) {
    std::vector<Figure> result;
    for_each_digits(document, [&](std::size_t at) {
        result.push_back(figure_at(document.text(), at));
        return result.back().at.end;
    });
    return result;
}

Units::Units(const Dictionaries& dictionaries) {
    constexpr std::array<std::pair<std::string_view, Unit>, 5> names = {{{"count", Unit::count},
                                                                         {"currency", Unit::currency},
                                                                         {"scale", Unit::scale},
                                                                         {"percent", Unit::percent},
                                                                         {"measure", Unit::measure}}};
    for (const TableRow& row : dictionaries.table("numbers/units.tsv", 2)) {
        for (const auto& [name, unit] : names) {
            if (row.cells[1] == name) units_[folded_hash(row.cells[0])] = unit;
        }
    }
}

Unit Units::of(std::string_view word) const {
    const auto it = units_.find(folded_hash(word));
    return it == units_.end() ? Unit::none : it->second;
}

Unit Units::behind(const Document& document, std::size_t offset, std::size_t* end) const {
    const std::string_view text = document.text();
    std::size_t at = offset;
    for (int spaces = 0; spaces < 2 && at < text.size(); ++spaces) {
        const auto point = utf8::decode(text, at);
        if (point.value == U'\n' || !utf8::is_space(point.value)) break;
        at += point.size;
    }
    if (at >= text.size()) return Unit::none;
    const auto ends_at = [end](std::size_t place, Unit unit) {
        if (end != nullptr && unit != Unit::none) *end = place;
        return unit;
    };
    const auto sign = utf8::decode(text, at);
    const std::size_t sign_end = at + sign.size;
    if (sign.value == U'%') return ends_at(sign_end, Unit::percent);
    // Spanish pages write the ordinal sign for the degree: "38 ºC".
    const std::string_view behind_sign = text.substr(sign_end, 1);
    if (sign.value == U'°' || (sign.value == U'º' && (behind_sign == "C" || behind_sign == "F")))
        return ends_at(sign_end, Unit::measure);
    if (sign.value == U'€' || sign.value == U'£' || sign.value == U'$')
        return ends_at(sign_end, Unit::currency);
    const std::size_t index = document.word_at_or_after(at);
    if (index >= document.words().size() || document.words()[index].at.begin != at) return Unit::none;
    const Word& word = document.words()[index];
    const Unit unit = of(document.text(word));
    // "7,50 Czech crowns": whose currency it is may stand before it.
    if (unit == Unit::none && word.capital && index + 1 < document.words().size()) {
        const Word& next = document.words()[index + 1];
        const bool beside = next.at.begin == word.at.end + 1 && text[word.at.end] == ' ';
        if (beside && of(document.text(next)) == Unit::currency) return ends_at(next.at.end, Unit::currency);
    }
    return ends_at(word.at.end, unit);
}

bool Units::counts_things(const Document& document, std::size_t offset) const {
    const auto& words = document.words();
    const std::string_view text = document.text();
    std::size_t index = document.word_at_or_after(offset);
    std::size_t from = offset;
    for (int steps = 0; steps < 4 && index < words.size(); ++steps, ++index) {
        const std::string_view gap = text.substr(from, words[index].at.begin - from);
        // "4.090 (+ 48) persons": a bracket may stand between.
        const bool bracket = gap.starts_with(" (") || gap.ends_with(") ");
        if (gap.size() > 4 || (gap != " " && gap != "\xC2\xA0" && !bracket)) return false;
        from = words[index].at.end;
        if (words[index].has_digit && bracket) continue;
        const Unit unit = of(text.substr(words[index].at.begin, words[index].at.size()));
        if (unit == Unit::count) {
            // "2.540 people per household" is an average.
            return text.substr(from, 5) != " per ";
        }
        if (unit != Unit::none || words[index].has_digit) return false;
        const auto& functions = document.lexicon().function_words;
        const auto it = functions.find(words[index].hash);
        if (it != functions.end() && (it->second >> document.lexicon().expected_language & 1u)) return false;
    }
    return false;
}

bool behind_currency_sign(const Document& document, std::size_t offset) {
    if (offset == 0) return false;
    auto point = utf8::decode_before(document.text(), offset);
    // "R$ 5,43"
    if (point.value != U'\n' && utf8::is_space(point.value) && offset > point.size)
        point = utf8::decode_before(document.text(), offset - point.size);
    return point.value == U'$' || point.value == U'€' || point.value == U'£';
}

}  // namespace mtmend::numbers
