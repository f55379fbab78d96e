#include "stages/encoding/reading.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "pipeline/text/utf8.hpp"
#include "stages/encoding/characters.hpp"

namespace mtmend::mojibake {
namespace {

/// Judges sequences of one run.
class Judge {
  public:
    Judge(const Charsets& charsets, const Ranking& ranking, const std::vector<Unit>& run, char32_t before,
          char32_t after)
        : charsets_(charsets), ranking_(ranking), run_(run), before_(before), after_(after) {}

    /// The first acceptable reading at `at`; a weak one only where there is no other.
    std::optional<std::pair<Sequence, Grade>> read(std::size_t at) const {
        std::optional<std::pair<Sequence, Grade>> best;
        for (std::size_t index : ranking_.order) {
            auto sequence = read_character(charsets_[index], run_, at);
            if (!sequence) continue;
            // A shorter one leaves bytes behind that belong to none.
            if (best && best->second != Grade::weak && sequence->count < best->first.count) continue;
            sequence->charset = index;
            Grade grade = judge(at, *sequence);
            if (grade < Grade::unsure && parts_of_one(at, *sequence) > 0) grade = Grade::sure;
            if (grade == Grade::none) continue;
            if (!best || (best->second == Grade::weak && grade != Grade::weak)) best = {*sequence, grade};
            if (grade == Grade::weak) continue;
            // Charsets differ in a few places only; what every text has is what was meant.
            if (kind_of(sequence->value) != Kind::typographic || is_common_mark(sequence->value))
                return std::pair(*sequence,
                                 is_other_letter_to_another(at, *sequence) ? Grade::unsure : grade);
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
    /// True where a charset that reads as much of the text reads another letter here: Windows-1250 an "å"
    /// where ISO-8859-2 has the "á".
    bool is_other_letter_to_another(std::size_t at, const Sequence& s) const {
        if (kind_of(s.value) != Kind::latin) return false;
        for (std::size_t index = 0; index < charset_count; ++index) {
            if (ranking_.read[index] != ranking_.read[s.charset]) continue;
            auto other = read_sequence(charsets_[index], run_, at);
            if (!other || other->value == s.value || kind_of(other->value) != Kind::latin) continue;
            other->charset = index;
            if (judge(at, *other) == Grade::sure) return true;
        }
        return false;
    }

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
        const auto made_before = at < 2 ? std::nullopt : read_sequence(charsets_[s.charset], run_, at - 2);
        if (made_before && utf8::is_lower(made_before->value) && utf8::is_upper(s.value)) return Grade::weak;
        const char32_t right = behind(at + s.count);
        const char32_t last = value(at + s.count - 1);
        const bool lead_c2 = s.value < 0xC0;
        const bool lead_c3 = s.value >= 0xC0 && s.value < 0x100;
        if (s.count == 3)
            return !only_closers ? Grade::sure : utf8::is_letter(right) ? Grade::weak : Grade::none;
        const bool sign = !utf8::is_letter(value(at));  // Mac Roman's √, ≈, ¬ and boxes
        if (sign && !lead_c2 && !utf8::is_letter(left) && !utf8::is_letter(right)) return Grade::weak;
        if (!sign && (stands_alone(at, s) || is_symbol_before_word(at, last))) return Grade::weak;
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
        if (is_name_sign(last) && in_capitals) return Grade::none;
        return stands_alone(at, s) || !utf8::is_letter(value(at)) ? Grade::weak : Grade::sure;
    }

    /// "Δ—the change", "Γ·x": a symbol and a dash or operator before a word.
    bool is_symbol_before_word(std::size_t at, char32_t last) const {
        constexpr std::u32string_view signs = U"—–·±•";
        return signs.find(last) != std::u32string_view::npos && value(at) != U'Ã' &&
               !utf8::is_letter(before(at));
    }

    /// Two characters between words make no word, but a range ("£12–£58") or a symbol and its sign ("Å‘").
    /// Not so behind the leads that nobody types.
    bool stands_alone(std::size_t at, const Sequence& s) const {
        const bool between_words = !utf8::is_letter(before(at)) && !utf8::is_letter(behind(at + s.count));
        return at == 0 && between_words && value(at) != U'Â' && value(at) != U'Ã';
    }

    const Charsets& charsets_;
    const Ranking& ranking_;
    const std::vector<Unit>& run_;
    char32_t before_;
    char32_t after_;
};

}  // namespace

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

}  // namespace mtmend::mojibake
