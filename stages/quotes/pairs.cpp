#include "stages/quotes/pairs.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "pipeline/text/byte_set.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/spacing/surplus.hpp"

namespace mtmend {
namespace {

enum class Role { unknown, opening, closing };

/// A quotation mark as it is written, and what it says by its look.
struct Sign {
    std::string_view text;
    Role role;
    bool foreign;  ///< not of English print
};
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
/// Words with which a quotation is introduced: the mark behind them opens.
constexpr std::array<std::string_view, 14> speech_words = {"said",  "says",   "say",      "told",   "asked",
                                                           "added", "adding", "wrote",    "writes", "saying",
                                                           "noted", "stated", "declared", "replied"};
/// Who may stand before a verb of speaking, beside a name.
constexpr std::array<std::string_view, 5> speakers = {"he", "she", "they", "i", "we"};
/// Most words of a speaker's name.
constexpr std::size_t most_name_words = 4;
/// Endings that are written onto a closing mark.
constexpr std::array<std::string_view, 9> endings = {"s",   "es",  "ed",  "er",  "ing",
                                                     "ish", "ism", "ist", "like"};

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

/// A mark in a block.
struct Mark {
    const Sign* sign = nullptr;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t blanks_begin = 0;  ///< where the blanks before it begin
    std::size_t blanks_end = 0;    ///< where those behind it end
    char32_t left = 0;             ///< what stands before the blanks; a line feed at an edge
    char32_t right = 0;
    Role shape = Role::unknown;
    Role role = Role::unknown;  ///< decided by the pairing
    bool moved = false;         ///< a closing mark with its space on the wrong side

    bool blank_before() const { return blanks_begin < begin; }
    bool blank_behind() const { return end < blanks_end; }
};

/// What the whole article says about its marks.
struct Article {
    bool has_curly_pair = false;
    std::string_view text;
    /// Where the closing mark of each family stands last, as far as it was asked.
    mutable std::array<std::optional<std::size_t>, families.size()> known_last_closing{};

    std::size_t last_closing(std::size_t family) const {
        auto& known = known_last_closing[family];
        if (!known) known = last_place(text, families[family].closing);
        return *known;
    }
};

}  // namespace

/// The marks of one block.
class Pairs::Block {
  public:
    Block(const Pairs& rules, const Document& document, Span<Working> at, const MarkStyle& style,
          const Article& article, EditSink& sink)
        : rules_(rules),
          document_(document),
          text_(document.text()),
          at_(at),
          style_(style),
          sink_(sink),
          article_(article) {}

