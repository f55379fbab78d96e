#include "stages/quotes/marks.hpp"

#include <algorithm>
#include <cstring>

#include "pipeline/text/byte_set.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/spacing/surplus.hpp"

namespace mtmend::quotes {
namespace {

constexpr std::array<Sign, 16> signs = {{{"“", Role::opening, false},
                                         {"”", Role::closing, false},
                                         {"\"", Role::unknown, false},
                                         {"„", Role::opening, true},
                                         {"‟", Role::opening, true},
                                         {"«", Role::opening, true},
                                         {"»", Role::closing, true},
                                         {"「", Role::opening, true},
                                         {"」", Role::closing, true},
                                         {"『", Role::opening, true},
                                         {"』", Role::closing, true},
                                         {"``", Role::opening, true},
                                         {"''", Role::closing, true},
                                         {"<<", Role::opening, true},
                                         {">>", Role::closing, true},
                                         {"〞", Role::closing, true}}};

/// Marks that are printed together.
struct Family {
    std::string_view opening;
    std::string_view closing;
};
constexpr std::array<Family, 15> families = {{{"«", "»"},
                                              {"„", "“"},
                                              {"„", "”"},
                                              {"„", "‟"},
                                              {"„", "\""},
                                              {"‟", "”"},
                                              {"「", "」"},
                                              {"『", "』"},
                                              {"〞", "〞"},
                                              {"``", "''"},
                                              {"``", "\""},
                                              {"\"", "''"},
                                              {"<<", ">>"},
                                              {"»", "«"},
                                              {"''", "''"}}};
/// More marks than a paragraph of prose has.
constexpr std::size_t most_marks = 200;

/// As rfind, which compares at every byte; this goes from one last byte of `sign` to the one before.
std::size_t last_place(std::string_view text, std::string_view sign) {
    for (std::size_t end = text.size(); end >= sign.size();) {
        const void* found = ::memrchr(text.data(), sign.back(), end);
        if (found == nullptr) break;
        end = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
        if (end + 1 < sign.size()) break;
        const std::size_t begin = end + 1 - sign.size();
        if (text.substr(begin, sign.size()) == sign) return begin;
    }
    return std::string_view::npos;
}

bool is_blank(char32_t c) {
    return c == U' ' || c == 0xA0 || c == 0x202F;
}
bool is_open_bracket(char32_t c) {
    return c == U'(' || c == U'[' || c == U'‘' || c == U'—' || c == U'–' || c == U'-' || c == U'/' ||
           c == U'\'';
}
bool is_stop(char32_t c) {
    return c == U'.' || c == U',' || c == U';' || c == U':' || c == U'!' || c == U'?' || c == U')' ||
           c == U']' || c == U'…' || c == U'’' || c == U'—' || c == U'–' || c == U'-' || c == U'/' ||
           c == U'\'';
}

/// Reads the marks of one block.
class BlockReader {
  public:
    BlockReader(std::string_view text, Span<Working> at) : text_(text), at_(at) {}

    std::optional<std::vector<Mark>> collect() const {
        std::vector<Mark> marks;
        const std::string_view block = text_.substr(at_.begin, at_.size());
        bool foreign_or_odd = false;
        constexpr ByteSet first_bytes("\"`'<>\xC2\xE2\xE3");
        for (std::size_t at = at_.begin;
             (at = first_bytes.find_in(text_.substr(0, at_.end), at)) < at_.end;) {
            const Sign* sign = sign_at(at);
            if (sign == nullptr) {
                ++at;
                continue;
            }
            if (marks.size() == most_marks) return std::nullopt;
            Mark mark = read(at, *sign);
            at = mark.end;
            // don''t: an apostrophe written twice; code: x = "a".
            const bool apostrophe = sign->text == "''" && utf8::is_letter(mark.left) &&
                                    !mark.blank_before() && utf8::is_letter(behind(mark.end));
            if (apostrophe || is_operator(mark.begin, *sign)) continue;
            if (mark.left == U'=' || mark.left == U'\\') return std::nullopt;
            // Two opening marks in a row: one of them may close.
            const bool opens_twice =
                sign->text == "“" && !marks.empty() && marks.back().sign->text == sign->text;
            foreign_or_odd |=
                sign->foreign || mark.shape == Role::unknown || mark.shape != sign->role || opens_twice;
            marks.push_back(mark);
        }
        if (!foreign_or_odd || looks_like_code(block)) return std::nullopt;
        return marks;
    }

