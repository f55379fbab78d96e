#include "stages/spacing/surplus.hpp"

#include <algorithm>

#include "pipeline/text/byte_set.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

/// Bytes in which the other bracket of a pair is looked for.
constexpr std::size_t bracket_reach = 200;
/// Words up to this rank are in every newspaper.
constexpr Rank common = 50;
/// Bytes of a line that are looked at for signs of code.
constexpr std::size_t code_reach = 2000;

bool is_blank(char32_t c) {
    return c == U' ' || c == 0xA0;
}
bool is_closer(char32_t c) {
    return c == U')' || c == U']' || c == U'”' || c == U'’' || c == U'"' || c == U'\'' || c == U'»' ||
           c == U'%';
}
bool is_smiley_part(char32_t c) {
    return c == U':' || c == U';' || c == U'=' || c == U'8' || c == U'-';
}

}  // namespace

bool is_address_end(std::string_view word) {
    const std::string ending = utf8::folded(word);
    for (std::string_view known : {"com", "org", "gov", "net", "edu", "mil", "int", "info", "tv", "io", "eu",
                                   "uk", "de", "fr", "ai", "js"}) {
        if (ending == known) return true;
    }
    return false;
}

bool looks_like_code(std::string_view line) {
    line = line.substr(0, code_reach);
    for (std::string_view sign : {"{", "}", "();", "=>", "::", "</", "&&", "||", "==", "->", "#[", " = "}) {
        if (line.find(sign) != std::string_view::npos) return true;
    }
    // "obj.Method()", "read_all()"
    for (std::size_t at = line.find("()"); at != std::string_view::npos; at = line.find("()", at + 1)) {
        const std::string_view before = line.substr(0, at);
        const std::size_t blank = before.find_last_of(" \t(");
        const std::string_view name = before.substr(blank == std::string_view::npos ? 0 : blank + 1);
        if (name.find_first_of("._") != std::string_view::npos) return true;
    }
    return false;
}

/// One walk over the runs of blanks of a document.
class Surplus::Pass {
  public:
    Pass(const Surplus& rules, const Document& document, const std::vector<TornPiece>& torn, EditSink& sink)
        : rules_(rules), document_(document), text_(document.text()), torn_(torn), sink_(sink) {}

    void run() {
        std::size_t from = 0;
        for (const Word& word : document_.words()) {
            // One space between two words is right.
            if (word.at.begin != from + 1 || text_[from] != ' ') look_between(from, word.at.begin);
            from = word.at.end;
        }
        look_between(from, text_.size());
    }

  private:
    /// Looks at the runs of blanks in [from, end), where no word stands, that a mark follows or a bracket
    /// opens.
    void look_between(std::size_t from, std::size_t end) {
        constexpr ByteSet marks(").,;?!:");
        for (std::size_t at = from; at < end;) {
            const std::size_t stop = blanks_end(at);
            const bool candidate = stop > at && at > 0 && stop < text_.size() &&
                                   (text_[at - 1] == '(' || marks.has(text_[stop]));
            if (candidate) look_in_line(at, stop);
            at = std::max(stop, at + 1);
        }
    }
    std::size_t blanks_end(std::size_t at) const {
        for (;;) {
            if (at < text_.size() && text_[at] == ' ')
                at += 1;
            else if (text_.substr(at, 2) == "\xC2\xA0")
                at += 2;
            else
                return at;
        }
    }
    void look_in_line(std::size_t begin, std::size_t end) {
        const Line& line = document_.line_at(begin);
        if (line != line_) {
            code_.reset();
            cells_.reset();
        }
        line_ = line;
        if (begin > line.begin && end < line.end && !in_torn(begin)) look(begin, end);
    }
    /// True inside a torn piece; to be asked from left to right.
    bool in_torn(std::size_t at) {
        while (next_torn_ < torn_.size() && torn_[next_torn_].at.end <= at) ++next_torn_;
        return next_torn_ < torn_.size() && torn_[next_torn_].at.begin <= at;
    }
    char32_t before(std::size_t at) const {
        return at <= line_.begin ? U'\n' : utf8::decode_before(text_, at).value;
    }
    char32_t behind(std::size_t at) const { return at >= line_.end ? U'\n' : utf8::decode(text_, at).value; }
    bool in_code() {
        if (!code_) code_ = looks_like_code(document_.text(line_));
        return *code_;
    }
    void add(const Rule& rule, std::size_t begin, std::size_t end, std::string after) {
        mtmend::propose(document_, sink_, rule, {begin, end}, std::move(after));
    }
    /// The first character at or behind `at` that is no blank; a line's end counts as one.
    char32_t next_sign(std::size_t at) const {
        while (at < line_.end && is_blank(utf8::decode(text_, at).value)) at += utf8::decode(text_, at).size;
        return behind(at);
    }
    /// As next_sign, but past a line's end and the marks of a quoted line behind it: an ellipsis may be
    /// broken there.
    char32_t next_sign_of_text(std::size_t at) const {
        constexpr ByteSet passed(" \t\r\n>");
        while (at < text_.size() && passed.has(text_[at])) ++at;
        return at < text_.size() ? utf8::decode(text_, at).value : U'\n';
    }
    static bool ends(char32_t c) { return is_blank(c) || c == U'\n' || c == U'\r' || is_closer(c); }
    static bool can_begin(char32_t c) {
        return !utf8::is_lower(c) && c != U'.' && c != U',' && c != U'=' && c != U'|' && c != U'/';
    }

