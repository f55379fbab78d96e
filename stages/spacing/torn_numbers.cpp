#include <algorithm>
#include <array>

#include "pipeline/text/utf8.hpp"
#include "stages/character_beside.hpp"
#include "stages/context.hpp"
#include "stages/spacing/torn.hpp"
#include "stages/word_roles.hpp"

namespace mtmend {
namespace {

using numbers::Unit;

constexpr std::size_t most_groups = 8;
constexpr std::size_t bracket_reach = 120;
/// Marks apart from their words that make an article one of tokens.
constexpr std::size_t apart_enough = 3;

bool is_blank(char32_t c) {
    return c == U' ' || c == 0xA0 || c == 0x202F;
}
bool is_ascii_digit(std::string_view text, std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
}
std::size_t digits_end(std::string_view text, std::size_t at) {
    while (is_ascii_digit(text, at)) ++at;
    return at;
}
/// The end of one or two blanks at `at`.
std::size_t blanks_end(std::string_view text, std::size_t at) {
    for (int n = 0; n < 2 && at < text.size(); ++n) {
        const auto point = utf8::decode(text, at);
        if (!is_blank(point.value)) break;
        at += point.size;
    }
    return at;
}

/// A comma or point between two groups of digits, and where blanks stand at it.
struct Joint {
    char mark = 0;
    bool blank_before = false;
    bool blank_behind = false;
    bool torn() const { return blank_before || blank_behind; }
};
struct Chain {
    Span<Working> at;
    std::vector<std::string_view> groups;
    std::vector<Joint> joints;
    bool has_torn() const {
        return std::any_of(joints.begin(), joints.end(), [](const Joint& j) { return j.torn(); });
    }
    bool blank_before() const {
        return std::any_of(joints.begin(), joints.end(), [](const Joint& j) { return j.blank_before; });
    }
    std::string whole() const {
        std::string result(groups[0]);
        for (std::size_t i = 0; i < joints.size(); ++i) {
            result += joints[i].mark;
            result += groups[i + 1];
        }
        return result;
    }
};

/// True where a comma or point and more digits follow the digits that end at `end`, blanks aside.
bool has_joint(std::string_view text, std::size_t end) {
    const std::size_t mark = blanks_end(text, end);
    if (mark >= text.size() || (text[mark] != '.' && text[mark] != ',')) return false;
    return is_ascii_digit(text, blanks_end(text, mark + 1));
}

/// Groups of digits from `at` on, with commas and then points between them.
Chain chain_at(std::string_view text, std::size_t at) {
    Chain chain;
    std::size_t end = digits_end(text, at);
    chain.groups.push_back(text.substr(at, end - at));
    while (chain.groups.size() < most_groups) {
        Joint joint;
        std::size_t next = blanks_end(text, end);
        joint.blank_before = next > end;
        if (next >= text.size() || (text[next] != '.' && text[next] != ',')) break;
        joint.mark = text[next];
        if (joint.mark == ',' && !chain.joints.empty() && chain.joints.back().mark == '.') break;
        const std::size_t digits = blanks_end(text, next + 1);
        joint.blank_behind = digits > next + 1;
        if (!is_ascii_digit(text, digits)) break;
        end = digits_end(text, digits);
        chain.joints.push_back(joint);
        chain.groups.push_back(text.substr(digits, end - digits));
    }
    chain.at = {at, end};
    return chain;
}

}  // namespace

bool is_tokenised(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = text.find_first_of(".,"); at != std::string_view::npos;
         at = text.find_first_of(".,", at + 1)) {
        const bool letter_before =
            at > 1 && text[at - 1] == ' ' && utf8::is_letter(utf8::decode_before(text, at - 1).value);
        const bool free_behind = at + 1 >= text.size() || text[at + 1] == ' ' || text[at + 1] == '\n';
        // A single letter is an initial.
        const bool initial = letter_before && (at < 3 || text[at - 3] == ' ' || text[at - 3] == '.');
        count += letter_before && free_behind && !initial;
    }
    return count >= apart_enough;
}

class TornNumbers::Pass {
  public:
    Pass(const TornNumbers& rules, const Document& document, std::vector<TornPiece>& pieces)
        : rules_(rules), document_(document), text_(document.text()), pieces_(pieces) {}

    void run() {
        numbers::for_each_digits(document_, [&](std::size_t at) {
            const std::size_t end = digits_end(text_, at);
            if (!has_joint(text_, end)) return end;
            const Chain chain = chain_at(text_, at);
            if (chain.has_torn()) look(chain);
            return chain.at.end;
        });
    }

  private:
    enum class Verdict { apart, leave, unsure, sure };
    /// What stands before a figure.
    enum class Lead { line_start, label, digits, capital, function, amount, currency, bracket, word, mark };

