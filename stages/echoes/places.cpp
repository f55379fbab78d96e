#include "stages/echoes/places.hpp"

#include <algorithm>

#include "pipeline/text/utf8.hpp"

namespace mtmend::echoes {
namespace {

constexpr std::size_t farthest_quote = 2'000;
constexpr std::size_t short_line = 65;

}  // namespace

std::string_view gap_behind(const Document& document, std::size_t index) {
    const auto& words = document.words();
    if (index + 1 >= words.size()) return {};
    return document.text(Span<Working>{words[index].at.end, words[index + 1].at.begin});
}

bool is_plain_gap(std::string_view gap) {
    if (gap.empty()) return false;
    int breaks = 0;
    for (std::size_t at = 0; at < gap.size();) {
        const auto point = utf8::decode(gap, at);
        if (!utf8::is_space(point.value)) return false;
        breaks += point.value == U'\n';
        at += point.size;
    }
    return breaks <= 1;
}

bool in_quotes(const Document& document, std::size_t offset) {
    const std::string_view text = document.text();
    const Block& block = document.block_at(offset);
    std::size_t at = block.begin;
    if (offset - at > farthest_quote) {
        at = offset - farthest_quote;
        while (!utf8::is_boundary(text, at)) ++at;
    }
    bool straight = false;
    int open = 0;
    while (at < offset) {
        const auto point = utf8::decode(text, at);
        if (point.value == U'"') straight = !straight;
        if (point.value == U'“' || point.value == U'«' || point.value == U'„') open = 1;
        if (point.value == U'”' || point.value == U'»') open = 0;
        at += point.size;
    }
    return straight || open > 0;
}

bool in_short_lines(const Document& document, std::size_t offset) {
    const Block& block = document.block_at(offset);
    const Line& line = document.line_at(offset);
    if (line.size() >= short_line || block == line) return false;
    const auto& lines = document.lines();
    auto it = std::lower_bound(lines.begin(), lines.end(), block.begin,
                               [](const Line& l, std::size_t o) { return l.begin < o; });
    std::size_t few = 0;
    std::size_t total = 0;
    for (; it != lines.end() && it->begin < block.end && total < 40; ++it, ++total)
        few += it->size() < short_line;
    return total >= 2 && few * 3 >= total * 2;
}

bool breaks_line(const Document& document, std::size_t last) {
    if (gap_behind(document, last).find('\n') == std::string_view::npos) return false;
    constexpr std::size_t wrapped = 50;
    return document.line_at(document.words()[last].at.begin).size() < wrapped;
}

bool touches_hyphen(const Document& document, std::size_t first, std::size_t last) {
    const auto& words = document.words();
    const std::string_view text = document.text();
    auto joins = [](char c) { return c == '-' || c == '\'' || c == '/' || c == '@' || c == '#'; };
    const std::size_t begin = words[first].at.begin;
    const std::size_t end = words[last - 1].at.end;
    if (begin > 0 && joins(text[begin - 1])) return true;
    return end + 1 < text.size() && joins(text[end]) && text[end + 1] != ' ';
}

}  // namespace mtmend::echoes
