#include "stages/encoding/entities.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "pipeline/text/utf8.hpp"
#include "stages/clitics.hpp"
#include "stages/encoding/tags.hpp"
#include "stages/quotes/style.hpp"

namespace mtmend {
namespace {

/// Names so common that they are known without their semicolon and with spaces inside.
constexpr std::array<std::string_view, 13> common_names = {"quot",  "amp",   "apos",  "lt",    "gt",
                                                           "nbsp",  "rsquo", "lsquo", "rdquo", "ldquo",
                                                           "mdash", "ndash", "hellip"};
constexpr std::size_t longest_name = 16;
constexpr std::size_t longest_run = 64;  ///< references in a row that are read as one

/// What a browser makes of the code points 128 … 159: Windows-1252.
constexpr std::array<char32_t, 32> windows_1252 = {
    U'€', 0,    U'‚', U'ƒ', U'„', U'…', U'†', U'‡', U'ˆ', U'‰', U'Š', U'‹', U'Œ', 0, U'Ž', 0,
    0,    U'‘', U'’', U'“', U'”', U'•', U'–', U'—', U'˜', U'™', U'š', U'›', U'œ', 0, U'ž', U'Ÿ'};

bool is_alnum(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] == ' ') ++at;
    return at;
}

bool is_space_before(std::string_view text, std::size_t at) {
    return at == 0 || utf8::is_space(utf8::decode_before(text, at).value);
}
bool is_space_at(std::string_view text, std::size_t at) {
    return at >= text.size() || utf8::is_space(utf8::decode(text, at).value);
}
bool is_letter_before(std::string_view text, std::size_t at) {
    return at > 0 && utf8::is_letter(utf8::decode_before(text, at).value);
}

/// The end of a clitic that stands alone at `at`, or 0.
std::size_t end_of_clitic(std::string_view text, std::size_t at) {
    return mtmend::end_of_clitic(text, at, [&](std::size_t end) { return is_alnum(text[end]); });
}

/// The mark that a decoded quotation mark becomes in an article of this style.
char32_t in_style(char32_t mark, const MarkStyle& style, bool opening, bool in_word) {
    const bool single = mark == U'\'' || mark == U'’' || mark == U'‘';
    const auto form = single ? style.apostrophes : style.doubles;
    if (form == MarkStyle::Form::unknown) return mark;
    if (single && !in_word && mark == U'\'') return mark;
    if (single) return form == MarkStyle::Form::straight ? U'\'' : in_word ? U'’' : mark;
    if (form == MarkStyle::Form::straight) return U'"';
    return opening ? U'“' : U'”';
}

/// Marks that say themselves which side they stand on.
bool is_opening_mark(char32_t c) {
    return c == U'“' || c == U'‘' || c == U'„' || c == U'«';
}
bool is_closing_mark(char32_t c) {
    return c == U'”' || c == U'»';
}

/// The marks that are written as numbers everywhere.
bool is_mark_of_prose(char32_t c) {
    return c == 34 || c == 38 || c == 39 || c == 160 || c == 8211 || c == 8212 || (c >= 8216 && c <= 8222) ||
           c == 8230;
}

constexpr std::size_t longest_tag = 300;  ///< bytes between "&lt;" and "&gt;"

/// The place of the "&gt;" that ends what "&lt;" began, where it looks like a tag; `at` is behind "&lt;".
std::size_t end_of_tag(std::string_view text, std::size_t at) {
    if (at >= text.size() || (!is_alnum(text[at]) && text[at] != '/')) return 0;
    const std::string_view rest = text.substr(at, longest_tag);
    const std::size_t end = rest.find("&gt;");
    const std::size_t other = std::min(rest.find('<'), rest.find("&lt;"));
    return end == std::string_view::npos || other < end ? 0 : at + end;
}

