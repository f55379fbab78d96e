#include "stages/lines/line_end_hyphens.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/text/lexicon.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/lines/hyphens.hpp"

namespace mtmend {
namespace {

bool is_hyphen(char32_t c) {
    return c == U'-' || c == U'‐' || c == U'¬' || c == U'\u00AD';
}

/// Beyond this many letters no word was ever hyphenated.
constexpr std::size_t longest_half = 60;

/// The letters that end at `end`.
std::string_view letters_before(std::string_view text, std::size_t end) {
    std::size_t begin = end;
    while (begin > 0 && end - begin < longest_half) {
        const auto c = utf8::decode_before(text, begin);
        if (!utf8::is_word(c.value)) break;
        begin -= c.size;
    }
    return text.substr(begin, end - begin);
}

std::string_view letters_at(std::string_view text, std::size_t begin) {
    std::size_t end = begin;
    while (end < text.size() && end - begin < longest_half) {
        const auto c = utf8::decode(text, end);
        if (!utf8::is_word(c.value)) break;
        end += c.size;
    }
    return text.substr(begin, end - begin);
}

/// Where the hyphen stays, white space is all that goes, and all that the edit touches.
void join(const Document& document, EditSink& sink, Span<Working> at, std::string after, const Rule& rule) {
    const std::string_view before = document.text(at);
    const std::size_t limit = std::min(before.size(), after.size());
    std::size_t front = 0;
    while (front < limit && before[front] == after[front]) ++front;
    std::size_t back = 0;
    while (back < limit - front && before[before.size() - 1 - back] == after[after.size() - 1 - back]) ++back;
    const std::string_view rest = before.substr(front, before.size() - front - back);
    if (!rest.empty() && rest.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        after = after.substr(front, after.size() - front - back);
        at = {at.begin + front, at.end - back};
    }
    sink.propose({at, std::move(after), rule.id, rule.confidence, {}, {}});
}

}  // namespace

LineEndHyphens::LineEndHyphens(const Dictionaries& dictionaries, const Joints& joints)
    : joints_(joints),
      hyphen_(dictionaries.rule("lines/hyphen-at-line-end")),
      unsure_hyphen_(dictionaries.rule("lines/unknown-hyphenated-word")),
      compound_(dictionaries.rule("lines/compound-at-line-end")),
      spaced_hyphen_(dictionaries.rule("lines/hyphen-before-space")),
      spaced_compound_(dictionaries.rule("lines/compound-before-space")) {}

bool LineEndHyphens::propose_at_break(const Document& document, const Neighbours& neighbours, const Row& left,
                                      const Row& right, EditSink& sink) const {
    const std::string_view text = document.text();
    const auto mark = utf8::decode_before(text, left.at.end);
    if (!is_hyphen(mark.value) || right.bare || right.at.begin != document.words()[right.first].at.begin)
        return false;
    const std::size_t left_end = left.at.end - mark.size;
    const std::string_view first = letters_before(text, left_end);
    const std::string_view second = letters_at(text, right.at.begin);
    if (first.empty() || second.empty() || first.size() >= longest_half || second.size() >= longest_half)
        return false;
    const std::size_t second_end = right.at.begin + second.size();
    // "rank-", break, "and-file": another hyphen follows, so that none of the two hangs.
    if (second_end + 1 < text.size() && text[second_end] == '-' &&
        utf8::is_letter(utf8::decode(text, second_end + 1).value) &&
        joints_.is(folded_hash(second), Joints::suspended)) {
        join(document, sink, {left_end - first.size(), second_end},
             std::string(first) + "-" + std::string(second), hyphen_);
        return true;
    }
    const HyphenVerdict verdict =
        judge_hyphen(document, joints_, neighbours, first, text.substr(left_end, mark.size), second, true);
    if (verdict.kind == HyphenVerdict::Kind::none) return false;
    const bool sure = verdict.kind == HyphenVerdict::Kind::sure && right.breaks <= 2;
    const Rule& doubtful = verdict.kind == HyphenVerdict::Kind::compound ? compound_ : unsure_hyphen_;
    const Span<Working> whole{left_end - first.size(), right.at.begin + second.size()};
    join(document, sink, whole, verdict.after, sure ? hyphen_ : doubtful);
    return true;
}

void LineEndHyphens::propose_before_space(const Document& document, const Neighbours& neighbours,
                                          EditSink& sink) const {
    const std::string_view text = document.text();
    for (std::size_t space = text.find("- "); space != std::string_view::npos;
         space = text.find("- ", space + 1)) {
        const std::string_view first = letters_before(text, space);
        const std::string_view second = letters_at(text, space + 2);
        if (first.size() < 2 || second.size() < 2) continue;
        const std::size_t begin = space - first.size();
        if (begin > 0 && text[begin - 1] == '-') continue;
        const HyphenVerdict verdict = judge_hyphen(document, joints_, neighbours, first, "-", second, false);
        const std::size_t end = space + 2 + second.size();
        if (verdict.kind == HyphenVerdict::Kind::none || verdict.kind == HyphenVerdict::Kind::unsure)
            continue;
        const bool keeps_hyphen = verdict.after.find('-') != std::string::npos;
        if (keeps_hyphen && (is_suspended(document, end) || (verdict.kind != HyphenVerdict::Kind::sure &&
                                                             begins_clause(document, space + 2))))
            continue;
        const bool sure = verdict.kind == HyphenVerdict::Kind::sure;
        join(document, sink, {begin, end}, verdict.after, sure ? spaced_hyphen_ : spaced_compound_);
    }
}

bool LineEndHyphens::begins_clause(const Document& document, std::size_t begin) const {
    const std::size_t at = document.word_at_or_after(begin);
    if (at >= document.words().size() || document.words()[at].at.begin != begin) return false;
    const Word& word = document.words()[at];
    return joints_.is(word.hash, Joints::open) || joints_.is(word.hash, Joints::starter) ||
           document.text(word).find('\'') != std::string_view::npos;
}

bool LineEndHyphens::is_suspended(const Document& document, std::size_t end) const {
    constexpr std::size_t furthest = 4;
    const std::string_view text = document.text();
    const auto& words = document.words();
    if (end < text.size() && text[end] == '-') return true;
    const std::size_t first = document.word_at_or_after(end);
    bool joined = false;
    for (std::size_t w = first; w < words.size() && w < first + furthest; ++w) {
        if (text.substr(end, words[w].at.begin - end).find_first_of(".!?;:\n") != std::string_view::npos)
            return false;
        const bool hyphen = words[w].at.end < text.size() && text[words[w].at.end] == '-';
        if (hyphen && joined) return true;
        joined = joined || joints_.is(words[w].hash, Joints::suspended) ||
                 joints_.is(words[w].hash, Joints::suspends);
    }
    return false;
}

}  // namespace mtmend
