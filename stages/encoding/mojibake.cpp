#include "stages/encoding/mojibake.hpp"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "pipeline/text/utf8.hpp"
#include "stages/encoding/beyond_ascii.hpp"

namespace mtmend {
namespace {

struct CharsetName {
    const char* icu;
    bool latin;
};
/// In the order they are tried. ISO-8859-1 is in: controls stand for their bytes in every charset.
constexpr std::array<CharsetName, MojibakeFinder::charset_count> charset_names = {
    {{"windows-1252", true},
     {"macintosh", true},
     {"windows-1250", true},
     {"iso-8859-2", true},
     {"windows-1251", false},
     {"windows-1254", true},
     {"windows-1253", false},
     {"windows-1256", false},
     {"windows-1257", true},
     {"windows-874-2000", false},
     {"ibm-437", true}}};
constexpr std::size_t windows_1252_index = 0;

constexpr int max_depth = 4;
/// A longer run is another script; it is cut there, so that time stays linear.
constexpr std::size_t max_run = 4096;

bool is_c1(char32_t c) {
    return c >= 0x80 && c < 0xA0;
}

/// Marks that follow a word in good text: "DÉJÀ”" must not be read as one letter.
bool is_closer(char32_t c) {
    return c == U'’' || c == U'”' || c == U'…' || c == U'–' || c == U'—' || c == U'›' || c == U'»' ||
           c == 0xA0;
}
/// Signs that follow a name in good text ("LUMIÉ®").
bool is_name_sign(char32_t c) {
    return c == U'©' || c == U'®' || c == U'™' || c == U'²' || c == U'³' || c == U'¹' || c == U'°' ||
           c == U'º' || c == U'ª' || c == U'‰';
}

/// Marks that prose is full of.
bool is_common_mark(char32_t c) {
    return c == U'–' || c == U'—' || c == U'‘' || c == U'’' || c == U'“' || c == U'”' || c == U'„' ||
           c == U'…' || c == U'•' || c == U'€' || c == U'™';
}

/// One character of a run, and whether reading has already made it from others.
struct Unit {
    char32_t value = 0;
    bool made = false;
    std::size_t begin = 0;  ///< bytes of the text it stands for
    std::size_t end = 0;
    std::size_t charset = 0;  ///< that a made one was read in
};

using Charsets = std::array<MojibakeFinder::Charset, MojibakeFinder::charset_count>;

/// weak: worth nothing alone, sure beside other findings of the same charset.
enum class Grade { none, weak, unsure, sure };

/// What kind of character a sequence would stand for; each needs another amount of proof.
enum class Kind { never, typographic, latin, letter_of_script, combining, control };

Kind kind_of(char32_t c) {
    if (is_c1(c)) return Kind::control;
    if (c == 0xFFFD || !u_isdefined(static_cast<UChar32>(c))) return Kind::never;
    if (c >= 0xA0 && c < 0x17F) return Kind::latin;  // no long s, which only line art gives
    if (c >= 0x218 && c <= 0x21B) return Kind::latin;
    if (c >= 0x1EA0 && c <= 0x1EF9) return Kind::latin;
    if (c >= 0x300 && c <= 0x36F) return Kind::combining;
    const bool symbols = (c >= 0x2010 && c <= 0x205E) || (c >= 0x20A0 && c <= 0x20CF) ||
                         (c >= 0x2100 && c <= 0x214F) || (c >= 0x2190 && c <= 0x23FF) ||
                         (c >= 0x2500 && c <= 0x27BF) || (c >= 0x2B00 && c <= 0x2BFF);
    const bool invisible = (c >= 0x2000 && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0xFE0F;
    if (symbols || invisible) return Kind::typographic;
    if ((c >= 0xFB00 && c <= 0xFB04) || (c >= 0xFF01 && c <= 0xFF5E) || (c >= 0x1F000 && c <= 0x1FAFF))
        return Kind::typographic;
    if ((c >= 0x391 && c <= 0x3CE) || (c >= 0x400 && c <= 0x45F) || c == 0x490 || c == 0x491)
        return Kind::letter_of_script;
    if ((c >= 0x5B0 && c <= 0x5EA) || (c >= 0x60C && c <= 0x6D3)) return Kind::letter_of_script;
    if ((c >= 0x900 && c <= 0xEFF) || (c >= 0x10A0 && c <= 0x10FF) || (c >= 0x3000 && c <= 0x9FFF) ||
        (c >= 0xAC00 && c <= 0xD7A3))
        return Kind::letter_of_script;
    return Kind::never;
}

UScriptCode script_of(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(static_cast<UChar32>(c), &status);
}

/// A UTF-8 sequence found in a run.
struct Sequence {
    char32_t value = 0;
    std::size_t count = 0;  ///< units
    std::size_t charset = 0;
};

std::optional<std::uint8_t> byte_of(const MojibakeFinder::Charset& charset, char32_t c) {
    const auto it = charset.bytes.find(c);
    if (it == charset.bytes.end()) return std::nullopt;
    return it->second;
}

/// The sequence that begins at `at` when the run is turned back into bytes of `charset`.
std::optional<Sequence> read_sequence(const MojibakeFinder::Charset& charset, const std::vector<Unit>& run,
                                      std::size_t at) {
    if (at >= run.size()) return std::nullopt;
    const auto lead = byte_of(charset, run[at].value);
    if (!lead || *lead < 0xC2 || *lead > 0xF4) return std::nullopt;
    const std::size_t count = *lead < 0xE0 ? 2 : *lead < 0xF0 ? 3 : 4;
    if (at + count > run.size()) return std::nullopt;
    char32_t value = *lead & (0xFF >> (count + 1));
    for (std::size_t i = 1; i < count; ++i) {
        const auto next = byte_of(charset, run[at + i].value);
        if (!next || (*next & 0xC0) != 0x80) return std::nullopt;
        value = value << 6 | (*next & 0x3F);
    }
    constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
    if (value < least[count] || value > 0x10FFFF) return std::nullopt;
    return Sequence{value, count, 0};
}

/// As read_sequence, and two halves of a surrogate pair, each written as three bytes, are one character.
std::optional<Sequence> read_character(const MojibakeFinder::Charset& charset, const std::vector<Unit>& run,
                                       std::size_t at) {
    auto first = read_sequence(charset, run, at);
    if (!first || first->value < 0xD800 || first->value > 0xDFFF) return first;
    if (first->value > 0xDBFF || at + 3 >= run.size()) return std::nullopt;
    const auto second = read_sequence(charset, run, at + 3);
    if (!second || second->value < 0xDC00 || second->value > 0xDFFF) return std::nullopt;
    return Sequence{0x10000 + ((first->value & 0x3FF) << 10 | (second->value & 0x3FF)), 6, 0};
}

/// The charsets, the one that reads most of the text first. Charsets share most letters; which one broke a
/// text shows in the few they do not share.
using Ranking = std::array<std::size_t, MojibakeFinder::charset_count>;

/// Judges sequences of one run.
class Judge {
  public:
    Judge(const Charsets& charsets, const Ranking& ranking, const std::vector<Unit>& run, char32_t before,
          char32_t after)
        : charsets_(charsets), ranking_(ranking), run_(run), before_(before), after_(after) {}

    /// The first acceptable reading at `at`; a weak one only where there is no other.
    std::optional<std::pair<Sequence, Grade>> read(std::size_t at) const {
        std::optional<std::pair<Sequence, Grade>> best;
        for (std::size_t index : ranking_) {
            auto sequence = read_character(charsets_[index], run_, at);
            if (!sequence) continue;
            sequence->charset = index;
            Grade grade = judge(at, *sequence);
            if (grade < Grade::unsure && parts_of_one(at, *sequence) > 0) grade = Grade::sure;
            if (grade == Grade::none) continue;
            if (!best || (best->second == Grade::weak && grade != Grade::weak)) best = {*sequence, grade};
            if (grade == Grade::weak) continue;
            // Charsets differ in a few places only; what every text has is what was meant.
            if (kind_of(sequence->value) != Kind::typographic || is_common_mark(sequence->value))
                return std::pair(*sequence, grade);
        }
        return best;
    }

    /// The sequence of a charset at `at` that is known to be part of a character broken twice.
    std::optional<std::pair<Sequence, Grade>> read_part(std::size_t at, std::size_t charset) const {
        auto sequence = read_sequence(charsets_[charset], run_, at);
        if (!sequence) return std::nullopt;
        sequence->charset = charset;
        return std::pair(*sequence, Grade::sure);
    }

    /// How many sequences from `at` on are parts of one character that was broken twice; 0 where none is.
    std::size_t parts_of_one(std::size_t at, const Sequence& s) const {
        const auto& charset = charsets_[s.charset];
        std::vector<Unit> made;
        for (std::size_t place = at; made.size() < 4;) {
            const auto part = read_sequence(charset, run_, place);
            if (!part) break;
            made.push_back({part->value});
            place += part->count;
        }
        const auto whole = made.size() < 2 ? std::nullopt : read_sequence(charset, made, 0);
        if (!whole || kind_of(whole->value) == Kind::never || is_word_and_marks(made, 0, whole->count))
            return 0;
        return whole->count;
    }

  private:
    /// A small letter and marks that follow words: "allé »" is no Chinese.
    static bool is_word_and_marks(const std::vector<Unit>& run, std::size_t at, std::size_t count) {
        if (!utf8::is_lower(run[at].value)) return false;
        for (std::size_t i = 1; i < count; ++i) {
            if (!is_closer(run[at + i].value) && run[at + i].value != U'«') return false;
        }
        return true;
    }

    char32_t value(std::size_t at) const { return run_[at].value; }
    char32_t before(std::size_t at) const { return at == 0 ? before_ : run_[at - 1].value; }
    char32_t behind(std::size_t at) const { return at < run_.size() ? run_[at].value : after_; }

    Grade judge(std::size_t at, const Sequence& s) const {
        const Kind kind = kind_of(s.value);
        if (kind == Kind::never) return Grade::none;
        bool control = false;
        bool made = false;  // a character that was itself read from broken ones
        bool only_closers = true;
        for (std::size_t i = 0; i < s.count; ++i) {
            control |= is_c1(value(at + i));
            made |= run_[at + i].made;
            if (i > 0) only_closers &= is_closer(value(at + i));
        }
        if (made && !control && is_word_and_marks(run_, at, s.count)) return Grade::none;
        const bool latin = charsets_[s.charset].latin;
        if (control || (made && (latin || !utf8::is_letter(value(at + 1))))) return Grade::sure;
        if (!latin && !fits_foreign(at, s)) return in_word_of_its_script(at, s) ? Grade::none : Grade::weak;
        if (made) return Grade::sure;
        switch (kind) {
            case Kind::typographic:
                return only_closers ? Grade::none : Grade::sure;
            case Kind::latin:
                return judge_latin(at, s, only_closers);
            case Kind::letter_of_script:
                return judge_letter(at, s, only_closers);
            case Kind::combining:
                return only_closers || !utf8::is_letter(behind(at + s.count)) ? Grade::none : Grade::unsure;
            case Kind::control:
                return s.count == 2 && s.count < run_.size() ? Grade::sure : Grade::none;
            case Kind::never:
                break;
        }
        return Grade::none;
    }

    /// In charsets of other scripts two letters side by side are mostly a word; only odd neighbours are
    /// proof.
    bool fits_foreign(std::size_t at, const Sequence& s) const {
        const UScriptCode script = script_of(value(at));
        if (script == USCRIPT_LATIN || script == USCRIPT_COMMON) return true;
        if (s.count > 2) {
            const char32_t second = value(at + 1);
            return !utf8::is_letter(second) || utf8::is_upper(second) || chain(at, s);
        }
        if (kind_of(s.value) == Kind::letter_of_script) return chain(at, s);
        const char32_t left = before(at);
        const char32_t right = behind(at + s.count);
        if (utf8::is_letter(left) && script_of(left) == script && !part_of_sequence_before(at, s))
            return false;
        if (utf8::is_letter(right) && script_of(right) == script && !chain(at, s)) return false;
        const bool by_latin = script_of(left) == USCRIPT_LATIN || script_of(right) == USCRIPT_LATIN;
        return by_latin ||
               !(utf8::is_letter(value(at + 1)) || is_closer(value(at + 1)) || value(at + 1) == U'«');
    }

    /// True where a letter of the lead's script that is no part of a sequence stands beside it: a sound word.
    bool in_word_of_its_script(std::size_t at, const Sequence& s) const {
        const UScriptCode script = script_of(value(at));
        const char32_t left = before(at);
        const char32_t right = behind(at + s.count);
        if (utf8::is_letter(left) && script_of(left) == script && !part_of_sequence_before(at, s))
            return true;
        return utf8::is_letter(right) && script_of(right) == script &&
               !read_sequence(charsets_[s.charset], run_, at + s.count);
    }

    bool part_of_sequence_before(std::size_t at, const Sequence& s) const {
        return at >= 2 && read_sequence(charsets_[s.charset], run_, at - 2).has_value();
    }

    /// True where another sequence of the same charset that gives a letter of the same script stands beside
    /// it.
    bool chain(std::size_t at, const Sequence& s) const {
        const auto& charset = charsets_[s.charset];
        auto alike = [&](std::size_t place) {
            if (place + 1 < run_.size() && value(place + 1) == 0xFFFD && value(place) == value(at))
                return true;
            const auto other = read_sequence(charset, run_, place);
            return other && other->count == s.count && kind_of(other->value) == kind_of(s.value) &&
                   script_of(other->value) == script_of(s.value);
        };
        if (at + s.count < run_.size() && alike(at + s.count)) return true;
        return at >= s.count && alike(at - s.count);
    }

    Grade judge_latin(std::size_t at, const Sequence& s, bool only_closers) const {
        const char32_t left = before(at);
        const char32_t right = behind(at + s.count);
        const char32_t last = value(at + s.count - 1);
        const bool lead_c2 = s.value < 0xC0;
        const bool lead_c3 = s.value >= 0xC0 && s.value < 0x100;
        if (s.count == 3)
            return !only_closers ? Grade::sure : utf8::is_letter(right) ? Grade::weak : Grade::none;
        const bool sign = !utf8::is_letter(value(at));  // Mac Roman's √, ≈, ¬ and boxes
        if (sign && !lead_c2 && !utf8::is_letter(left) && !utf8::is_letter(right)) return Grade::weak;
        const bool two_capitals =
            utf8::is_upper(value(at)) && (last == U'Ø' || last == U'Æ');  // Windows-1257's
        if (two_capitals && !utf8::is_lower(s.value) && !utf8::is_lower(left)) return Grade::none;
        const bool boxes = value(at) >= 0x2500 && value(at) < 0x2580 && last >= 0x2500 && last < 0x2580;
        if (boxes && !utf8::is_letter(left)) return utf8::is_letter(right) ? Grade::unsure : Grade::weak;
        if (sign && utf8::is_letter(last) && !utf8::is_letter(left)) {
            return utf8::is_letter(right) ? Grade::unsure : Grade::weak;  // "√π", "√©" at a word's beginning
        }
        if (utf8::is_lower(s.value) && utf8::is_upper(left) && breaks_capitals(at, right)) return Grade::none;
        if (last == 0xA0) {
            if (utf8::is_upper(left) && !utf8::is_lower(right)) return Grade::none;
            return lead_c2 || lead_c3 ? Grade::sure : Grade::unsure;
        }
        if (is_closer(last)) {
            if (lead_c2) return utf8::is_upper(left) ? Grade::unsure : Grade::sure;
            return utf8::is_letter(right) || utf8::is_lower(left) ? Grade::sure : Grade::none;
        }
        if (is_name_sign(last) && !lead_c3 && !lead_c2 && utf8::is_upper(left) && !utf8::is_letter(right))
            return Grade::none;
        return Grade::sure;
    }

    /// True where a small letter at `at` would stand among capitals.
    bool breaks_capitals(std::size_t at, char32_t right) const {
        if (utf8::is_letter(right)) return utf8::is_upper(right);
        return at > 1 ? utf8::is_upper(run_[at - 2].value) : at == 1 && utf8::is_upper(before_);
    }

    Grade judge_letter(std::size_t at, const Sequence& s, bool only_closers) const {
        if (chain(at, s)) return Grade::sure;
        const char32_t last = value(at + s.count - 1);
        if (s.count > 2 || only_closers || utf8::is_letter(last)) return Grade::weak;
        const bool in_capitals = utf8::is_upper(before(at)) && !utf8::is_letter(behind(at + s.count));
        return is_name_sign(last) && in_capitals ? Grade::none : Grade::sure;
    }

    const Charsets& charsets_;
    const Ranking& ranking_;
    const std::vector<Unit>& run_;
    char32_t before_;
    char32_t after_;
};

struct Level {
    std::vector<Unit> run;
    bool changed = false;
    Grade grade = Grade::sure;  ///< of the least sure sequence
};

/// Reads every sequence of the run once.
Level read_once(const Charsets& charsets, const Ranking& ranking, const std::vector<Unit>& run,
                char32_t before, char32_t after) {
    const Judge judge(charsets, ranking, run, before, after);
    Level level;
    std::size_t parts = 0;  // sequences that are proved by one before them
    std::size_t charset = 0;
    for (std::size_t at = 0; at < run.size();) {
        const auto found = parts > 0 ? judge.read_part(at, charset) : judge.read(at);
        if (!found) {
            level.run.push_back(run[at++]);
            parts = 0;
            continue;
        }
        const auto& [sequence, grade] = *found;
        if (parts == 0) parts = judge.parts_of_one(at, sequence);
        if (parts > 0) --parts;
        charset = sequence.charset;
        level.run.push_back(
            {sequence.value, true, run[at].begin, run[at + sequence.count - 1].end, sequence.charset});
        level.changed = true;
        level.grade = std::min(level.grade, grade);
        at += sequence.count;
    }
    return level;
}

/// Where the third byte of a quotation mark got lost: "â€" before a space is a closing mark.
constexpr std::array<std::u32string_view, 3> cut_marks = {U"â€", U"โ€", U"вЂ"};

}  // namespace

MojibakeFinder::MojibakeFinder() {
    std::array<std::array<char32_t, 128>, charset_count> tables{};
    for (std::size_t k = 0; k < charset_count; ++k) {
        UErrorCode status = U_ZERO_ERROR;
        UConverter* converter = ucnv_open(charset_names[k].icu, &status);
        if (U_FAILURE(status))
            throw std::runtime_error(std::string("ICU lacks the charset ") + charset_names[k].icu);
        for (int byte = 0x80; byte < 0x100; ++byte) {
            const char in = static_cast<char>(byte);
            UChar out[4];
            status = U_ZERO_ERROR;
            const auto size = ucnv_toUChars(converter, out, 4, &in, 1, &status);
            const char32_t c = size == 1 ? out[0] : 0;
            tables[k][static_cast<std::size_t>(byte - 0x80)] = c == 0xFFFD || is_c1(c) ? 0 : c;
        }
        ucnv_close(converter);
    }
    for (std::size_t i = 0; i < windows_1252_.size(); ++i) windows_1252_[i] = tables[0][i];
    for (std::size_t k = 0; k < charset_count; ++k) {
        auto& bytes = charsets_[k].bytes;
        charsets_[k].latin = charset_names[k].latin;
        for (std::size_t i = 0; i < 128; ++i) {
            const auto byte = static_cast<std::uint8_t>(0x80 + i);
            if (tables[k][i] != 0) bytes.emplace(tables[k][i], byte);
            if (i >= 32) continue;
            bytes.emplace(static_cast<char32_t>(byte), byte);
            // ISO-8859-1 goes with Windows-1252.
            if (tables[k][i] != 0 && k != windows_1252_index) charsets_[k].borrowed.insert(byte);
        }
        for (std::size_t i = 0; i < 128; ++i) {
            // A byte the charset leaves open was often shown as Windows-1252 has it.
            if (tables[k][i] != 0 || tables[0][i] == 0) continue;
            if (bytes.emplace(tables[0][i], static_cast<std::uint8_t>(0x80 + i)).second)
                charsets_[k].borrowed.insert(tables[0][i]);
        }
    }
}

namespace {

/// Collects the findings of one text.
class Search {
  public:
    Search(const MojibakeFinder& finder, const Charsets& charsets, std::string_view text)
        : finder_(finder), charsets_(charsets), text_(text) {}