bool is_mark(char32_t c) {
    return c == U'\'' || c == U'’' || c == U'‘' || c == U'"' || c == U'“' || c == U'”';
}
bool is_dropped(char32_t c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

/// References that touch each other, as far as they are read.
struct Decoded {
    Span<Working> at;
    std::string after;  ///< what they become
    bool sure = true;
};

/// Adds the character of the reference that ends at `end`; marks come out in the article's style.
void add_character(std::string_view text, const MarkStyle& style, char32_t c, std::size_t end, Decoded& run) {
    std::string& after = run.after;
    if (is_mark(c)) {
        const bool left_letter = after.empty() && is_letter_before(text, run.at.begin);
        const bool in_word =
            left_letter && end < text.size() && utf8::is_letter(utf8::decode(text, end).value);
        const bool opening = is_opening_mark(c)   ? true
                             : is_closing_mark(c) ? false
                             : after.empty()      ? is_space_before(text, run.at.begin)
                                                  : !is_space_at(text, end);
        utf8::append(after, in_style(c, style, opening, in_word));
    } else if (utf8::is_space(c)) {
        const bool wide = after.empty() ? !is_space_before(text, run.at.begin) : after.back() != ' ';
        if (wide) after += ' ';
    } else if (!is_dropped(c)) {
        utf8::append(after, c);
    }
}

/// No space comes out beside another one. `opens`: the first character is an opening mark.
void fit_spaces(std::string_view text, bool opens, Decoded& run) {
    Span<Working>& at = run.at;
    std::string& after = run.after;
    if (!after.empty() && after.back() == ' ' && is_space_at(text, at.end)) after.pop_back();
    const bool before_space = at.end < text.size() && text[at.end] == ' ';
    // "word&# 8220; Next": the space moved from before the mark to behind it.
    const bool torn_mark = text.substr(at.begin, at.size()).find(' ') != std::string_view::npos;
    if (torn_mark && opens && is_letter_before(text, at.begin) && before_space) {
        after.insert(0, " ");
        ++at.end;
    }
    const bool between_spaces =
        at.begin > 0 && text[at.begin - 1] == ' ' && at.end < text.size() && text[at.end] == ' ';
    if (after.empty() && between_spaces) ++at.end;
}

/// "suspect &apos; s right": the spaces came with the reference.
void fit_clitic(std::string_view text, const MarkStyle& style, Decoded& run) {
    if (run.after != "'" && run.after != "’") return;
    const std::size_t begin = run.at.begin;
    const bool torn = begin > 1 && text[begin - 1] == ' ' && is_letter_before(text, begin - 1);
    const std::size_t next = skip_spaces(text, run.at.end);
    if ((!torn && !is_letter_before(text, begin)) || next >= text.size() || end_of_clitic(text, next) == 0)
        return;
    if (style.apostrophes == MarkStyle::Form::curly) run.after = "’";
    if (style.apostrophes == MarkStyle::Form::straight) run.after = "'";
    run.at = {torn ? begin - 1 : begin, next};
}

/// Whether references to "<" and ">" are those of markup: a tag stands or falls as a whole.
class TagWatch {
  public:
    /// To be asked about each reference in order: `c`, which ends at `end`, in a run that begins at `begin`.
    bool is_sure(std::string_view text, std::size_t begin, char32_t c, std::size_t end) {
        if (c == U'>') return held_end_ == 0 || held_end_ < begin || held_end_ >= end;
        if (c != U'<' || end >= text.size() || (!is_alnum(text[end]) && text[end] != '/')) return true;
        const std::size_t tag_end = end_of_tag(text, end);
        const bool markup = tag_end != 0 && Tags::is_tag(text.substr(end, tag_end - end));
        if (tag_end != 0 && !markup) held_end_ = tag_end;
        return markup;
    }

  private:
    std::size_t held_end_ = 0;  ///< of a tag that is held
};

}  // namespace

Entities::Entities(const Dictionaries& dictionaries, const WordSet& markup_words)
    : sure_(dictionaries.rule("encoding/entity")),
      unsure_(dictionaries.rule("encoding/entity-unsure")),
      markup_words_(markup_words) {
    for (const TableRow& row : dictionaries.table("encoding/entities.tsv", 2)) {
        names_[row.cells[0]] = static_cast<char32_t>(std::stoul(row.cells[1], nullptr, 16));
    }
}