    /// True where the same figure stands whole elsewhere; the set is made once, so that this stays linear.
    bool stands_closed(const Chain& chain) const {
        if (!closed_) {
            closed_.emplace();
            numbers::for_each_digits(document_, [&](std::size_t at) {
                const Chain other = chain_at(text_, at);
                if (!other.joints.empty() && !other.has_torn()) closed_->insert(other.whole());
                return other.at.end;
            });
        }
        return closed_->contains(chain.whole());
    }

    bool tokenised() {
        if (!tokenised_) tokenised_ = is_tokenised(text_);
        return *tokenised_;
    }
    bool touched(std::size_t at) const {
        constexpr std::u32string_view codes = U".,'’-–—/:#@_+=\\";
        const char32_t c = character_before(text_, at);
        return utf8::is_word(c) || codes.find(c) != std::u32string_view::npos;
    }

    Lead lead(std::size_t begin) const {
        std::size_t at = begin;
        while (at > 0 && is_blank(character_before(text_, at))) at -= utf8::decode_before(text_, at).size;
        const char32_t sign = character_before(text_, at);
        if (sign == U'\n' || sign == U'\r' || sign == U'\t') return Lead::line_start;
        if (sign == U'$' || sign == U'€' || sign == U'£' || sign == U'¥') return Lead::currency;
        if (sign == U'(' || sign == U'[' || sign == U'~' || sign == U'≈') return Lead::bracket;
        if (!utf8::is_word(sign)) return Lead::mark;
        const std::size_t next = document_.word_at_or_after(begin);
        if (next == 0 || document_.words()[next - 1].at.end != at) return Lead::mark;
        const Word& word = document_.words()[next - 1];
        if (word.has_digit) return Lead::digits;
        if (rules_.units_.of(document_.text(word)) == Unit::currency) return Lead::currency;
        if (rules_.labels_.contains(word.hash)) return Lead::label;
        if (rules_.amounts_.contains(word.hash)) return Lead::amount;
        const auto& functions = document_.lexicon().function_words;
        const auto entry = functions.find(word.hash);
        if (entry != functions.end() && (entry->second >> document_.lexicon().expected_language & 1u) != 0)
            return Lead::function;
        return word.capital && !context::opens(document_, next - 1) ? Lead::capital : Lead::word;
    }

    /// The unit of a figure; one that is glued to it ("5.3km") counts.
    Unit unit_behind(std::size_t end, std::size_t* unit_end) const {
        if (!utf8::is_letter(character_at(text_, end))) return rules_.units_.behind(document_, end, unit_end);
        std::size_t stop = end;
        while (stop < text_.size() && stop < end + 12 && utf8::is_letter(character_at(text_, stop)))
            stop += utf8::decode(text_, stop).size;
        *unit_end = stop;
        return rules_.units_.of(text_.substr(end, stop - end));
    }

    void look(const Chain& chain) {
        if (touched(chain.at.begin)) return;
        const bool points = chain.joints.back().mark == '.';
        const Verdict verdict = points ? judge_points(chain) : judge_commas(chain);
        if (verdict == Verdict::apart) return;
        const Rule* rule = verdict == Verdict::sure     ? &rules_.sure_
                           : verdict == Verdict::unsure ? &rules_.unsure_
                                                        : nullptr;
        pieces_.push_back({chain.at, chain.whole(), rule});
    }

    bool in_thousands(const Chain& chain, std::size_t last) const {
        if (chain.groups[0].size() > 3 || chain.groups[0][0] == '0') return false;
        for (std::size_t i = 1; i < last; ++i) {
            if (chain.groups[i].size() != 3) return false;
        }
        return true;
    }

    /// "22, 000", and not "in 1999, 200 people" or "pages 12, 345".
    Verdict judge_commas(const Chain& chain) const {
        const std::size_t n = chain.groups.size();
        if (!in_thousands(chain, n)) return judge_other_commas(chain);
        const Lead lead = this->lead(chain.at.begin);
        if (lead == Lead::label || lead == Lead::digits) return Verdict::apart;
        const bool letter = utf8::is_letter(character_at(text_, chain.at.end));
        // No number of its own begins with a nought.
        if (chain.groups.back()[0] == '0' && !letter) return Verdict::sure;
        if (stands_closed(chain)) return Verdict::sure;
        const bool intact = !chain.joints.front().torn();  // "1,200, 300 of them women"
        if (intact || lead == Lead::capital || is_listed(chain.at.end)) return Verdict::apart;
        std::size_t unit_end = chain.at.end;
        const Unit unit = unit_behind(chain.at.end, &unit_end);
        if (letter && unit == Unit::none) return chain.blank_before() ? Verdict::leave : Verdict::apart;
        const bool counts = rules_.units_.counts_things(document_, chain.at.end);
        const bool counted = unit != Unit::none || counts;
        // Two digits may be an age: "more than 21, 300 seats".
        const bool thing = chain.groups[0].size() != 2 && has_plain_word_behind(chain.at.end);
        if (lead == Lead::amount && (counted || thing || n > 2)) return Verdict::sure;
        if (lead == Lead::currency && (unit == Unit::scale || n > 2 || closes(chain.at.end)))
            return Verdict::sure;
        if (!chain.blank_before()) return judge_list_like(chain, lead, counted);
        if (n > 2) return Verdict::unsure;
        const bool led =
            lead == Lead::currency || lead == Lead::bracket || lead == Lead::function || lead == Lead::amount;
        return counted || led ? Verdict::sure : Verdict::unsure;
    }

