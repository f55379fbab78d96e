#include "stages/numbers/signs.hpp"

#include <algorithm>

#include "pipeline/split.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/word_roles.hpp"

namespace mtmend {
namespace {

using numbers::Figure;

/// So many signs that stand apart, and none that does not, are the article's own way.
constexpr std::size_t own_way = 3;

/// The end of one or two spaces at `at`; `at` itself where there is none.
std::size_t spaces_end(std::string_view text, std::size_t at) {
    for (int n = 0; n < 2 && at < text.size(); ++n) {
        const auto point = utf8::decode(text, at);
        if (point.value == U'\n' || !utf8::is_space(point.value)) break;
        at += point.size;
    }
    return at;
}

std::string_view ordinal_ending(std::string_view digits) {
    const bool teen = digits.size() >= 2 && digits[digits.size() - 2] == '1';
    if (teen) return "th";
    switch (digits.back()) {
        case '1':
            return "st";
        case '2':
            return "nd";
        case '3':
            return "rd";
        default:
            return "th";
    }
}

bool is_currency(char32_t c) {
    return c == U'$' || c == U'€' || c == U'£';
}

/// The character that ends at `at`; a line feed of no size at the beginning.
utf8::CodePoint character_before(std::string_view text, std::size_t at) {
    return at == 0 ? utf8::CodePoint{U'\n', 0} : utf8::decode_before(text, at);
}

/// How many percent signs stand behind a figure with and without a space.
std::pair<std::size_t, std::size_t> percent_style(std::string_view text) {
    std::size_t spaced = 0;
    std::size_t closed = 0;
    for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
        if (at == 0) continue;
        const auto before = utf8::decode_before(text, at);
        if (utf8::is_digit(before.value)) ++closed;
        if (utf8::is_space(before.value) && at > before.size &&
            utf8::is_digit(utf8::decode_before(text, at - before.size).value))
            ++spaced;
    }
    return {spaced, closed};
}

}  // namespace

Signs::Signs(const Dictionaries& dictionaries, const numbers::Neighbours& words)
    : percent_(dictionaries.rule("numbers/percent-sign")),
      percent_unsure_(dictionaries.rule("numbers/percent-sign-style")),
      percent_word_(dictionaries.rule("numbers/per-cent")),
      scale_(dictionaries.rule("numbers/scale-word")),
      currency_(dictionaries.rule("numbers/currency-space")),
      currency_unsure_(dictionaries.rule("numbers/currency-space-style")),
      ordinal_(dictionaries.rule("numbers/ordinal")),
      words_(words) {
    for (const TableRow& row : dictionaries.table("numbers/scales.tsv", 3)) {
        Scale scale;
        for (const std::string_view word : nonempty_parts(row.cells[0], ' '))
            scale.words.push_back(folded_hash(word));
        scale.english = row.cells[1];
        scale.shortened = row.cells[2] == "short";
        if (scale.shortened) scale.written = row.cells[0];
        scales_.emplace(scale.words.front(), std::move(scale));
    }
    ordinal_nouns_ = dictionaries.word_set("numbers/ordinal-nouns.tsv");
}

void Signs::percent(const Document& document, std::size_t end, PercentStyle style, EditSink& sink) const {
    const std::string_view text = document.text();
    const std::size_t at = spaces_end(text, end);
    if (at < text.size() && text[at] == '%' && at > end) {
        const std::size_t next = spaces_end(text, at + 1);
        const bool code =
            at + 1 < text.size() && (utf8::is_word(utf8::decode(text, at + 1).value) || text[at + 1] == '{');
        const bool modulo = next > at + 1 && next < text.size() && text[next] >= '0' && text[next] <= '9';
        if (code || modulo) return;
        const auto [spaced, closed] = style;
        // An article that never closes it up follows a standard of its own.
        const Rule& rule = closed == 0 && spaced >= 5 ? percent_unsure_ : percent_;
        sink.propose({{end, at + 1}, "%", rule.id, rule.confidence, {}, {}});
        return;
    }
    constexpr std::string_view broken = "per-cent";
    if (!text.substr(at).starts_with(broken)) return;
    const std::size_t stop = at + broken.size();
    if (stop < text.size() && (utf8::is_word(utf8::decode(text, stop).value) || text[stop] == '-')) return;
    const auto [spaced, closed] = style;
    const bool word = document.count("percent") > closed + spaced;
    sink.propose({{end, stop}, word ? " percent" : "%", percent_word_.id, percent_word_.confidence, {}, {}});
}

