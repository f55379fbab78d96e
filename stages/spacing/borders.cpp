#include "stages/spacing/borders.hpp"

#include <algorithm>
#include <optional>

#include "pipeline/text/byte_set.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/character_beside.hpp"
#include "stages/spacing/border_signs.hpp"
#include "stages/spacing/code_lines.hpp"
#include "stages/spacing/curly_marks.hpp"
#include "stages/spacing/surplus.hpp"
#include "stages/word_roles.hpp"

namespace mtmend {
namespace {

using namespace border_signs;

/// A gap between two words that is longer holds more than punctuation.
constexpr std::size_t longest_gap = 12;
/// Bytes back in which the opening bracket is looked for.
constexpr std::size_t bracket_reach = 200;

enum class Verdict { none, unsure, sure };

bool is_closing_quote(char32_t c) {
    return c == U'”' || c == U'’' || c == U'»';
}

}  // namespace

/// One walk over the neighbouring words of a document.
class Borders::Pass {
  public:
    Pass(const Borders& rules, const Document& document, EditSink& sink)
        : rules_(rules),
          document_(document),
          text_(document.text()),
          words_(document.words()),
          sink_(sink),
          code_(document),
          curly_(document),
          glued_(rules.glued_, document, code_, sink) {}

    void run() {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            glued_.look_at(words_[i]);
            // Behind most words stands a space, and none is lost.
            if (i + 1 < words_.size() && text_[words_[i].at.end] != ' ') gap(i);
        }
    }

  private:
    std::string_view between(std::size_t i) const {
        return text_.substr(words_[i].at.end, words_[i + 1].at.begin - words_[i].at.end);
    }
    bool known(const Word& word) const { return word.rank != 0 || document_.count(word.hash) > 1; }
    bool can_begin_sentence(const Word& word) const {
        if (!word.capital || word.all_capitals) return false;
        const auto* entry = document_.lexicon().words.find(word.hash);
        return entry != nullptr && entry->rank <= common && (entry->forms & WordTable::lower_form) != 0;
    }
    std::size_t length(const Word& word) const {
        std::size_t count = 0;
        for (std::size_t at = word.at.begin; at < word.at.end; ++count) at += utf8::decode(text_, at).size;
        return count;
    }
    bool stands_alone(const Word& word) const {
        const std::string_view text = document_.text(word);
        return text == "a" || text == "A" || text == "I";
    }

    void insert_space(std::size_t i, std::size_t at, const Rule& rule) {
        // The words on both sides show in the log what it is about.
        const Word& left = words_[i];
        const Word& right = words_[i + 1];
        const std::size_t begin = std::max(left.at.begin, at - std::min<std::size_t>(at, 80));
        if (!utf8::is_boundary(text_, begin)) return;
        std::string after(text_.substr(begin, at - begin));
        after += ' ';
        after += text_.substr(at, right.at.end - at);
        mtmend::propose(document_, sink_, rule, {begin, right.at.end}, std::move(after));
    }

    /// Looks at what stands between word i and the next one; only gaps without white space are lost spaces.
    void gap(std::size_t i) {
        const std::string_view gap = between(i);
        constexpr ByteSet white_space(" \t\n\r");
        if (gap.empty() || gap.size() > longest_gap || white_space.find_in(gap) != std::string_view::npos)
            return;
        const auto first = utf8::decode(gap, 0);
        if (first.value == U'.' || first.value == U'!' || first.value == U'?') return stop(i, gap);
        if (first.value == U',' || first.value == U';') return comma(i, gap);
        if (first.value == U':' && gap.size() == 1) return colon(i);
        if (first.value == U')') return closing_bracket(i, gap);
        if (first.value == U'(' && gap.size() == 1) return opening_bracket(i);
        if (first.value == U'”' && gap.size() == first.size) return closing_quote(i);
        if (gap == "\"," || gap == "”,") return comma_behind_quote(i, gap);
        if (first.value == U'“' && gap.size() == first.size) return opening_quote(i);
    }

    /// Where in the gap the space belongs: behind the mark and closing quotes, before opening ones. Nothing
    /// where the gap holds anything else.
    std::optional<std::size_t> place_in(std::string_view gap) const {
        std::size_t at = utf8::decode(gap, 0).size;
        while (at < gap.size()) {
            const auto point = utf8::decode(gap, at);
            if (!is_closing_quote(point.value) && point.value != U')') break;
            at += point.size;
        }
        const std::size_t place = at;
        while (at < gap.size()) {
            const auto point = utf8::decode(gap, at);
            if (!is_opening(point.value)) return std::nullopt;
            at += point.size;
        }
        return place;
    }