    std::vector<Misread> run() {
        rank();
        each_run([&](const std::vector<Unit>& run, char32_t before, char32_t after) {
            if (run.size() > 1) read(run, before, after);
            add_lost(run, before, after);
            return true;
        });
        settle_pending();
        return std::move(found_);
    }

  private:
    /// Calls `visit` with every run of characters above ASCII and its neighbours, until it returns false.
    template <class Visit>
    void each_run(Visit visit) const {
        char32_t before = 0;
        std::vector<Unit> run;
        for (std::size_t at = 0; at < text_.size();) {
            if (static_cast<unsigned char>(text_[at]) < 0x80) {
                before = static_cast<unsigned char>(text_[at++]);
                continue;
            }
            run.clear();
            while (at < text_.size() && static_cast<unsigned char>(text_[at]) >= 0x80 &&
                   run.size() < max_run) {
                const auto point = utf8::decode(text_, at);
                run.push_back({point.value, false, at, at + point.size});
                at += point.size;
            }
            const char32_t after = at < text_.size() ? static_cast<unsigned char>(text_[at]) : 0;
            if (!visit(run, before, after)) return;
            before = run.back().value;
        }
    }

    /// Puts the charset first that reads most, by its own characters.
    void rank() {
        for (std::size_t k = 0; k < ranking_.size(); ++k) ranking_[k] = k;
        std::array<std::size_t, MojibakeFinder::charset_count> read{};
        std::size_t looked = 0;
        each_run([&](const std::vector<Unit>& run, char32_t before, char32_t) {
            for (std::size_t k = 0; k < charsets_.size() && run.size() > 1; ++k) {
                for (std::size_t at = 0; at + 1 < run.size();) {
                    const std::size_t count = own_sequence(charsets_[k], run, at, before);
                    read[k] += count > 0;
                    at += std::max<std::size_t>(count, 1);
                }
            }
            looked += run.size();
            return looked < most_looked_at;
        });
        std::stable_sort(ranking_.begin(), ranking_.end(),
                         [&](std::size_t a, std::size_t b) { return read[a] > read[b]; });
    }

