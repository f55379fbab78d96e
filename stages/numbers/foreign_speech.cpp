#include "stages/numbers/foreign_speech.hpp"

#include <algorithm>

#include "pipeline/text/language_signs.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend::numbers {
namespace {

/// So many words on each side of a figure are beside it.
constexpr std::size_t most_beside = 3;
/// So many figures in a row are passed over to come to the words.
constexpr std::size_t most_figures = 8;
/// Farther marks are not looked for: most quotations are shorter.
constexpr std::size_t farthest_mark = 600;

bool is_mark(char32_t c) {
    constexpr std::u32string_view marks = U"\"“”„«»";
    return marks.find(c) != std::u32string_view::npos;
}

/// The text between the quotation marks next to `span` in its line; empty where one of them is missing.
Span<Working> between_marks(const Document& document, Span<Working> span) {
    const std::string_view text = document.text();
    const Line& line = document.line_at(span.begin);
    Span<Working> result = span;
    while (result.begin > line.begin && span.begin - result.begin < farthest_mark) {
        const auto point = utf8::decode_before(text, result.begin);
        if (is_mark(point.value)) break;
        result.begin -= point.size;
    }
    while (result.end < line.end && result.end - span.end < farthest_mark) {
        const auto point = utf8::decode(text, result.end);
        if (is_mark(point.value)) break;
        result.end += point.size;
    }
    const bool quoted = result.begin > line.begin && is_mark(utf8::decode_before(text, result.begin).value) &&
                        result.end < line.end && is_mark(utf8::decode(text, result.end).value);
    return quoted ? result : Span<Working>{span.begin, span.begin};
}

/// Rarer words than these are as often those of other languages ("taux", "prix", "mil").
constexpr Rank plainly_english = 20;
constexpr Rank hardly_english = 50;

/// How many words speak for English and against it. Names of units do neither: they are alike.
struct Votes {
    std::size_t grammar = 0;  ///< English words of grammar
    std::size_t plain = 0;    ///< other words that English has in every second article
    std::size_t odd = 0;      ///< words that it hardly has
    std::size_t foreign = 0;  ///< words of another language's grammar
    std::size_t strange = 0;  ///< these, and words that no list knows
};

Votes votes(const Document& document, std::size_t first, std::size_t last, const Units& units) {
    Votes result;
    for (std::size_t i = first; i < last; ++i) {
        const Word& word = document.words()[i];
        const std::uint8_t signs = word.language_signs;
        if (word.has_digit || units.of(document.text(word)) != Unit::none) continue;
        const bool grammar = (signs & language_sign::expected) != 0;
        const bool foreign = (signs & language_sign::foreign) != 0 && !grammar;
        const bool unknown = word.rank == 0 && !word.possessive;
        result.grammar += grammar;
        result.foreign += foreign;
        result.plain += !grammar && !foreign && !unknown && word.rank <= plainly_english;
        result.odd += foreign || unknown || word.rank >= hardly_english;
        result.strange += foreign || (unknown && !word.capital);
    }
    return result;
}

bool is_foreign_quotation(const Document& document, Span<Working> quotation, const Units& units) {
    const auto [first, last] = document.words_in(quotation);
    const Votes votes = numbers::votes(document, first, last, units);
    if (votes.grammar == 0 && votes.plain == 0 && votes.odd > 0) return true;
    if (votes.grammar == 0 && votes.foreign > 0 && votes.strange >= 2) return true;
    return votes.strange >= 3 && votes.foreign > 0 && votes.strange > 2 * votes.grammar;
}

/// "she read that la dette est de 12,5 %"
bool is_foreign_side(const Document& document, std::size_t first, std::size_t last, const Units& units) {
    const Votes votes = numbers::votes(document, first, last, units);
    return votes.grammar + votes.plain == 0 && votes.foreign > 0 && votes.strange >= 2;
}

bool is_beside_foreign(const Document& document, Span<Working> span, const Units& units) {
    const auto [first, last] = document.words_in(document.line_at(span.begin));
    auto [at, behind] = document.words_in(span);
    const auto& words = document.words();
    for (std::size_t n = 0; n < most_figures && at > first && words[at - 1].has_digit; ++n) --at;
    for (std::size_t n = 0; n < most_figures && behind < last && words[behind].has_digit; ++n) ++behind;
    return is_foreign_side(document, std::max(first, at - std::min(at, most_beside)), at, units) ||
           is_foreign_side(document, behind, std::min(last, behind + most_beside), units);
}

}  // namespace

bool in_foreign_speech(const Document& document, Span<Working> span, const Units& units) {
    if (is_beside_foreign(document, span, units)) return true;
    const Span<Working> quotation = between_marks(document, span);
    return quotation.size() > span.size() && is_foreign_quotation(document, quotation, units);
}

}  // namespace mtmend::numbers