    /// "summit.On", "s.“We", "done.”Then".
    void stop(std::size_t i, std::string_view gap) {
        const Word& left = words_[i];
        const Word& right = words_[i + 1];
        const auto place = place_in(gap);
        if (!place || !right.capital || right.has_digit || code_.has(left.at.begin)) return;
        // "U.S.The", "Inventory.Data.gov": a stop right before or behind belongs to a longer name.
        const char32_t next = character_at(text_, right.at.end);
        if (character_before(text_, left.at.begin) == U'.' || next == U'(' || next == U'_' || next == U'@')
            return;
        if (next == U'.' && utf8::is_word(character_at(text_, right.at.end + 1))) return;
        if (gap == "." && (is_address_end(document_.text(right)) || is_written_again(left, right))) return;
        if (length(right) < 2 && !(stands_alone(right) && utf8::is_space(next))) return;
        if (character_before(text_, left.at.begin) == U'@' ||
            character_before(text_, left.at.begin) == U'/' || character_before(text_, left.at.begin) == U'_')
            return;
        if (gap[0] == '.' && document_.lexicon().abbreviations.contains(left.hash))
            return behind_title(i, *place, gap);
        const Verdict verdict =
            gap.size() > 1 ? judge_quoted_stop(left, right) : judge_stop(left, right, gap[0]);
        if (verdict == Verdict::none) return;
        std::size_t at = left.at.end + *place;
        // "“Is it with Rossi?“This is": the second mark closes the quotation, unless another one does.
        if (gap.substr(*place) == "“" && curly_.last_before(left.at.end) == U'“') {
            if (curly_.is_closed_behind(right.at.begin)) return;
            at = right.at.begin;
        }
        const bool sure = verdict == Verdict::sure && !opens_in_reverse(left.at.end, gap.substr(0, *place));
        insert_space(i, at, sure ? rules_.stop_ : rules_.stop_unsure_);
    }

    /// "“It is done“, he said, and left.”There is nothing“": where the article closes with “, the mark behind
    /// the stop may open.
    bool opens_in_reverse(std::size_t at, std::string_view marks) const {
        if (marks.find("”") == std::string_view::npos) return false;
        constexpr std::size_t reach = 600;
        const std::size_t begin = std::max(document_.block_at(at - 1).begin, at - std::min(at, reach));
        const std::string_view before = text_.substr(begin, at - begin);
        const std::size_t last = before.rfind("“");
        if (last == std::string_view::npos) return false;
        const std::size_t closing = before.rfind("”");
        if (closing != std::string_view::npos && closing > last) return false;
        const std::string_view behind = before.substr(last + std::string_view("“").size());
        return behind.empty() || !utf8::is_word(utf8::decode(behind, 0).value);
    }

    /// "README.Debian": what stands twice is no slip.
    bool is_written_again(const Word& left, const Word& right) {
        if (++lookups_ > most_lookups) return false;
        const std::string_view both = text_.substr(left.at.begin, right.at.end - left.at.begin);
        return text_.find(both, right.at.end) != std::string_view::npos ||
               text_.substr(0, left.at.begin).find(both) != std::string_view::npos;
    }

    /// "Mrs.Lee", where the article speaks of Lee elsewhere.
    void behind_title(std::size_t i, std::size_t place, std::string_view gap) {
        const Word& left = words_[i];
        const Word& right = words_[i + 1];
        const bool title = gap == "." && left.capital && rules_.titles_.contains(left.hash);
        if (title && length(right) > 2 && document_.count(right.hash) > 1)
            insert_space(i, left.at.end + place, rules_.stop_);
    }

    Verdict judge_stop(const Word& left, const Word& right, char mark) const {
        if (left.has_digit) {
            const bool year =
                left.at.size() == 4 && (text_[left.at.begin] == '1' || text_[left.at.begin] == '2');
            return can_begin_sentence(right) && year && mark == '.' ? Verdict::sure : Verdict::unsure;
        }
        if (length(left) < 2) return Verdict::none;
        const bool plain_right = right.rank != 0 || (!right.all_capitals && length(right) > 2);
        if (!left.capital) {
            const bool sound = (left.rank != 0 && left.rank <= 70) || can_begin_sentence(right);
            return sound && plain_right ? Verdict::sure : Verdict::unsure;
        }
        if (can_begin_sentence(right) && known(left)) return Verdict::sure;
        // "Affairs.Escobedo": a name that stands elsewhere in the article begins a sentence.
        const bool names = document_.count(right.hash) > 1 && length(right) > 3 && left.rank != 0;
        return names ? Verdict::sure : Verdict::unsure;
    }