    /// A word in small letters that is no function word.
    bool has_plain_word_behind(std::size_t end) const {
        const std::size_t index = document_.word_at_or_after(end);
        if (index >= document_.words().size()) return false;
        const Word& word = document_.words()[index];
        if (word.at.begin != end + 1 || text_[end] != ' ' || word.capital || word.has_digit) return false;
        const auto& functions = document_.lexicon().function_words;
        const auto entry = functions.find(word.hash);
        return entry == functions.end() || (entry->second >> document_.lexicon().expected_language & 1u) == 0;
    }

    /// "over 3, 500 jobs": as in a list, or behind "those over 21".
    Verdict judge_list_like(const Chain& chain, Lead lead, bool counted) const {
        if (lead != Lead::function || !counted || chain.groups.size() > 2) return Verdict::apart;
        const Word& word = document_.words()[document_.word_at_or_after(chain.at.begin) - 1];
        const bool over = document_.text(word) == "over" && chain.groups[0].size() != 2;
        return over ? Verdict::sure : Verdict::unsure;
    }

    /// "8 , 5 million" may be 8.5 million or two numbers: not even its space is touched.
    Verdict judge_other_commas(const Chain& chain) const {
        std::size_t unit_end = chain.at.end;
        const Unit unit = unit_behind(chain.at.end, &unit_end);
        const bool decimal = chain.groups.size() == 2 && chain.groups[0].size() <= 3 &&
                             chain.groups[1].size() <= 2 && chain.blank_before() &&
                             (unit == Unit::scale || unit == Unit::percent);
        return decimal ? Verdict::leave : Verdict::apart;
    }

    /// "101, 102 and 103": more of the same follows.
    bool is_listed(std::size_t end) const {
        for (std::string_view word : {" and ", " or ", " & "}) {
            if (text_.substr(end, word.size()) != word) continue;
            const std::size_t digits = end + word.size();
            const std::size_t stop = digits_end(text_, digits);
            return stop > digits && stop - digits <= 3 && character_at(text_, stop) != U',';
        }
        return false;
    }

    /// Behind an amount: the end of its phrase, or a word that goes on from it ("£4, 700 for the shop").
    bool closes(std::size_t end) const {
        const std::size_t index = document_.word_at_or_after(end);
        if (index < document_.words().size() && document_.words()[index].at.begin == end + 1) {
            const Word& word = document_.words()[index];
            return !word.capital && rules_.behind_amounts_.contains(word.hash);
        }
        const char32_t next = character_at(text_, end);
        return next == U'.' || next == U';' || next == U')' || next == U'\n';
    }

    /// "21 . 5", and not "in 1921. 5 people", "1. 5 eggs".
    Verdict judge_points(const Chain& chain) {
        const std::size_t n = chain.groups.size();
        const bool grouped = n > 2 && chain.joints[n - 3].mark == ',' && in_thousands(chain, n - 1);
        if (n > 2 && !grouped) return chain.blank_before() ? Verdict::leave : Verdict::apart;
        const std::string_view left = chain.groups[0];
        const std::string_view right = chain.groups.back();
        if (left.size() > 3 || (left.size() > 1 && left[0] == '0') || right.size() > 3) return Verdict::apart;
        const Lead lead = this->lead(chain.at.begin);
        if (lead == Lead::line_start || lead == Lead::digits) return Verdict::apart;
        std::size_t unit_end = chain.at.end;
        const Unit unit = unit_behind(chain.at.end, &unit_end);
        if (utf8::is_letter(character_at(text_, chain.at.end)) && unit == Unit::none)
            return chain.blank_before() ? Verdict::leave : Verdict::apart;
        if (lead == Lead::label && is_month_before(chain.at.begin)) return Verdict::apart;
        if (unit == Unit::measure && goes_on_in_time(unit_end)) return Verdict::apart;
        if (right.size() == 3 && unit != Unit::scale && lead != Lead::currency && right[0] != '0')
            return chain.blank_before() ? Verdict::leave : Verdict::apart;
        return chain.joints.back().blank_before ? judge_torn_point(chain, lead, unit)
                                                : judge_sentence_like(chain, lead, unit);
    }

