#include "stages/context.hpp"

#include <algorithm>

#include "pipeline/text/lexicon.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend::context {
namespace {

/// Lines longer than this are paragraphs; no line is looked at further.
constexpr std::size_t longest_heading = 30;

bool is_quote(char32_t c) {
    return c == U'"' || c == U'\'' || c == U'“' || c == U'”' || c == U'‘' || c == U'’' || c == U'„' ||
           c == U'«' || c == U'»';
}

/// Words of the line around word `i`, cut to the nearest ones where the line is long.
std::pair<std::size_t, std::size_t> line_words(const Document& document, std::size_t i) {
    auto [first, last] = document.words_in(document.line_at(document.words()[i].at.begin));
    if (i > longest_heading) first = std::max(first, i - longest_heading);
    return {first, std::min(last, i + longest_heading)};
}

}  // namespace

std::string_view gap_after(const Document& document, std::size_t i) {
    const auto& words = document.words();
    const std::size_t begin = words[i].at.end;
    const std::size_t end = i + 1 < words.size() ? words[i + 1].at.begin : document.text().size();
    return document.text().substr(begin, end - begin);
}

bool runs_on(const Document& document, std::size_t i) {
    if (i + 1 >= document.words().size()) return false;
    const std::string_view gap = gap_after(document, i);
    return gap == " " || gap == "\n" || gap == "\r\n" || gap == "\xC2\xA0";
}

bool opens(const Document& document, std::size_t i) {
    if (i == 0) return true;
    const std::size_t begin = document.words()[i].at.begin;
    const std::string_view gap = gap_after(document, i - 1);
    if (gap.find_first_of("\n:!?\"([*|") != std::string_view::npos) return true;
    for (std::size_t at = 0; at < gap.size();) {
        const auto point = utf8::decode(gap, at);
        if (point.value >= 0x80 && !utf8::is_space(point.value)) return true;
        at += point.size;
    }
    return document.sentence_at(begin).begin >= begin;
}

bool in_title_case(const Document& document, std::size_t i) {
    const auto [first, last] = line_words(document, i);
    if (last - first > 24) return false;  // a paragraph that lists names
    std::size_t longer = 0;
    std::size_t capitals = 0;
    for (std::size_t k = first; k < last; ++k) {
        const Word& word = document.words()[k];
        if (word.at.size() < 4 || word.has_digit) continue;
        ++longer;
        capitals += word.capital;
    }
    // A sentence may be full of names; a headline rarely ends with a full stop.
    const Line& line = document.line_at(document.words()[i].at.begin);
    const bool stopped = line.end > line.begin && document.text()[line.end - 1] == '.';
    return longer >= 2 && capitals * 10 >= longer * (stopped ? 9u : 7u);
}

bool in_heading(const Document& document, std::size_t i) {
    const Line& line = document.line_at(document.words()[i].at.begin);
    const auto [first, last] = document.words_in(line);
    if (last - first > 16 || last == first) return false;
    const std::string_view tail = document.text().substr(document.words()[last - 1].at.end,
                                                         line.end - document.words()[last - 1].at.end);
    return tail.find_first_of(".!?;,") == std::string_view::npos;
}

bool in_capitals(const Document& document, std::size_t i) {
    const auto [first, last] = line_words(document, i);
    for (std::size_t k = first; k < last; ++k) {
        const Word& word = document.words()[k];
        if (!word.all_capitals && !word.has_digit && word.at.size() > 1) return false;
    }
    return true;
}

bool is_foreign_function_word(const Document& document, const Word& word) {
    const Lexicon& lexicon = document.lexicon();
    const auto it = lexicon.function_words.find(word.hash);
    if (it == lexicon.function_words.end() || (it->second >> lexicon.expected_language & 1u) != 0)
        return false;
    // Longer common words of English are so much oftener English ("men", "son", "war").
    return word.rank == 0 || word.rank > 35 || word.at.size() <= 2;
}

bool is_quoted_alone(const Document& document, Span<Working> span) {
    const std::string_view text = document.text();
    return span.begin > 0 && span.end < text.size() &&
           is_quote(utf8::decode_before(text, span.begin).value) &&
           is_quote(utf8::decode(text, span.end).value);
}

std::size_t count_exact(const Document& document, std::string_view phrase, std::size_t limit) {
    const std::string_view text = document.text();
    std::size_t count = 0;
    for (std::size_t at = text.find(phrase); at != std::string_view::npos && count < limit;
         at = text.find(phrase, at + phrase.size())) {
        const std::size_t end = at + phrase.size();
        const bool open_left = at == 0 || !utf8::is_word(utf8::decode_before(text, at).value);
        const bool open_right = end == text.size() || !utf8::is_word(utf8::decode(text, end).value);
        count += open_left && open_right;
    }
    return count;
}

}  // namespace mtmend::context