    Mark read(std::size_t at, const Sign& sign) const {
        Mark mark;
        mark.sign = &sign;
        mark.begin = mark.blanks_begin = at;
        mark.end = mark.blanks_end = at + sign.text.size();
        while (mark.blanks_begin > at_.begin && is_blank(before(mark.blanks_begin)))
            mark.blanks_begin -= utf8::decode_before(text_, mark.blanks_begin).size;
        while (mark.blanks_end < at_.end && is_blank(behind(mark.blanks_end)))
            mark.blanks_end += utf8::decode(text_, mark.blanks_end).size;
        mark.left = before(mark.blanks_begin);
        mark.right = behind(mark.blanks_end);
        const bool free_left = mark.blank_before() || mark.left == U'\n' || is_open_bracket(mark.left) ||
                               opens_emphasis(mark.begin);
        const bool free_right =
            mark.blank_behind() || mark.right == U'\n' || mark.right == U'\r' || is_stop(mark.right);
        if (free_left && !free_right) mark.shape = Role::opening;
        if (!free_left && free_right) mark.shape = Role::closing;
        if (mark.left == U'\n' && !mark.blank_behind() && mark.right != U'\n') mark.shape = Role::opening;
        if (mark.right == U'\n' && !mark.blank_before() && mark.left != U'\n') mark.shape = Role::closing;
        return mark;
    }

  private:
    char32_t before(std::size_t at) const {
        return at <= at_.begin ? U'\n' : utf8::decode_before(text_, at).value;
    }
    char32_t behind(std::size_t at) const { return at >= at_.end ? U'\n' : utf8::decode(text_, at).value; }

    const Sign* sign_at(std::size_t at) const {
        const std::string_view rest = text_.substr(at, std::min<std::size_t>(at_.end - at, 3));
        for (const Sign& sign : signs) {
            if (rest.starts_with(sign.text)) return &sign;
        }
        return nullptr;
    }

    /// The sign of emphasis in `_"We go"_` and `**"We go"**`, with nothing but space before it.
    bool opens_emphasis(std::size_t at) const {
        if (before(at) != U'_' && before(at) != U'*') return false;
        while (before(at) == U'_' || before(at) == U'*') --at;
        return utf8::is_space(before(at)) || is_open_bracket(before(at));
    }

    /// "<<, <= and >>" are signs of a program.
    bool is_operator(std::size_t at, const Sign& sign) const {
        const bool opens = sign.text == "<<";
        if (!opens && sign.text != ">>") return false;
        std::size_t place = opens ? at + 2 : at;
        while (opens ? is_blank(behind(place)) : is_blank(before(place))) {
            if (opens)
                place += utf8::decode(text_, place).size;
            else
                place -= utf8::decode_before(text_, place).size;
        }
        const char32_t inner = opens ? behind(place) : before(place);
        return inner == U',' || inner == U';' || inner == U'<' || inner == U'>' || inner == U'=' ||
               inner == U'\n';
    }

    std::string_view text_;
    Span<Working> at_;
};

}  // namespace

std::optional<std::vector<Mark>> marks_to_mend(const Document& document, Span<Working> block) {
    return BlockReader(document.text(), block).collect();
}

Mark read_mark(std::string_view text, Span<Working> block, std::size_t at, const Sign& sign) {
    return BlockReader(text, block).read(at, sign);
}

ArticleMarks::ArticleMarks(std::string_view text) : text_(text) {
    static_assert(quotes::families.size() == ArticleMarks::families);
    const std::size_t opening = text.find("“");
    has_curly_pair_ = opening != std::string_view::npos && text.find("”", opening) != std::string_view::npos;
}

bool ArticleMarks::may_close_behind(std::string_view opening, std::size_t from) const {
    const auto* family = std::find_if(quotes::families.begin(), quotes::families.end(),
                                      [&](const Family& f) { return f.opening == opening; });
    if (family == quotes::families.end()) return false;
    auto& known = known_last_closing_[static_cast<std::size_t>(family - quotes::families.begin())];
    if (!known) known = last_place(text_, family->closing);
    return *known != std::string_view::npos && *known >= from;
}

bool are_family(std::string_view opening, std::string_view closing) {
    return std::any_of(families.begin(), families.end(),
                       [&](const Family& f) { return f.opening == opening && f.closing == closing; });
}

}  // namespace mtmend::quotes