    /// Units of the sequence at `at`, if it is a likely character and no unit of it is borrowed; else 0. A
    /// capital behind a small letter is not likely.
    static std::size_t own_sequence(const MojibakeFinder::Charset& charset, const std::vector<Unit>& run,
                                    std::size_t at, char32_t before) {
        const auto sequence = read_sequence(charset, run, at);
        if (!sequence || kind_of(sequence->value) == Kind::never) return 0;
        if (at == 0 && utf8::is_lower(before) && utf8::is_upper(sequence->value)) return 0;
        for (std::size_t i = 0; i < sequence->count; ++i) {
            if (charset.borrowed.contains(run[at + i].value)) return 0;
        }
        return sequence->count;
    }

    void read(const std::vector<Unit>& source, char32_t before, char32_t after) {
        Level level{source, false, Grade::sure};
        bool changed = false;
        Grade grade = Grade::sure;
        for (int depth = 0; depth < max_depth; ++depth) {
            Level next = read_once(charsets_, ranking_, level.run, before, after);
            if (!next.changed) break;
            level = std::move(next);
            changed = true;
            grade = std::min(grade, level.grade);
        }
        if (!changed) return;
        const bool lost =
            std::any_of(source.begin(), source.end(), [](const Unit& u) { return u.value == 0xFFFD; });
        const std::size_t first = found_.size();
        add(level.run, grade == Grade::sure && !lost);
        if (grade == Grade::weak) {
            std::move(found_.begin() + static_cast<std::ptrdiff_t>(first), found_.end(),
                      std::back_inserter(weak_));
            found_.resize(first);
        }
        for (std::size_t i = first; i < found_.size(); ++i) {
            if (found_[i].sure)
                ++witnesses_[found_[i].charset];
            else if (!lost)
                doubtful_.push_back(i);
        }
    }

