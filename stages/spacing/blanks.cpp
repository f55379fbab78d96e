#include "stages/spacing/blanks.hpp"

#include <algorithm>
#include <cstring>

namespace mtmend {
namespace {

/// Wider gaps set columns.
constexpr std::size_t widest_slip = 4;
/// A line of prose is longer than the cells of a table.
constexpr std::size_t shortest_prose = 50;

bool ends_sentence(char c) {
    return c == '.' || c == '?' || c == '!';
}

/// True for a line of a table, a timetable, a label and its value: cells with wide gaps between them, or with
/// several where nothing ends, figures or few words each.
bool is_columns(std::string_view line) {
    if (line.find(" | ") != std::string_view::npos || line.find("  |") != std::string_view::npos) return true;
    std::size_t gaps = 0, wide = 0, figures = 0;
    for (std::size_t at = line.find("  "); at != std::string_view::npos; at = line.find("  ", at)) {
        const std::size_t stop = line.find_first_not_of(' ', at);
        const std::size_t size = stop - at;
        if (size > widest_slip || (size > 2 && gaps == 0 && line[at - 1] == ':')) return true;
        if (!ends_sentence(line[at - 1])) {
            ++gaps;
            wide += size > 2;
            figures += line[stop] >= '0' && line[stop] <= '9';
        }
        at = stop;
    }
    const bool is_short = line.size() < shortest_prose;
    return (gaps > 2 && (is_short || figures * 2 >= gaps)) || (wide > 1 && line.size() < 2 * shortest_prose);
}

std::size_t tabs_in(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\t'));
}

}  // namespace

Blanks::Blanks(const Dictionaries& dictionaries)
    : doubled_(dictionaries.rule("spacing/doubled")),
      line_end_(dictionaries.rule("spacing/at-line-end")),
      tab_(dictionaries.rule("spacing/tab")) {}

void Blanks::propose(const Document& document, EditSink& sink) const {
    const std::string_view text = document.text();
    const bool has_doubled = ::memmem(text.data(), text.size(), "  ", 2) != nullptr;
    const bool has_tabs = text.find('\t') != std::string_view::npos;
    for (const Line& line : document.lines()) {
        const std::string_view view = document.text(line);
        std::size_t end = view.find_last_not_of(" \t");
        if (end == std::string_view::npos)
            end = 0;
        else
            ++end;
        if (end < view.size() && line.end < text.size()) {
            mtmend::propose(document, sink, line_end_, {line.begin + end, line.end}, "");
        }
        if (!has_doubled && !has_tabs) continue;
        const std::size_t first = view.find_first_not_of(" \t");
        if (first == std::string_view::npos) continue;
        const std::string_view body = view.substr(first, end - first);
        const bool columns = has_doubled && is_columns(body);
        for (std::size_t at = body.find("  "); at != std::string_view::npos && !columns;
             at = body.find("  ", at)) {
            std::size_t stop = body.find_first_not_of(' ', at);
            if (stop - at <= widest_slip)
                mtmend::propose(document, sink, doubled_,
                                {line.begin + first + at, line.begin + first + stop}, " ");
            at = stop;
        }
        const std::size_t tab = body.find('\t');
        if (tab == std::string_view::npos || body.size() < shortest_prose || tabs_in(body) > 2) continue;
        for (std::size_t at = tab; at != std::string_view::npos; at = body.find('\t', at + 1)) {
            // Behind a list's number or mark a tab is meant.
            const bool in_prose =
                at > 3 && (body[at - 1] == ',' || (body[at - 1] | 32) >= 'a') && body[at - 1] != ')';
            if (in_prose)
                mtmend::propose(document, sink, tab_, {line.begin + first + at, line.begin + first + at + 1},
                                " ");
        }
    }
}

}  // namespace mtmend
