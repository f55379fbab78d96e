#include "stages/encoding/invisible.hpp"

#include <unicode/normalizer2.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "pipeline/text/utf8.hpp"
#include "stages/character_beside.hpp"
#include "stages/clitics.hpp"
#include "stages/encoding/beyond_ascii.hpp"

namespace mtmend {
namespace {

const icu::Normalizer2* composition() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
    return nfc;
}

/// A run of blanks wider than this sets columns; its width is kept.
constexpr std::size_t widest_gap = 3;
/// Marks on one letter; more is hostile.
constexpr std::size_t most_marks = 8;

bool is_odd_space(char32_t c) {
    return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x2028 || c == 0x205F ||
           c == 0x3000 || c == 0x1680;
}
/// Spaces that typographers set on purpose beside dashes, marks and figures.
bool is_fine_space(char32_t c) {
    return c == 0x2009 || c == 0x200A || c == 0x202F;
}
bool is_zero_width(char32_t c) {
    return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0xAD ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x180E;
}
bool is_dash(char32_t c) {
    return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}
/// Dashes, quotation marks and the ellipsis: nearly all of what is beyond ASCII in good English.
bool is_mark_of_prose(char32_t c) {
    return c >= 0x2010 && c < 0x2028;
}
/// Characters beside which joiners and direction marks have no work to do.
bool is_plain(char32_t c) {
    return c < 0x250 || (c >= 0x2010 && c <= 0x205E && !is_zero_width(c)) || is_odd_space(c) ||
           is_zero_width(c);
}
bool is_right_to_left(char32_t c) {
    return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFEFC);
}

/// What a byte of Windows-1252 that was kept as a control shows; 0 where nothing. Only what a sentence needs
/// is sure.
struct Shown {
    char32_t value = 0;
    bool sure = false;
};
Shown shown(char32_t control) {
    switch (control) {
        case 0x80:
            return {U'€', true};
        case 0x82:
            return {U'‚', true};
        case 0x84:
            return {U'„', true};
        case 0x85:
            return {U'…', true};
        case 0x91:
            return {U'‘', true};
        case 0x92:
            return {U'’', true};
        case 0x93:
            return {U'“', true};
        case 0x94:
            return {U'”', true};
        case 0x95:
            return {U'•', true};
        case 0x96:
            return {U'–', true};
        case 0x97:
            return {U'—', true};
        case 0x99:
            return {U'™', true};
        case 0x83:
            return {U'ƒ', false};
        case 0x8A:
            return {U'Š', false};
        case 0x8C:
            return {U'Œ', false};
        case 0x8E:
            return {U'Ž', false};
        case 0x9A:
            return {U'š', false};
        case 0x9C:
            return {U'œ', false};
        case 0x9E:
            return {U'ž', false};
        case 0x9F:
            return {U'Ÿ', false};
        default:
            return {};
    }
}

std::string_view ligature(char32_t c) {
    switch (c) {
        case 0xFB00:
            return "ff";
        case 0xFB01:
            return "fi";
        case 0xFB02:
            return "fl";
        case 0xFB03:
            return "ffi";
        case 0xFB04:
            return "ffl";
        case 0xFB05:
        case 0xFB06:
            return "st";
        default:
            return {};
    }
}

/// "s", "t", "re" … with no letter behind it: what an apostrophe stands before.
bool is_clitic(std::string_view text, std::size_t at) {
    return end_of_clitic(text, at, [&](std::size_t end) {
               return utf8::is_letter(utf8::decode(text, end).value);
           }) != 0;
}

}  // namespace

/// One walk over the text.
class Invisible::Pass {
  public:
    Pass(const Invisible& rules, const Document& document, const std::vector<Span<Working>>& taken,
         EditSink& sink, bool only_controls)
        : rules_(rules),
          document_(document),
          text_(document.text()),
          taken_(taken),
          sink_(sink),
          only_controls_(only_controls) {}

    void run() {
        for (std::size_t at = next(0); at < text_.size(); at = next(at)) {
            while (next_taken_ < taken_.size() && taken_[next_taken_].end <= at) ++next_taken_;
            if (next_taken_ < taken_.size() && taken_[next_taken_].begin <= at) {
                at = taken_[next_taken_].end;
            } else {
                at = look(at);
            }
        }
    }