void Signs::scale(const Document& document, std::size_t end, EditSink& sink) const {
    const auto& words = document.words();
    const std::string_view text = document.text();
    const std::size_t at = spaces_end(text, end);
    const std::size_t index = document.word_at_or_after(at);
    if (at == end || index >= words.size() || words[index].at.begin != at) return;
    const Scale* best = nullptr;
    const auto [first, last] = scales_.equal_range(words[index].hash);
    for (auto it = first; it != last; ++it) {
        const Scale& scale = it->second;
        if (index + scale.words.size() > words.size()) continue;
        bool same = (best == nullptr || best->words.size() < scale.words.size()) &&
                    (!scale.shortened || document.text(words[index]) == scale.written);
        for (std::size_t k = 1; k < scale.words.size() && same; ++k)
            same = words[index + k].hash == scale.words[k] &&
                   words[index + k].at.begin == words[index + k - 1].at.end + 1;
        if (same) best = &scale;
    }
    if (best == nullptr) return;
    const std::size_t after = index + best->words.size();
    Span<Working> span{at, words[after - 1].at.end};
    std::string english = best->english;
    const Word* next = after < words.size() ? &words[after] : nullptr;
    if (best->shortened && span.end < text.size() && text[span.end] == '.') {
        // The stop is the abbreviation's own, but for the end of a sentence: before a word that is written
        // small elsewhere.
        const std::size_t behind = spaces_end(text, span.end + 1);
        const bool closes = behind >= text.size() || text[behind] == '\n' || text[behind] == '"';
        const auto* entry = next != nullptr ? document.lexicon().words.find(next->hash) : nullptr;
        const bool opens = next != nullptr && next->at.begin == behind && next->capital && entry != nullptr &&
                           (entry->forms & WordTable::lower_form) != 0;
        if (!closes && !opens) ++span.end;
        // "Mrd. Euro": German writes the currency with a capital and without a plural.
        if (next != nullptr && next->at.begin == behind && opens) {
            const std::string_view currency = document.text(*next);
            if (currency == "Euro" || currency == "Dollar") {
                english += " " + utf8::folded(currency) + "s";
                span.end = next->at.end;
            }
        }
    } else if (next != nullptr && text.substr(span.end, next->at.begin - span.end) == " " &&
               text.substr(next->at.begin, next->at.size()) == "of" && after + 1 < words.size()) {
        const std::uint64_t object = words[after + 1].hash;
        static const std::uint64_t in = folded_hash("in");
        // "$3 millions of principal": the sum has its currency, so that "of" tells what it is a part of.
        const std::size_t left = text.find_last_not_of("0123456789.,", end - 1);
        const bool priced = left != std::string_view::npos && text[left] == '$' &&
                            !words_.dollars.contains(object) && object != in;
        if (!priced && !words_.definite.contains(object)) span.end = next->at.end;
    }
    if (document.text(span) == english) return;
    sink.propose({span, std::move(english), scale_.id, scale_.confidence, {}, {}});
}

void Signs::ordinal(const Document& document, const Figure& figure, EditSink& sink) const {
    if (figure.groups.size() != 1 || figure.groups[0].size() > 3) return;
    const auto& words = document.words();
    const std::string_view text = document.text();
    const std::size_t end = figure.at.end;
    if (end >= text.size()) return;
    const std::string fixed = std::string(figure.groups[0]) + std::string(ordinal_ending(figure.groups[0]));
    const auto propose = [&](std::size_t stop) {
        sink.propose({{figure.at.begin, stop}, fixed, ordinal_.id, ordinal_.confidence, {}, {}});
    };
    const std::size_t index = document.word_at_or_after(end);
    const Word* next = index < words.size() ? &words[index] : nullptr;
    if (text[end] == '-' || text[end] == ' ') {
        if (next == nullptr || next->at.begin != end + 1) return;
        const std::string_view ending = document.text(*next);
        if (ending != "th" && ending != "st" && ending != "nd" && ending != "rd") return;
        // "10 st" is a weight, "20 th" nothing else.
        if (text[end] == ' ' && fixed.substr(fixed.size() - 2) != ending) return;
        // "716a5af812 rd/gc": no number, and no ending.
        const char behind = next->at.end < text.size() ? text[next->at.end] : ' ';
        const bool glued =
            figure.at.begin > 0 && utf8::is_word(utf8::decode_before(text, figure.at.begin).value);
        if (glued || behind == '/' || behind == '_') return;
        return propose(next->at.end);
    }
    const auto sign = utf8::decode(text, end);
    if (sign.value != U'°' && sign.value != U'º') return;
    const std::size_t behind = end + sign.size;
    if (behind < text.size() && utf8::is_word(utf8::decode(text, behind).value)) return;
    const bool month_before =
        index > 1 && words[index - 1].at == figure.at && words_.months.contains(words[index - 2].hash);
    const bool noun = next != nullptr && next->at.begin == behind + 1 &&
                      (ordinal_nouns_.contains(next->hash) || words_.months.contains(next->hash) ||
                       (document.text(*next) == "of" && index + 1 < words.size() &&
                        words_.months.contains(words[index + 1].hash)));
    if (month_before || noun) propose(behind);
}

void Signs::currencies(const Document& document, const std::vector<Figure>& figures, EditSink& sink) const {
    const std::string_view text = document.text();
    std::vector<Span<Working>> spaced;
    std::size_t closed = 0;
    for (const Figure& figure : figures) {
        const auto left = character_before(text, figure.at.begin);
        if (is_currency(left.value)) ++closed;
        if (left.value == U'\n' || !utf8::is_space(left.value)) continue;
        const std::size_t end = figure.at.begin - left.size;
        const auto sign = character_before(text, end);
        if (!is_currency(sign.value)) continue;
        // "US$ 10" is a code of its own.
        const char32_t before = character_before(text, end - sign.size).value;
        if (!utf8::is_word(before) && !is_currency(before)) spaced.push_back({end, figure.at.begin});
    }
    // An article that never closes it up has its own way.
    const Rule& rule = closed == 0 && spaced.size() >= own_way ? currency_unsure_ : currency_;
    for (const Span<Working>& blank : spaced) {
        const std::size_t sign = blank.begin - utf8::decode_before(text, blank.begin).size;
        const std::size_t digits = text.find_first_not_of("0123456789", blank.end);
        const std::size_t stop = std::min(digits, text.size());
        std::string after(text.substr(sign, blank.begin - sign));
        after += text.substr(blank.end, stop - blank.end);
        sink.propose({{sign, stop}, std::move(after), rule.id, rule.confidence, {}, {}});
    }
}

void Signs::propose(const Document& document, const std::vector<Figure>& figures, EditSink& sink) const {
    const PercentStyle style = percent_style(document.text());
    currencies(document, figures, sink);
    for (const Figure& figure : figures) {
        percent(document, figure.at.end, style, sink);
        scale(document, figure.at.end, sink);
        ordinal(document, figure, sink);
    }
}

}  // namespace mtmend