    /// With a quotation mark or bracket between them the two are no address or name.
    Verdict judge_quoted_stop(const Word& left, const Word& right) const {
        return length(left) > 1 && (known(left) || known(right)) ? Verdict::sure : Verdict::unsure;
    }

    bool glued_by(std::size_t i, char mark) const {
        return i + 1 < words_.size() && between(i).size() == 1 && between(i)[0] == mark;
    }

    /// The first of the things in "f(foo,bar)", "AIWORD[UP,DOC]", "(const void*,int".
    bool is_call(const Word& word) const {
        if (word.at.begin < 2) return false;
        const char bracket = text_[word.at.begin - 1];
        return (bracket == '(' || bracket == '[') &&
               utf8::is_word(character_before(text_, word.at.begin - 1));
    }

    /// "San Juan;CA;;0482", "03B7;GREEK SMALL;L": fields of a record, with semicolons and no blank behind
    /// them.
    bool is_record(std::size_t i) const {
        const Line& line = document_.line_at(words_[i].at.begin);
        const std::string_view view = text_.substr(line.begin, line.end - line.begin);
        std::size_t tight = 0;
        for (std::size_t at = view.find(';'); at != std::string_view::npos; at = view.find(';', at + 1)) {
            const bool blank = at + 1 < view.size() && view[at + 1] == ' ';
            tight += !blank && at + 1 < view.size();
        }
        return tight >= 3;
    }

    /// "traffic,waiting". Three in a row are a list of a program.
    void comma(std::size_t i, std::string_view gap) {
        const Word& left = words_[i];
        const Word& right = words_[i + 1];
        const char mark = gap[0];
        const auto place = place_in(gap);
        if (!place || character_before(text_, left.at.begin) == U'&' ||
            character_before(text_, left.at.begin) == U'=' ||
            character_before(text_, left.at.begin) == U'%' || code_.has(left.at.begin))
            return;
        if ((i > 0 && glued_by(i - 1, mark)) || glued_by(i + 1, mark)) return;
        if (character_before(text_, left.at.begin) == U'/' || character_at(text_, right.at.end) == U'/' ||
            is_call(left))
            return;
        if (mark == ';' && is_record(i)) return;
        const Verdict verdict = judge_comma(left, right, gap);
        if (verdict == Verdict::none) return;
        insert_space(i, left.at.end + *place,
                     verdict == Verdict::sure ? rules_.comma_ : rules_.comma_unsure_);
    }

    Verdict judge_comma(const Word& left, const Word& right, std::string_view gap) const {
        if (right.has_digit) return Verdict::none;
        if (length(right) < 2 && !stands_alone(right)) return Verdict::none;
        if (gap.size() > 1) return known(right) ? Verdict::sure : Verdict::unsure;
        if (left.has_digit) return right.rank != 0 && right.rank <= 35 ? Verdict::sure : Verdict::unsure;
        if (length(left) < 2 || (gap[0] == ';' && left.all_capitals && right.all_capitals))
            return Verdict::none;
        const bool sound_left = known(left) || left.capital;
        const bool sound_right = known(right) || right.capital;
        return sound_left && sound_right ? Verdict::sure : Verdict::unsure;
    }

    /// "difference:We". A small letter behind it may be a ratio or a key ("egg:bread").
    void colon(std::size_t i) {
        const Word& left = words_[i];
        const Word& right = words_[i + 1];
        if (left.has_digit || right.has_digit || left.capital || length(left) < 3 || length(right) < 2)
            return;
        if (left.rank == 0 || right.rank == 0 || left.rank > common || right.rank > common) return;
        if ((i > 0 && glued_by(i - 1, ':')) || glued_by(i + 1, ':') || code_.has(left.at.begin)) return;
        // "/user:Admin", "$danger:You": keys of a program.
        const char32_t sign = character_before(text_, left.at.begin);
        if (sign == U'/' || sign == U'$' || sign == U'=') return;
        const auto& words = document_.lexicon().function_words;
        const auto entry = words.find(right.hash);
        const bool function =
            entry != words.end() && (entry->second >> document_.lexicon().expected_language & 1) != 0;
        insert_space(i, left.at.end + 1, right.capital || function ? rules_.colon_ : rules_.colon_unsure_);
    }