    /// Touching made characters become one finding.
    void add(const std::vector<Unit>& run, bool sure) {
        for (std::size_t i = 0; i < run.size();) {
            if (!run[i].made) {
                ++i;
                continue;
            }
            Misread finding{{run[i].begin, run[i].end}, {}, sure, run[i].charset};
            for (; i < run.size() && run[i].made; ++i) {
                char32_t c = run[i].value;
                if (is_c1(c)) c = finder_.windows_1252(static_cast<std::uint8_t>(c));
                if (c == 0) finding.sure = false;
                if (c != 0 && c != 0xFEFF) utf8::append(finding.text, c);
                finding.at.end = run[i].end;
            }
            evidence_ |= finding.sure;
            found_.push_back(std::move(finding));
        }
    }

    /// Leads whose next byte was lost or became a plain space.
    void add_lost(const std::vector<Unit>& run, char32_t before, char32_t after) {
        const Unit& last = run.back();
        const char32_t left = run.size() > 1 ? run[run.size() - 2].value : before;
        const bool space = after == U' ' || after == 0 || after == U'\n';
        if (last.value == U'Â' && after == U' ' && !utf8::is_upper(left)) {
            found_.push_back({{last.begin, last.end}, "", true});
        } else if (last.value == U'Ã' && after == U' ' && !utf8::is_upper(left)) {
            pending_.push_back({{last.begin, last.end}, "à", false});
        } else if (last.value == U'Å' && after == U' ' && !utf8::is_letter(left) &&
                   last.end + 1 < text_.size() && utf8::is_lower(utf8::decode(text_, last.end + 1).value)) {
            pending_.push_back({{last.begin, last.end + 1}, "Š", false});
        }
        if (run.size() < 2) return;
        const bool closing = space || after == U',' || after == U'.' || after == U';' || after == U':' ||
                             after == U')' || after == U'?' || after == U'!';
        for (std::u32string_view mark : cut_marks) {
            if (run[run.size() - 2].value != mark[0] || last.value != mark[1]) continue;
            const char32_t outer = run.size() > 2 ? run[run.size() - 3].value : before;
            if (closing && outer != 0 && !utf8::is_space(outer))
                pending_.push_back({{run[run.size() - 2].begin, last.end}, "”", false});
        }
    }

