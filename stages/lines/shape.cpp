#include "stages/lines/shape.hpp"

#include <algorithm>

#include "pipeline/text/byte_set.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/word_roles.hpp"

namespace mtmend {
namespace {

constexpr std::size_t narrowest = 30;    // columns of newspapers; below that every text looks wrapped
constexpr std::size_t widest = 140;      // no text is broken by hand beyond this
constexpr std::size_t verse_width = 62;  // most verse and most list items are shorter
constexpr std::size_t item_width = 45;

bool is_closer(char32_t c) {
    return c == U'"' || c == U'\'' || c == U'”' || c == U'’' || c == U'»' || c == U')' || c == U']';
}

Row::Opening opening_of(std::string_view line) {
    const char32_t c = utf8::decode(line, 0).value;
    if (utf8::is_digit(c)) return Row::Opening::digit;
    if (utf8::is_upper(c)) return Row::Opening::upper;
    return utf8::is_letter(c) ? Row::Opening::lower : Row::Opening::mark;
}

/// The last character that is no closing quote or bracket decides.
Row::Ending ending_of(std::string_view line) {
    std::size_t end = line.size();
    while (end > 0 && is_closer(utf8::decode_before(line, end).value))
        end -= utf8::decode_before(line, end).size;
    if (end == 0) return Row::Ending::other;
    const char32_t c = utf8::decode_before(line, end).value;
    if (c == U'.' || c == U'!' || c == U'?' || c == U'…') return Row::Ending::stop;
    if (utf8::is_word(c)) return Row::Ending::word;
    if (end < line.size()) return Row::Ending::other;
    switch (c) {
        case U',':
            return Row::Ending::comma;
        case U';':
            return Row::Ending::semicolon;
        case U':':
            return Row::Ending::colon;
        case U'—':
        case U'–':
            return Row::Ending::dash;
        case U'-':
        case U'‐':
        case U'¬':
        case U'\u00AD':
            return Row::Ending::hyphen;
        default:
            return Row::Ending::other;
    }
}

/// True where one of "{ } (); :: // == && | <tab>" stands in the line.
bool has_code(std::string_view line) {
    constexpr ByteSet alone("{}\t|");
    constexpr ByteSet first_bytes("{}\t|(:/=&");
    for (std::size_t at = first_bytes.find_in(line); at != std::string_view::npos;
         at = first_bytes.find_in(line, at + 1)) {
        if (alone.has(line[at])) return true;
        const std::string_view rest = line.substr(at, 3);
        if (rest == "();") return true;
        if (line[at] != '(' && rest.size() > 1 && rest[1] == rest[0]) return true;
    }
    return false;
}

/// True for "- x", "• x", "1. x", "(a) x", "a) x", "key: x", "a<tab>b", "a | b" and what looks like code.
bool is_item(std::string_view line) {
    if (has_code(line)) return true;
    const auto first = utf8::decode(line, 0);
    constexpr std::u32string_view bullets = U"-*•·–—▪◦○►▶>#+~✓✔→@[";
    if (bullets.find(first.value) != std::u32string_view::npos) {
        return first.size == line.size() || first.value == U'#' || first.value == U'@' ||
               first.value == U'[' || utf8::is_space(utf8::decode(line, first.size).value);
    }
    std::size_t at = line[0] == '(' ? 1 : 0;
    const std::size_t label = at;
    while (at < line.size() && at - label < 4 &&
           (utf8::is_digit(line[at]) || utf8::is_letter(static_cast<unsigned char>(line[at]))))
        ++at;
    if (at > label && at + 1 < line.size() &&
        (line[at] == ')' || (line[at] == '.' && utf8::is_digit(line[label]))) &&
        utf8::is_space(utf8::decode(line, at + 1).value))
        return true;
    // "kicker: Innovation", "THE PRESIDENT: Well": a label of one or two words before a colon.
    const std::size_t colon = line.substr(0, 40).find(": ");
    if (colon == std::string_view::npos) return false;
    const std::string_view head = line.substr(0, colon);
    return std::count(head.begin(), head.end(), ' ') <= 1 &&
           head.find_first_of(".,") == std::string_view::npos;
}

/// Nothing narrower sets columns, nothing wider stands in prose.
constexpr std::string_view column_gap = "     ";

bool is_bare(std::string_view line) {
    bool digits = false;
    for (std::size_t at = 0; at < line.size();) {
        const auto c = utf8::decode(line, at);
        if (utf8::is_letter(c.value)) return false;
        digits |= utf8::is_digit(c.value);
        at += c.size;
    }
    return digits && utf8::is_digit(utf8::decode_before(line, line.size()).value);
}

bool ends_as_listed(std::string_view line) {
    for (std::string_view word : {" and", " or"}) {
        if (!line.ends_with(word) || line.size() == word.size()) continue;
        const char before = line[line.size() - word.size() - 1];
        return before == ',' || before == ';';
    }
    return false;
}

bool has_inner_stop(std::string_view line) {
    for (std::size_t at = line.find('.'); at != std::string_view::npos; at = line.find('.', at + 1)) {
        std::size_t next = at + 1;
        while (next < line.size() && is_closer(utf8::decode(line, next).value))
            next += utf8::decode(line, next).size;
        if (next >= line.size() || line[next] != ' ') continue;
        while (next < line.size() && line[next] == ' ') ++next;
        // Three letters before the stop: initials and "Mr." end no sentence.
        const bool word = at >= 3 && utf8::is_lower(static_cast<unsigned char>(line[at - 1])) &&
                          utf8::is_letter(static_cast<unsigned char>(line[at - 2])) &&
                          utf8::is_letter(static_cast<unsigned char>(line[at - 3]));
        if (word && next < line.size() && !utf8::is_lower(utf8::decode(line, next).value)) return true;
    }
    return false;
}

std::vector<Row> read_rows(const Document& document) {
    std::vector<Row> rows;
    rows.reserve(document.lines().size());
    const auto& words = document.words();
    std::size_t word = 0;  // the first one behind the rows so far
    std::size_t breaks = 0;
    for (const Line& line : document.lines()) {
        Row row;
        row.at = line;
        const std::string_view text = document.text();
        while (!row.at.empty() && utf8::is_space(utf8::decode(text, row.at.begin).value))
            row.at.begin += utf8::decode(text, row.at.begin).size;
        while (!row.at.empty() && utf8::is_space(utf8::decode_before(text, row.at.end).value))
            row.at.end -= utf8::decode_before(text, row.at.end).size;
        ++breaks;
        if (row.at.empty()) continue;
        row.breaks = rows.empty() ? 0 : breaks;
        breaks = 0;
        const std::string_view view = document.text(row.at);
        while (word < words.size() && words[word].at.begin < row.at.begin) ++word;
        row.first = word;
        while (word < words.size() && words[word].at.end <= row.at.end) ++word;
        row.last = word;
        row.width = utf8::length(view);
        row.opening = opening_of(view);
        row.ending = ending_of(view);
        row.item = is_item(view) || document.protected_at(row.at.begin) != nullptr;
        row.bare = is_bare(view) || view.find(column_gap) != std::string_view::npos;
        row.listed = ends_as_listed(view);
        row.inner_stop = has_inner_stop(view);
        rows.push_back(row);
    }
    return rows;
}

/// Calls `visit(first, last)` for every run of rows with no blank line between them.
template <class Visit>
void for_each_block(std::vector<Row>& rows, Visit visit) {
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t last = first + 1;
        while (last < rows.size() && rows[last].breaks == 1) ++last;
        visit(first, last);
        first = last;
    }
}

struct Fit {
    std::size_t breaks = 0;
    std::size_t fitting = 0;
    std::size_t lower = 0;
};

/// How many breaks inside a sentence stand where a text of this width must break.
Fit fit_of(const Document& document, const std::vector<Row>& rows, std::size_t first, std::size_t last,
           std::size_t limit, std::size_t slack) {
    Fit fit;
    for (std::size_t i = first; i + 1 < last; ++i) {
        if (rows[i + 1].breaks != 1 || rows[i].ending == Row::Ending::stop || rows[i + 1].item) continue;
        ++fit.breaks;
        fit.lower += rows[i + 1].opening == Row::Opening::lower;
        fit.fitting += rows[i].width + 1 + first_piece(document, rows[i + 1]) + slack > limit;
    }
    return fit;
}

/// The width that nine of ten rows keep to.
std::size_t usual_limit(const std::vector<Row>& rows, std::size_t first, std::size_t last) {
    std::vector<std::size_t> widths;
    for (std::size_t i = first; i < last; ++i) {
        if (i + 1 < last && rows[i + 1].breaks == 1) widths.push_back(rows[i].width);
    }
    if (widths.empty()) return 0;
    const auto ninth = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() * 9 / 10);
    std::nth_element(widths.begin(), ninth, widths.end());
    return *ninth;
}