    void run() {
        if (!collect() || marks_.empty()) return;
        drop_doubled();
        if (!decide()) return;
        for (std::size_t i = 0; i < marks_.size(); i += 2) mend_pair(i);
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

    /// False where the block holds what no pairing can judge.
    bool collect() {
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
            if (marks_.size() == most_marks) return false;
            Mark mark = read(at, *sign);
            at = mark.end;
            // don''t: an apostrophe written twice; code: x = "a".
            const bool apostrophe = sign->text == "''" && utf8::is_letter(mark.left) &&
                                    !mark.blank_before() && utf8::is_letter(behind(mark.end));
            if (apostrophe || is_operator(mark.begin, *sign)) continue;
            if (mark.left == U'=' || mark.left == U'\\') return false;
            // Two opening marks in a row: one of them may close.
            const bool opens_twice =
                sign->text == "“" && !marks_.empty() && marks_.back().sign->text == sign->text;
            foreign_or_odd |=
                sign->foreign || mark.shape == Role::unknown || mark.shape != sign->role || opens_twice;
            marks_.push_back(mark);
        }
        return foreign_or_odd && !looks_like_code(block);
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

    /// "””": the second one goes where the block has one closing mark too many.
    void drop_doubled() {
        const auto count = [&](std::string_view sign) {
            return std::count_if(marks_.begin(), marks_.end(),
                                 [&](const Mark& m) { return m.sign->text == sign; });
        };
        for (std::size_t i = 1; i < marks_.size(); ++i) {
            const bool twice = marks_[i].sign->text == "”" && marks_[i - 1].sign->text == "”" &&
                               marks_[i - 1].end == marks_[i].begin;
            if (!twice || count("”") != count("“") + 1) continue;
            mtmend::propose(document_, sink_, rules_.doubled_, {marks_[i - 1].begin, marks_[i].end}, "”");
            marks_.erase(marks_.begin() + static_cast<std::ptrdiff_t>(i));
            marks_[i - 1] = read(marks_[i - 1].begin, *marks_[i - 1].sign);
            dropped_ = i - 1;
            return;
        }
    }

    /// Gives every mark its role by turns; false where look or place of one speaks against it.
    bool decide() {
        bool open = false;
        bool moved = false;
        for (std::size_t i = 0; i < marks_.size(); ++i) {
            Mark& mark = marks_[i];
            mark.role = open ? Role::closing : Role::opening;
            open = !open;
            const bool low_pair =
                mark.role == Role::closing && mark.sign->text == "“" && marks_[i - 1].sign->text == "„";
            if (mark.role == Role::opening && stands_for_apostrophe(mark)) return false;
            if (mark.role == Role::closing && mark.left == U':' && mark.blank_before())
                return false;  // a colon introduces
            const Role look = low_pair ? Role::closing : mark.sign->role;
            if (look == mark.role) {
                if (mark.sign->foreign && mark.shape != Role::unknown && mark.shape != mark.role &&
                    !spaced_french(mark))
                    return false;
                continue;
            }
            if (mark.shape == mark.role) continue;
            const bool curly = mark.sign->text == "“" || mark.sign->text == "”";
            if (mark.shape == Role::unknown && (look == Role::unknown || curly)) continue;
            // `he said:" We go."`: nothing closes behind a colon.
            if (look == Role::unknown && mark.role == Role::opening && mark.left == U':' &&
                !mark.blank_before())
                continue;
            if (mark.role == Role::closing &&
                ((look == Role::unknown && closes_before_word(mark)) || closes_before_speaker(mark))) {
                mark.moved = moved = true;
                continue;
            }
            return false;
        }
        const bool whole = !open;
        const bool goes_on = open && marks_[0].left == U'\n' && marks_.size() == 1;
        return whole || (goes_on && !moved);
    }

    /// `the country"s exports`: an apostrophe that something turned into a quotation mark.
    bool stands_for_apostrophe(const Mark& mark) const {
        if (!utf8::is_letter(mark.left) || mark.right != U's') return false;
        return mark.end + 1 >= text_.size() || !utf8::is_word(utf8::decode(text_, mark.end + 1).value);
    }

    /// « text » with blanks inside.
    static bool spaced_french(const Mark& mark) { return mark.sign->text == "«" || mark.sign->text == "»"; }

    /// `anything, "commented the minister`: no opening mark, since no word of speech stands before it.
    bool closes_before_word(const Mark& mark) const {
        if (mark.left != U',' && mark.left != U'.' && mark.left != U'!' && mark.left != U'?') return false;
        if (!utf8::is_lower(mark.right) || mark.blank_behind()) return false;
        const std::size_t next = document_.word_at_or_after(mark.begin);
        if (next == 0) return false;
        const std::string word = utf8::folded(document_.text(document_.words()[next - 1]));
        return std::find(speech_words.begin(), speech_words.end(), word) == speech_words.end();
    }

    /// `anything, “Ann Lee announced`, `anything, "he added`: who spoke, and no word of speech before it.
    bool closes_before_speaker(const Mark& mark) const {
        if (mark.left != U',' && mark.left != U'.' && mark.left != U'!' && mark.left != U'?') return false;
        if (mark.blank_behind()) return false;
        const auto& words = document_.words();
        const auto word = [&](std::size_t i) { return utf8::folded(document_.text(words[i])); };
        const auto is_one = [](const auto& list, const std::string& of) {
            return std::find(list.begin(), list.end(), of) != list.end();
        };
        const std::size_t next = document_.word_at_or_after(mark.end);
        if (next == 0 || next >= words.size() || words[next].at.begin != mark.end) return false;
        if (is_one(speech_words, word(next - 1))) return false;
        for (std::size_t i = next; i < words.size() && i <= next + most_name_words; ++i) {
            if (words[i].at.end > at_.end) return false;
            const bool joined = i == next || text_.substr(words[i - 1].at.end,
                                                          words[i].at.begin - words[i - 1].at.end) == " ";
            if (!joined) return false;
            if (i > next && rules_.speaking_.contains(words[i].hash)) return true;
            if (i == next && is_one(speakers, word(i))) continue;
            if (i > next && is_one(speakers, word(next))) return false;
            if (!utf8::is_upper(utf8::decode(text_, words[i].at.begin).value)) return false;
        }
        return false;
    }

    /// The sign that a mark should be, given its partner and the article.
    std::string_view wanted(std::size_t i) const {
        const Mark& mark = marks_[i];
        const Mark* partner = mark.role == Role::closing ? &marks_[i - 1]
                              : i + 1 < marks_.size()    ? &marks_[i + 1]
                                                         : nullptr;
        const bool straight = mark.sign->text == "\"";
        const bool partner_straight = partner != nullptr && partner->sign->text == "\"";
        bool curly = !straight;
        if (mark.sign->foreign) {
            const bool unknown = style_.doubles == MarkStyle::Form::unknown;
            curly = unknown ? !partner_straight : style_.doubles == MarkStyle::Form::curly;
        } else if (straight != partner_straight && partner != nullptr && !partner->sign->foreign) {
            curly = article_.has_curly_pair || style_.doubles != MarkStyle::Form::straight;
        }
        if (!curly) return "\"";
        return mark.role == Role::opening ? "“" : "”";
    }

    bool is_known_word_at(std::size_t at) const {
        const std::size_t i = document_.word_at_or_after(at);
        if (i >= document_.words().size() || document_.words()[i].at.begin != at) return false;
        const Word& word = document_.words()[i];
        const std::string text = utf8::folded(document_.text(word));
        return word.rank != 0 && word.at.size() > 1 &&
               std::find(endings.begin(), endings.end(), text) == endings.end();
    }
    bool is_known_word_before(std::size_t at) const {
        const std::size_t i = document_.word_at_or_after(at);
        return i > 0 && document_.words()[i - 1].at.end == at && document_.words()[i - 1].rank != 0 &&
               document_.words()[i - 1].at.size() > 1;
    }

    /// `in December, ”Lee said`: the blank before a closing mark belongs behind it.
    static bool space_moves(const Mark& mark) {
        const bool stop = mark.left == U',' || mark.left == U'.' || mark.left == U'!' || mark.left == U'?';
        return stop && mark.blank_before() && utf8::is_letter(mark.right);
    }

    /// `said Lee."We go."`: an opening mark right behind a stop.
    static bool begins_sentence(const Mark& mark) {
        const bool stop = mark.left == U'.' || mark.left == U'!' || mark.left == U'?';
        return stop && utf8::is_upper(mark.right);
    }

    /// `They left;"gone" was the word.`, not `=IF(A1>3;"red";"green")`.
    bool is_behind_semicolon(const Mark& mark) const {
        return mark.left == U';' && mark.begin > 1 &&
               utf8::is_letter(utf8::decode_before(text_, mark.begin - 1).value);
    }

    /// What is wrong with a mark; the worst thing of a pair names both edits.
    enum class Fault { none, outside, inside, wrong_side, mixed, reversed, foreign };
    struct Mended {
        Span<Working> at;
        std::string after;
        Fault fault = Fault::none;
    };

    Mended mended(std::size_t i) const {
        const Mark& mark = marks_[i];
        const std::string_view sign = wanted(i);
        Mended result{{mark.begin, mark.end}, std::string(sign), Fault::none};
        const bool opens = mark.role == Role::opening;
        // The inner side takes no blank, the outer one needs it before a word.
        const bool inside =
            (opens ? mark.blank_behind() : mark.blank_before()) && (opens ? mark.right : mark.left) != U'\n';
        if (inside) (opens ? result.at.end : result.at.begin) = opens ? mark.blanks_end : mark.blanks_begin;
        const bool outside =
            opens ? !mark.blank_before() &&
                        (is_known_word_before(mark.begin) || mark.left == U',' || is_behind_semicolon(mark) ||
                         (mark.left == U':' && mark.blank_behind()) || begins_sentence(mark))
                  : !mark.blank_behind() && (is_known_word_at(mark.end) || space_moves(mark));
        if (outside) result.after.insert(opens ? 0 : result.after.size(), " ");
        if (result.after == text_.substr(result.at.begin, result.at.size())) return result;
        const bool other_kind = (sign == "\"") != (mark.sign->text == "\"");
        result.fault = mark.sign->foreign        ? Fault::foreign
                       : sign != mark.sign->text ? (other_kind ? Fault::mixed : Fault::reversed)
                       : inside && outside       ? Fault::wrong_side
                       : inside                  ? Fault::inside
                                                 : Fault::outside;
        return result;
    }

    const Rule& rule_of(Fault fault) const {
        switch (fault) {
            case Fault::foreign:
                return rules_.foreign_;
            case Fault::reversed:
                return rules_.reversed_;
            case Fault::mixed:
                return rules_.mixed_;
            case Fault::wrong_side:
                return rules_.wrong_side_;
            case Fault::inside:
                return rules_.inside_;
            default:
                return rules_.outside_;
        }
    }

    void mend_pair(std::size_t first) {
        const std::size_t last = std::min(first + 2, marks_.size());
        std::array<Mended, 2> pair;
        Fault worst = Fault::none;
        for (std::size_t i = first; i < last; ++i) {
            if (dropped_ == i) continue;
            pair[i - first] = mended(i);
            worst = std::max(worst, pair[i - first].fault);
        }
        const bool lone = worst == Fault::foreign && !fit(first, last);
        for (Mended& edit : pair) {
            if (edit.fault != Fault::none)
                mtmend::propose(document_, sink_, lone ? rules_.foreign_unsure_ : rule_of(worst), edit.at,
                                std::move(edit.after));
        }
    }

    /// True where a foreign mark has the partner it is printed with, or a mark that can be nothing else.
    bool fit(std::size_t first, std::size_t last) const {
        const std::string_view opening = marks_[first].sign->text;
        if (last - first < 2) {
            const auto* pair = std::find_if(families.begin(), families.end(),
                                            [&](const Family& f) { return f.opening == opening; });
            if (pair == families.end()) return false;
            const std::size_t last_closing =
                article_.last_closing(static_cast<std::size_t>(pair - families.begin()));
            return last_closing != std::string_view::npos && last_closing >= at_.end;
        }
        const std::string_view closing = marks_[first + 1].sign->text;
        if (opening == "“" || closing == "”") return true;
        // With a straight partner in its own sentence.
        const bool straight = opening == "\"" || closing == "\"";
        const Sentence& sentence = document_.sentence_at(marks_[first].begin);
        if (straight && marks_[first + 1].begin < sentence.end) return true;
        return std::any_of(families.begin(), families.end(),
                           [&](const Family& f) { return f.opening == opening && f.closing == closing; });
    }

    const Pairs& rules_;
    const Document& document_;
    std::string_view text_;
    Span<Working> at_;
    const MarkStyle& style_;
    EditSink& sink_;
    std::vector<Mark> marks_;
    std::optional<std::size_t> dropped_;
    const Article& article_;
};

Pairs::Pairs(const Dictionaries& dictionaries)
    : foreign_(dictionaries.rule("quotes/foreign-mark")),
      foreign_unsure_(dictionaries.rule("quotes/foreign-mark-unsure")),
      reversed_(dictionaries.rule("quotes/reversed")),
      mixed_(dictionaries.rule("quotes/mixed-pair")),
      doubled_(dictionaries.rule("quotes/doubled")),
      inside_(dictionaries.rule("quotes/space-inside")),
      outside_(dictionaries.rule("quotes/space-outside")),
      wrong_side_(dictionaries.rule("quotes/space-on-wrong-side")),
      speaking_(dictionaries.word_set("words/speech.tsv")) {}

void Pairs::propose(const Document& document, const MarkStyle& style, EditSink& sink) const {
    const std::string_view text = document.text();
    Article article;
    article.text = text;
    const std::size_t opening = text.find("“");
    article.has_curly_pair =
        opening != std::string_view::npos && text.find("”", opening) != std::string_view::npos;
    for (const mtmend::Block& block : document.blocks())
        Block(*this, document, block, style, article, sink).run();
}

}  // namespace mtmend