  private:
    /// The first character at or behind `at` that may be one to look at.
    std::size_t next(std::size_t at) const {
        if ((document_.signals() & signals::control) == 0) return next_beyond_ascii(text_, at);
        while (at < text_.size() && text_[at] >= 0x20 && text_[at] < 0x7F) ++at;
        return at;
    }

    void add(const Rule& rule, std::size_t begin, std::size_t end, std::string after) {
        mtmend::propose(document_, sink_, rule, {begin, end}, std::move(after));
    }

    /// Looks at the character at `at`; where to go on.
    std::size_t look(std::size_t at) {
        const auto [c, size] = utf8::decode(text_, at);
        if (is_mark_of_prose(c)) return at + size;
        const bool blank = is_odd_space(c) || is_zero_width(c);
        if (only_controls_ && (blank || c >= 0xA0)) return at + size;
        if (blank) return blanks(at);
        if ((c < 0x20 && c != U'\n' && c != U'\r' && c != U'\t') || (c >= 0x7F && c < 0xA0)) {
            control(at, c, size);
        } else if (c >= 0xFB00 && c <= 0xFB06) {
            add(rules_.ligature_, at, at + size, std::string(ligature(c)));
        } else if (utf8::is_mark(c)) {
            return compose(at);
        }
        return at + size;
    }

    /// A run of blanks with at least one that is not a plain space.
    std::size_t blanks(std::size_t at) {
        std::size_t begin = at;
        while (begin > 0 && text_[begin - 1] == ' ') --begin;
        std::size_t end = begin;
        std::size_t wide = 0;
        bool fine = true;
        bool odd = false;
        while (end < text_.size()) {
            const auto [c, size] = utf8::decode(text_, end);
            if (c != U' ' && !is_odd_space(c) && !is_zero_width(c)) break;
            wide += !is_zero_width(c);
            odd |= is_odd_space(c);
            fine = fine && is_fine_space(c);
            end += size;
        }
        if (wide == 0) return zero_width(at, end);
        if (!odd) return zero_width_beside_space(at, end);
        const char32_t left = character_before(text_, begin);
        const char32_t right = character_at(text_, end);
        const bool line_begins = left == U'\n';
        const bool line_ends = right == U'\n' || right == U'\r';
        const bool set_by_hand =
            fine && (is_dash(left) || is_dash(right) || utf8::is_digit(left) ||
                     (!utf8::is_word(left) && left >= 0x80) || (!utf8::is_word(right) && right >= 0x80));
        if (set_by_hand || (left >= 0x2E80 && right >= 0x2E80)) return end;
        if (end == text_.size()) return end;  // blanks at the very end hurt nobody
        std::size_t width = wide > widest_gap ? wide : 1;
        if (line_ends || (line_begins && wide == 1)) width = 0;
        if (line_begins && wide > 1 && !line_ends) width = wide;
        add(rules_.space_, begin, end, std::string(width, ' '));
        return end;
    }

    /// Zero-width characters in a run of plain spaces go; the spaces are another stage's.
    std::size_t zero_width_beside_space(std::size_t at, std::size_t end) {
        std::size_t stop = at;
        while (stop < end && text_[stop] != ' ') stop += utf8::decode(text_, stop).size;
        if (is_useless(at, stop)) add(rules_.zero_width_, at, stop, "");
        return stop;
    }

    /// True where no script, emoji or dash near [begin, end) needs the characters in it.
    bool is_useless(std::size_t begin, std::size_t end) const {
        const char32_t left = character_before(text_, begin);
        const char32_t right = character_at(text_, end);
        if (!is_plain(left) || !is_plain(right)) {
            // Beside another script only a plain zero-width space is of no use.
            return false;
        }
        if ((left == U'—' || right == U'—') && character_at(text_, begin) == 0x2060) return false;
        std::size_t at = begin;
        for (int i = 0; i < 40 && at > 0; ++i) {
            const auto point = utf8::decode_before(text_, at);
            if (is_right_to_left(point.value)) return false;
            at -= point.size;
        }
        at = end;
        for (int i = 0; i < 40 && at < text_.size(); ++i) {
            const auto point = utf8::decode(text_, at);
            if (is_right_to_left(point.value)) return false;
            at += point.size;
        }
        return true;
    }

    std::size_t zero_width(std::size_t begin, std::size_t end) {
        if (character_at(text_, begin) == 0xAD && character_at(text_, end) == U'\n')
            return hyphenated(begin, end);
        if (!is_useless(begin, end)) return end;
        if (character_at(text_, begin) == 0x200B && parts_are_words(begin, end)) {
            add(rules_.zero_width_between_words_, begin, end, " ");
        } else {
            add(rules_.zero_width_, begin, end, "");
        }
        return end;
    }