    void look(std::size_t begin, std::size_t end) {
        const char32_t left = before(begin);
        const char32_t mark = behind(end);
        if (left == U'(') return opening_bracket(begin, end);
        if (mark == U')') return closing_bracket(begin, end, left);
        if (left == U'.' && mark == U'.') return stray_stop(begin, end);
        if (left == U',' && mark == U'.' && before(begin - 1) == U'.') return stray_stop(begin - 1, end);
        const bool behind_initial = left == U'.' && mark == U',' && is_initial(begin - 1);
        if (!utf8::is_word(left) && !is_closer(left) && !behind_initial) return;
        if (mark == U',' || mark == U';') return comma(begin, end, mark);
        if (mark == U'.') return stop(begin, end);
        if (mark == U'?' || mark == U'!') return question(begin, end);
        if (mark == U':') return colon(begin, end, left);
    }

    void comma(std::size_t begin, std::size_t end, char32_t mark) {
        const char32_t next = behind(end + 1);
        if (mark == U';' && (is_row_of_cells() || in_code() || is_smiley_part(next) || next == U')' ||
                             next == U'(' || next == U'D' || next == U'P'))
            return;
        if (ends(next))
            return add(lacks_word(begin) ? rules_.lacking_ : rules_.comma_, begin, end + 1,
                       mark == U',' ? "," : ";");
        const char32_t left = before(begin);
        const bool ended = utf8::is_letter(left) ||
                           ((left == U'"' || left == U'”') && begin > line_.begin + 1 &&
                            !utf8::is_space(before(begin - utf8::decode_before(text_, begin).size)));
        const bool word = utf8::is_letter(next) && ended && !in_code();
        if (word && mark == U',') add(rules_.wrong_side_, begin, end + 1, ", ");
    }

    /// "Smith ; 34 ; Leeds": semicolons that part cells.
    bool is_row_of_cells() {
        if (!cells_) {
            const std::string_view line = document_.text(line_).substr(0, code_reach);
            const std::size_t first = line.find(" ; ");
            cells_ = first != std::string_view::npos && line.find(" ; ", first + 1) != std::string_view::npos;
        }
        return *cells_;
    }

    /// True where the word before `at` is one capital: a torn "U . S ." is no sentence's end.
    bool is_initial(std::size_t at) const {
        if (!utf8::is_upper(before(at))) return false;
        const std::size_t start = at - utf8::decode_before(text_, at).size;
        return !utf8::is_word(before(start));
    }

    std::size_t skip_blanks_before(std::size_t at) const {
        while (is_blank(before(at))) at -= utf8::decode_before(text_, at).size;
        return at;
    }
    /// True where another letter with a stop may belong to the initial before `begin`: the torn pieces know
    /// such letters whole.
    bool is_among_initials(std::size_t begin, std::size_t end) const {
        if (!is_initial(begin)) return false;
        std::size_t left = skip_blanks_before(begin - utf8::decode_before(text_, begin).size);
        const bool stop_before = before(left) == U'.';
        if (stop_before) left = skip_blanks_before(left - 1);
        std::size_t right = end + 1;
        while (is_blank(behind(right))) right += utf8::decode(text_, right).size;
        const bool letter =
            utf8::is_letter(behind(right)) && !utf8::is_word(behind(right + utf8::decode(text_, right).size));
        return letter || (stop_before && is_initial(left));
    }

    /// "since 2014 .The rest": the space stands on the wrong side. Not "use .NET", "the .Com boom".
    void stop_before_word(std::size_t begin, std::size_t end) {
        const std::size_t index = document_.word_at_or_after(end);
        const auto& words = document_.words();
        if (index == words.size() || words[index].at.begin != end + 1 || index == 0 || in_code()) return;
        const Word& left = words[index - 1];
        const Word& right = words[index];
        const auto* entry = document_.lexicon().words.find(right.hash);
        const bool begins = right.capital && !right.all_capitals && right.at.size() > 1 && entry != nullptr &&
                            entry->rank <= common && (entry->forms & WordTable::lower_form) != 0 &&
                            behind(right.at.end) == U' ' && !is_address_end(document_.text(right));
        const bool ended =
            left.at.end == begin && left.at.size() > 1 && !rules_.never_last_.contains(left.hash);
        if (begins && ended) add(rules_.wrong_side_of_stop_, begin, end + 1, ". ");
    }