    /// "21 . 5": print never sets a point so; a sentence's end in an article of tokens does.
    Verdict judge_torn_point(const Chain& chain, Lead lead, Unit unit) {
        const bool amount =
            lead == Lead::currency || lead == Lead::amount || unit == Unit::scale || unit == Unit::percent;
        if (chain.groups.back()[0] == '0' || chain.groups[0] == "0" || stands_closed(chain))
            return Verdict::sure;
        if (lead == Lead::label || lead == Lead::capital) return Verdict::unsure;
        if (amount || (unit != Unit::none && unit != Unit::count)) return Verdict::sure;
        // "He was 21 . 5 people came with him."
        if (unit == Unit::count || rules_.units_.counts_things(document_, chain.at.end))
            return Verdict::unsure;
        return lead == Lead::function && !tokenised() ? Verdict::sure : Verdict::unsure;
    }

    /// "21. 5 million": as at the end of a sentence, so that both sides must speak for a number.
    Verdict judge_sentence_like(const Chain& chain, Lead lead, Unit unit) const {
        const bool led = lead == Lead::currency || lead == Lead::amount || lead == Lead::function;
        const bool scaled =
            unit == Unit::scale || unit == Unit::percent || character_at(text_, chain.at.end) == U'°';
        const bool listed = lead == Lead::mark && is_comma_before(chain.at.begin);
        if ((led || listed) && scaled) return Verdict::sure;
        // No sentence begins with a nought.
        if (chain.groups.back()[0] == '0' && lead != Lead::mark) return Verdict::sure;
        if (unit != Unit::none && in_bracket(chain.at)) return Verdict::sure;
        const bool known = stands_closed(chain);
        return known && (led || unit != Unit::none) && lead != Lead::label ? Verdict::sure : Verdict::apart;
    }

    bool is_comma_before(std::size_t begin) const {
        return begin > 2 && text_[begin - 1] == ' ' && text_[begin - 2] == ',' &&
               utf8::is_letter(character_before(text_, begin - 2));
    }

    bool is_month_before(std::size_t begin) const {
        const std::size_t next = document_.word_at_or_after(begin);
        return next > 0 && document_.words()[next - 1].capital &&
               rules_.months_.contains(document_.words()[next - 1].hash);
    }

    /// "5 minutes later", "12 years ago": how sentences begin.
    bool goes_on_in_time(std::size_t unit_end) const {
        const std::size_t next = document_.word_at_or_after(unit_end);
        if (next >= document_.words().size()) return false;
        const Word& word = document_.words()[next];
        return !word.capital && rules_.behind_times_.contains(word.hash);
    }

    /// A bracket opens before the figure and closes behind it: no sentence ends in between.
    bool in_bracket(Span<Working> at) const {
        const Line& line = document_.line_at(at.begin);
        const std::size_t from = std::max(line.begin, at.begin - std::min(at.begin, bracket_reach));
        const std::size_t open = text_.substr(from, at.begin - from).find_last_of("()");
        const std::string_view rest = text_.substr(at.end, std::min(line.end - at.end, bracket_reach));
        const std::size_t close = rest.find_first_of("()");
        return open != std::string_view::npos && text_[from + open] == '(' &&
               close != std::string_view::npos && rest[close] == ')';
    }

    const TornNumbers& rules_;
    const Document& document_;
    std::string_view text_;
    std::vector<TornPiece>& pieces_;
    std::optional<bool> tokenised_;
    mutable std::optional<std::unordered_set<std::string>> closed_;
};

TornNumbers::TornNumbers(const Dictionaries& dictionaries)
    : units_(dictionaries),
      sure_(dictionaries.rule("spacing/torn-number")),
      unsure_(dictionaries.rule("spacing/torn-number-unsure")) {
    behind_amounts_ = dictionaries.word_set("spacing/behind-amounts.tsv");
    behind_times_ = dictionaries.word_set("spacing/behind-times.tsv");
    months_ = dictionaries.word_set("words/months.tsv");
    read_roles(dictionaries, "words/before_amounts.tsv",
               {{"amount", amounts_}, {"bound"}, {"change", amounts_}});
    read_roles(dictionaries, "words/labels.tsv", {{"label", labels_}, {"long"}, {"small", labels_}});
    labels_.insert(months_);
}

void TornNumbers::find(const Document& document, std::vector<TornPiece>& pieces) const {
    Pass(*this, document, pieces).run();
}

}  // namespace mtmend