/// Verse breaks where it likes; wrapped prose breaks where the line is full and goes on in lower case.
bool is_wrapped(const Fit& fit) {
    return fit.breaks >= 3 && fit.fitting * 20 >= fit.breaks * 17 && fit.lower * 2 >= fit.breaks;
}

void mark_wrapped(const Document& document, std::vector<Row>& rows) {
    auto mark = [&](std::size_t first, std::size_t last) {
        const std::size_t limit = usual_limit(rows, first, last);
        if (limit < narrowest || limit > widest) return false;
        if (!is_wrapped(fit_of(document, rows, first, last, limit, limit / 10))) return false;
        for (std::size_t i = first; i < last; ++i) {
            rows[i].wrapped = true;
            rows[i].limit = limit;
        }
        return true;
    };
    if (mark(0, rows.size())) return;
    for_each_block(rows, [&](std::size_t first, std::size_t last) {
        if (last - first > 3) mark(first, last);
    });
}

void mark_verse(std::vector<Row>& rows) {
    for_each_block(rows, [&](std::size_t first, std::size_t last) {
        if (last - first < 3) return;
        const bool narrow = std::all_of(
            rows.begin() + static_cast<std::ptrdiff_t>(first),
            rows.begin() + static_cast<std::ptrdiff_t>(last),
            [](const Row& row) { return row.width <= verse_width && !row.wrapped && !row.inner_stop; });
        for (std::size_t i = first; i < last; ++i) rows[i].verse = narrow;
    });
}