    /// A soft hyphen at a line's end is shown as one: the word goes on in the next line.
    std::size_t hyphenated(std::size_t begin, std::size_t end) {
        std::size_t next = end + 1;
        while (next < text_.size() && text_[next] == ' ') ++next;
        if (utf8::is_letter(character_before(text_, begin)) && utf8::is_lower(character_at(text_, next)))
            add(rules_.zero_width_, begin, next, "");
        return end;
    }

    /// True where both sides are known words and together they are none: the character stands for a space.
    bool parts_are_words(std::size_t begin, std::size_t end) const {
        const std::size_t right = document_.word_at_or_after(end);
        std::size_t left = document_.word_at_or_after(begin);
        if (left == 0 || right >= document_.words().size()) return false;
        const Word& first = document_.words()[left - 1];
        const Word& second = document_.words()[right];
        if (first.at.end != begin || second.at.begin != end || first.rank == 0 || second.rank == 0)
            return false;
        return document_.lexicon().rank(std::string(document_.text(first)) +
                                        std::string(document_.text(second))) == 0;
    }

    void control(std::size_t at, char32_t c, std::size_t size) {
        if (c < 0x20 || c == 0x7F) {
            if (c == 0x1A) return;  // SUBSTITUTE: a character was lost here, as with U+FFFD
            const bool blank = c == 0x0B || c == 0x0C;
            const bool apart =
                utf8::is_word(character_before(text_, at)) && utf8::is_word(character_at(text_, at + size));
            add(rules_.control_, at, at + size, blank && apart ? " " : "");
            return;
        }
        const Shown what = shown(c);
        std::string after;
        if (what.value != 0) utf8::append(after, what.value);
        const bool in_word =
            utf8::is_letter(character_before(text_, at)) && utf8::is_letter(character_at(text_, at + size));
        bool sure = what.sure;
        if (in_word && c == 0x92)
            sure = is_clitic(text_, at + size);
        else if (in_word)
            sure = sure && (c == 0x85 || c == 0x96 || c == 0x97);
        add(sure ? rules_.control_ : rules_.control_unsure_, at, at + size, after);
    }

    /// A letter and the marks behind it in one code point, where Unicode has it.
    std::size_t compose(std::size_t at) {
        std::size_t end = at;
        for (std::size_t marks = 0; end < text_.size() && marks < most_marks; ++marks) {
            const auto point = utf8::decode(text_, end);
            if (!utf8::is_mark(point.value)) break;
            end += point.size;
        }
        if (at == 0) return end;
        const auto base = utf8::decode_before(text_, at);
        if (!utf8::is_letter(base.value) || base.value >= 0x530) return end;
        const std::size_t begin = at - base.size;
        static const icu::Normalizer2* const nfc = composition();
        UErrorCode status = U_ZERO_ERROR;
        std::string composed;
        icu::StringByteSink<std::string> sink(&composed);
        nfc->normalizeUTF8(0, icu::StringPiece(text_.data() + begin, static_cast<int32_t>(end - begin)), sink,
                           nullptr, status);
        if (U_SUCCESS(status)) add(rules_.composed_, begin, end, std::move(composed));
        return end;
    }

    const Invisible& rules_;
    const Document& document_;
    std::string_view text_;
    const std::vector<Span<Working>>& taken_;
    std::size_t next_taken_ = 0;
    EditSink& sink_;
    bool only_controls_;
};

Invisible::Invisible(const Dictionaries& dictionaries)
    : space_(dictionaries.rule("encoding/space")),
      zero_width_(dictionaries.rule("encoding/zero-width")),
      zero_width_between_words_(dictionaries.rule("encoding/zero-width-between-words")),
      control_(dictionaries.rule("encoding/control")),
      control_unsure_(dictionaries.rule("encoding/control-unsure")),
      ligature_(dictionaries.rule("encoding/ligature")),
      composed_(dictionaries.rule("encoding/composed")) {}

void Invisible::propose(const Document& document, const std::vector<Span<Working>>& taken,
                        EditSink& sink) const {
    Pass(*this, document, taken, sink, false).run();
}

void Invisible::propose_controls(const Document& document, const std::vector<Span<Working>>& taken,
                                 EditSink& sink) const {
    Pass(*this, document, taken, sink, true).run();
}

}  // namespace mtmend