    /// What is too little alone is sure beside other findings, of its own charset where it has one.
    void settle_pending() {
        for (std::size_t i : doubtful_) found_[i].sure = is_proved(found_[i].charset);
        for (Misread& finding : weak_) {
            if (!is_proved(finding.charset)) continue;
            finding.sure = true;
            found_.push_back(std::move(finding));
        }
        for (Misread& finding : pending_) {
            finding.sure = evidence_;
            found_.push_back(std::move(finding));
        }
        std::sort(found_.begin(), found_.end(),
                  [](const Misread& a, const Misread& b) { return a.at.begin < b.at.begin; });
    }

    const MojibakeFinder& finder_;
    const Charsets& charsets_;
    std::string_view text_;
    std::vector<Misread> found_;
    std::vector<Misread> pending_;
    std::vector<Misread> weak_;
    Ranking ranking_{};
    static constexpr std::size_t most_looked_at = 1u << 16;  ///< characters that decide the ranking
    /// Findings that prove others of their charset. Windows-1252 reads too much for one to be enough.
    bool is_proved(std::size_t charset) const {
        return witnesses_[charset] > (charset == windows_1252_index ? 1u : 0u);
    }
    std::vector<std::size_t> doubtful_;                                   ///< indices into found_
    std::array<std::size_t, MojibakeFinder::charset_count> witnesses_{};  ///< sure findings by charset
    bool evidence_ = false;
};

}  // namespace

bool MojibakeFinder::may_begin_sequence(char32_t lead, char32_t next) const {
    return std::any_of(charsets_.begin(), charsets_.end(), [&](const Charset& charset) {
        const auto first = byte_of(charset, lead);
        if (!first || *first < 0xC2 || *first > 0xF4) return false;
        const auto second = byte_of(charset, next);
        return second && (*second & 0xC0) == 0x80;
    });
}

bool MojibakeFinder::has_suspects(std::string_view text) const {
    for (std::size_t at = next_beyond_ascii(text, 0); at < text.size(); at = next_beyond_ascii(text, at)) {
        const auto point = utf8::decode(text, at);
        at += point.size;
        if (point.value == U'Â' || point.value == U'Ã' || point.value == U'Å') return true;
        const bool alone = at == text.size() || static_cast<unsigned char>(text[at]) < 0x80;
        if (!alone && may_begin_sequence(point.value, utf8::decode(text, at).value)) return true;
    }
    return false;
}

std::vector<Misread> MojibakeFinder::find(std::string_view text) const {
    if (!has_suspects(text)) return {};
    return Search(*this, charsets_, text).run();
}

}  // namespace mtmend