    /// "(IMF)said": what the bracket holds must not be part of the word, as in "(cyber)space".
    void closing_bracket(std::size_t i, std::string_view gap) {
        const Word& right = words_[i + 1];
        if (gap.size() > 1 && gap != ").") return;  // what follows the bracket is no more than a stop
        if (right.has_digit || length(right) < 2 || right.rank == 0 || code_.has(right.at.begin)) return;
        if (gap == ")." && !can_begin_sentence(right)) return;
        const std::size_t close = words_[i].at.end;
        const std::size_t from = close - std::min(close, bracket_reach);
        const std::size_t found = text_.substr(from, close - from).rfind('(');
        if (found == std::string_view::npos || from + found == 0) return;
        const std::size_t open = from + found;
        const std::string_view content = text_.substr(open + 1, close - open - 1);
        const bool phrase = content.find(' ') != std::string_view::npos;
        if (!utf8::is_space(character_before(text_, open)) && !phrase) return;
        const bool whole =
            phrase || words_[i].has_digit || (capitals_in(content) > 1 && content.size() <= 12);
        if (!whole || content.find_first_of("()\n") != std::string_view::npos) return;
        insert_space(i, close + gap.size(), rules_.bracket_);
    }

    static std::size_t capitals_in(std::string_view text) {
        return static_cast<std::size_t>(
            std::count_if(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
    }

    /// "Office(PMO)", "people(most of them young)"; not "word(s)", "print(x)", "human(ity)".
    void opening_bracket(std::size_t i) {
        const Word& left = words_[i];
        const Word& right = words_[i + 1];
        if (left.has_digit || length(left) < 2 || length(right) < 2 || code_.has(left.at.begin)) return;
        const std::size_t open = left.at.end;
        const std::size_t close =
            text_.substr(0, std::min(text_.size(), open + bracket_reach)).find(')', open);
        if (close == std::string_view::npos || utf8::is_digit(character_at(text_, close + 1))) return;
        const std::string_view content = text_.substr(open + 1, close - open - 1);
        if (content.find_first_of("(\n_;") != std::string_view::npos ||
            character_before(text_, left.at.begin) == U'.')
            return;
        if (content == "TM" || content == "SM") return;
        const bool acronym = right.all_capitals && length(left) > 2 && left.rank != 0 &&
                             !utf8::is_word(character_at(text_, close + 1));
        const bool phrase =
            content.find(' ') != std::string_view::npos && right.rank != 0 && right.rank <= common;
        if (acronym || phrase) insert_space(i, open, rules_.bracket_);
    }

    /// `in the league",said`: not `"a",b`, a row of cells.
    void comma_behind_quote(std::size_t i, std::string_view gap) {
        const Word& right = words_[i + 1];
        const bool prose = !right.has_digit && !right.capital && right.rank != 0 && right.rank <= common &&
                           length(right) > 1 && character_at(text_, right.at.end) == U' ';
        if (prose && !code_.has(right.at.begin))
            insert_space(i, words_[i].at.end + gap.size(), rules_.comma_);
    }

    /// "“what”This".
    void closing_quote(std::size_t i) {
        const Word& right = words_[i + 1];
        const bool article = document_.text(right) == "a" && character_at(text_, right.at.end) == U' ';
        if (curly_.last_before(words_[i].at.end) != U'“' || (length(right) < 2 && !article)) return;
        insert_space(i, words_[i + 1].at.begin, rules_.quote_);
    }

    /// "of“have discussions”".
    void opening_quote(std::size_t i) {
        const std::size_t at = words_[i].at.end;
        if (curly_.last_before(at) == U'“' || length(words_[i]) < 2) return;
        const Block& block = document_.block_at(at);
        const std::size_t close = text_.substr(0, std::min(block.end, at + 600)).find("”", at);
        if (close == std::string_view::npos || curly_.has_low_mark(block)) return;
        insert_space(i, at, rules_.quote_);
    }

    const Borders& rules_;
    const Document& document_;
    std::string_view text_;
    const std::vector<Word>& words_;
    EditSink& sink_;
    CodeLines code_;
    CurlyMarks curly_;
    GluedWords::Pass glued_;
    std::size_t lookups_ = 0;
};

Borders::Borders(const Dictionaries& dictionaries)
    : stop_(dictionaries.rule("spacing/lost-after-stop")),
      stop_unsure_(dictionaries.rule("spacing/lost-after-stop-unsure")),
      comma_(dictionaries.rule("spacing/lost-after-comma")),
      comma_unsure_(dictionaries.rule("spacing/lost-after-comma-unsure")),
      colon_(dictionaries.rule("spacing/lost-after-colon")),
      colon_unsure_(dictionaries.rule("spacing/lost-after-colon-unsure")),
      bracket_(dictionaries.rule("spacing/lost-at-bracket")),
      quote_(dictionaries.rule("spacing/lost-at-quote")),
      glued_(dictionaries) {
    read_roles(dictionaries, "words/short_titles.tsv",
               {{"address", titles_}, {"office", titles_}, {"rank", titles_}});
}

void Borders::propose(const Document& document, EditSink& sink) const {
    Pass(*this, document, sink).run();
}

}  // namespace mtmend