/// `at` is behind "&#" (spaces may follow).
bool Entities::parse_number(std::string_view text, std::size_t at, Reference& out) const {
    at = skip_spaces(text, at);
    const bool hex = at < text.size() && (text[at] == 'x' || text[at] == 'X');
    if (hex) ++at;
    std::size_t end = at;
    char32_t value = 0;
    for (; end < text.size() && end - at < 7 && std::isxdigit(static_cast<unsigned char>(text[end])); ++end) {
        const char c = text[end];
        if (!hex && !(c >= '0' && c <= '9')) break;
        value = value * (hex ? 16 : 10) + static_cast<char32_t>(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
    }
    if (end == at) return false;
    const std::size_t digits_end = end;
    end = skip_spaces(text, end);
    const bool closed = end < text.size() && text[end] == ';';
    // Browsers read the commonest marks without their semicolon too.
    if (!closed && (hex || !is_mark_of_prose(value))) return false;
    if (!closed) end = digits_end - 1;
    if (value >= 128 && value < 160) value = windows_1252[value - 128];
    const bool break_ = value == 9 || value == 10 || value == 13;
    if ((value < 32 && !break_) || value > 0x10FFFF || !u_isdefined(static_cast<UChar32>(value)))
        return false;
    if (value >= 0xD800 && value < 0xE000) return false;
    out = {end + 1, value};
    return true;
}

/// `at` is where the name begins; `torn`: a space stands before it.
bool Entities::parse_name(std::string_view text, std::size_t at, bool torn, Reference& out) const {
    std::size_t end = at;
    while (end < text.size() && end - at < longest_name && is_alnum(text[end])) ++end;
    std::string name(text.substr(at, end - at));
    auto it = names_.find(name);
    if (it == names_.end() && end < text.size() && text[end] == ';') {
        // "&Quot;": a translator began a sentence with it.
        for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        if (std::find(common_names.begin(), common_names.end(), name) != common_names.end())
            it = names_.find(name);
    }
    if (it == names_.end()) return false;
    const bool common = std::find(common_names.begin(), common_names.end(), it->first) != common_names.end();
    if (end < text.size() && text[end] == ';' && (!torn || common)) {
        out = {end + 1, it->second};
        return true;
    }
    if (!common) return false;
    const std::size_t stop = skip_spaces(text, end);
    if (stop < text.size() && text[stop] == ';' && stop - end < 3) {
        out = {stop + 1, it->second};
        return true;
    }
    if (torn || (end < text.size() && (text[end] == '=' || text[end] == '_' || text[end] == '-')))
        return false;
    out = {end, it->second};
    return true;
}

/// `at` is at "&". "&amp;" before what is a reference's rest is its own "&", broken twice.
bool Entities::parse(std::string_view text, std::size_t at, Reference& out) const {
    std::size_t body = at + 1;
    const std::size_t spaces = skip_spaces(text, body) - body;
    if (spaces > 1) return false;
    body += spaces;
    if (body >= text.size()) return false;
    if (text[body] == '#') return parse_number(text, body + 1, out);
    if (!parse_name(text, body, spaces > 0, out)) return false;
    while (out.value == U'&' && text[out.end - 1] == ';') {
        Reference inner;
        const bool number = out.end < text.size() && text[out.end] == '#';
        if (number ? !parse_number(text, out.end + 1, inner) : !parse_name(text, out.end, true, inner)) break;
        if (text[inner.end - 1] != ';') break;
        out = inner;
    }
    return true;
}

void Entities::propose(const Document& document, EditSink& sink) const {
    const std::string_view text = document.text();
    std::optional<MarkStyle> style;
    TagWatch tags;
    for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at)) {
        Reference reference;
        if (!parse(text, at, reference)) {
            ++at;
            continue;
        }
        if (!style) style = mark_style(text);
        const bool opens = is_opening_mark(reference.value);
        Decoded run{{at, at}, {}, true};
        for (std::size_t count = 0; count < longest_run; ++count) {
            const std::size_t end = reference.end;
            add_character(text, *style, reference.value, end, run);
            run.sure &= tags.is_sure(text, at, reference.value, end);
            run.at.end = end;
            if (end >= text.size() || text[end] != '&' || !parse(text, end, reference)) break;
        }
        fit_spaces(text, opens, run);
        fit_clitic(text, *style, run);
        const bool sure = run.sure && !speaks_of_markup(document, run.at, markup_words_);
        at = run.at.end;
        mtmend::propose(document, sink, sure ? sure_ : unsure_, run.at, run.after);
    }
}

}  // namespace mtmend