    void stop(std::size_t begin, std::size_t end) {
        const char32_t next = behind(end + 1);
        if (utf8::is_upper(next)) return stop_before_word(begin, end);
        if (!ends(next) || is_among_initials(begin, end)) return;
        // ". . ." and " ..": an ellipsis. A small letter behind it: the sentence goes on, something is lost.
        const char32_t sign = next_sign(end + 1);
        if ((is_blank(next) && !can_begin(sign)) || next_sign_of_text(end + 1) == U'.') return;
        if (is_named(end + 1)) return;
        add(lacks_word(begin) ? rules_.lacking_ : rules_.stop_, begin, end + 1, ".");
    }

    /// "the characters . + ~", "ends in . (period) here": the sign itself is meant, another one or its name
    /// follows.
    bool is_named(std::size_t at) const {
        const std::size_t next = text_.find_first_not_of(' ', at);
        if (next == std::string_view::npos || next == at) return false;
        return text_[next] == '+' || text_[next] == '~' ||
               (text_[next] == '(' && utf8::is_lower(behind(next + 1)));
    }

    /// "available at ." and "between 2 and ,": behind such a word something is lost, a link or a formula.
    bool lacks_word(std::size_t begin) const {
        const std::size_t next = document_.word_at_or_after(begin);
        return next > 0 && document_.words()[next - 1].at.end == begin &&
               rules_.never_last_.contains(document_.words()[next - 1].hash);
    }

    void stray_stop(std::size_t begin, std::size_t end) {
        if (next_sign_of_text(end + 1) == U'.' || !ends(behind(end + 1))) return;
        const std::size_t first = begin - 1;  // the first stop
        std::size_t left = first;
        while (left > line_.begin && is_blank(before(left))) --left;
        if (before(left) == U'.' || left < first || before(first) == U'.') return;
        if (!utf8::is_word(before(first)) && !is_closer(before(first))) return;
        if (is_initial(first)) return;
        add(rules_.stray_stop_, first, end + 1, ".");
    }

    void question(std::size_t begin, std::size_t end) {
        std::size_t stop = end;
        while (behind(stop) == U'?' || behind(stop) == U'!') ++stop;
        const char32_t next = behind(stop);
        if (!ends(next) || in_code() || (is_blank(next) && !can_begin(next_sign(stop)))) return;
        add(rules_.stop_, begin, stop, std::string(text_.substr(end, stop - end)));
    }

    void colon(std::size_t begin, std::size_t end, char32_t left) {
        const char32_t next = behind(end + 1);
        if (!(is_blank(next) || next == U'\n' || next == U'\r') || in_code()) return;
        const char32_t sign = next_sign(end + 1);
        if (sign == U')' || sign == U'(') return;
        const bool clock = utf8::is_digit(left) && begin >= line_.begin + 4 && text_[begin - 3] == ':';
        if (utf8::is_digit(left) && !clock) return;
        if (is_initial(begin)) return;
        add(rules_.colon_, begin, end + 1, ":");
    }

    void opening_bracket(std::size_t begin, std::size_t end) {
        const std::size_t open = begin - 1;
        if (is_smiley_part(before(open)) || behind(end) == U')') return;
        const std::string_view rest = text_.substr(end, std::min(line_.end - end, bracket_reach));
        const std::size_t close = rest.find_first_of("()");
        if (close == std::string_view::npos || rest[close] != ')') return;
        add(rules_.bracket_, open, end, "(");
    }

    void closing_bracket(std::size_t begin, std::size_t end, char32_t left) {
        if (is_smiley_part(left)) return;
        const std::size_t from = std::max(line_.begin, begin - std::min(begin, bracket_reach));
        const std::string_view view = text_.substr(from, begin - from);
        const std::size_t open = view.find_last_of("()");
        if (open == std::string_view::npos || view[open] != '(' || open + 1 == view.size()) return;
        if (view.find_first_not_of(' ', open + 1) == std::string_view::npos) return;
        // The blank alone: what follows the bracket may belong to another edit.
        add(rules_.bracket_, begin, end, "");
    }

    const Surplus& rules_;
    const Document& document_;
    std::string_view text_;
    const std::vector<TornPiece>& torn_;
    std::size_t next_torn_ = 0;
    EditSink& sink_;
    Line line_;
    std::optional<bool> code_, cells_;  ///< of the line that was asked about last
};

Surplus::Surplus(const Dictionaries& dictionaries)
    : comma_(dictionaries.rule("spacing/before-comma")),
      wrong_side_(dictionaries.rule("spacing/wrong-side-of-comma")),
      wrong_side_of_stop_(dictionaries.rule("spacing/wrong-side-of-stop")),
      stop_(dictionaries.rule("spacing/before-stop")),
      stray_stop_(dictionaries.rule("spacing/stray-stop")),
      colon_(dictionaries.rule("spacing/before-colon")),
      bracket_(dictionaries.rule("spacing/inside-bracket")),
      lacking_(dictionaries.rule("spacing/word-lost-before-mark")) {
    never_last_ = dictionaries.word_set("spacing/never-last.tsv");
}

void Surplus::propose(const Document& document, const std::vector<TornPiece>& torn, EditSink& sink) const {
    Pass(*this, document, torn, sink).run();
}

}  // namespace mtmend