/// A run of short lines without a sentence's end; headline, byline and dates at the top are none.
bool has_lists(const std::vector<Row>& rows) {
    std::size_t run = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool item =
            rows[i].width <= item_width && rows[i].ending != Row::Ending::stop && !rows[i].wrapped;
        run = item ? run + 1 : 0;
        if (run >= (run == i + 1 ? std::size_t{8} : std::size_t{4})) return true;
    }
    return false;
}

/// Paragraphs in lower case of any length, one below the other: a glossary, the answers of a quiz. Text that
/// somebody broke at a width has lines about as long as each other.
bool has_lower_entries(const std::vector<Row>& rows) {
    constexpr std::size_t few = 6;
    std::size_t paragraphs = 0;
    std::size_t lower = 0;
    std::size_t broadest = 0;
    for (const Row& row : rows) broadest = std::max(broadest, row.width);
    std::size_t full = 0;
    for (const Row& row : rows) {
        if (row.breaks < 2) continue;
        ++paragraphs;
        full += row.width * 10 >= broadest * 7;
        lower += row.opening == Row::Opening::lower;
    }
    return lower >= few && lower * 2 >= paragraphs && full * 2 < paragraphs;
}

}  // namespace

Joints::Joints(const Dictionaries& dictionaries) {
    for_each_word_of_role(
        dictionaries, "lines/joints.tsv",
        {"firm", "open", "follow", "starter", "prefix", "suspended", "title", "subject", "suspends", "bound"},
        [&](std::size_t role, std::string_view word) { roles_[folded_hash(word)] |= 1u << role; });
}

const Neighbours::Pairs& Neighbours::pairs() const {
    if (pairs_) return *pairs_;
    pairs_.emplace();
    const auto& words = document_.words();
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i + 1].at.begin != words[i].at.end + 1) continue;
        const char between = document_.text()[words[i].at.end];
        if (between == '-') pairs_->hyphened.insert(key(words[i].hash, words[i + 1].hash));
        if (between == ' ' && words[i].capital && words[i + 1].capital)
            pairs_->named.insert(key(words[i].hash, words[i + 1].hash));
    }
    return *pairs_;
}

std::size_t first_piece(const Document& document, const Row& row) {
    const std::string_view line = document.text(row.at);
    return utf8::length(line.substr(0, std::min(line.find(' '), line.size())));
}

Layout read_layout(const Document& document) {
    Layout layout;
    layout.rows = read_rows(document);
    mark_wrapped(document, layout.rows);
    mark_verse(layout.rows);
    layout.lists = has_lists(layout.rows) || has_lower_entries(layout.rows);
    std::size_t single = 0;
    std::size_t blank = 0;
    for (const Row& row : layout.rows) {
        single += row.breaks == 1;
        blank += row.breaks > 1;
    }
    layout.blank_lines = single <= blank || layout.rows.size() <= 3;
    return layout;
}

}  // namespace mtmend
