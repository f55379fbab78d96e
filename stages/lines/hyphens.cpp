#include "stages/lines/hyphens.hpp"

#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

constexpr Rank everyday = 35;
constexpr Rank known_enough = 70;  // beyond, the list holds words that two halves make by chance

bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

bool is_everyday(Rank rank) {
    return rank != 0 && rank <= everyday;
}

HyphenVerdict sure(std::string text) {
    return {HyphenVerdict::Kind::sure, std::move(text)};
}

HyphenVerdict unsure(std::string text) {
    return {HyphenVerdict::Kind::unsure, std::move(text)};
}

HyphenVerdict compound(std::string text) {
    return {HyphenVerdict::Kind::compound, std::move(text)};
}

}  // namespace

HyphenVerdict judge_hyphen(const Document& document, const Joints& joints, const Neighbours& neighbours,
                           std::string_view left, std::string_view mark, std::string_view right,
                           bool line_break) {
    const std::string joined = std::string(left) + std::string(right);
    const std::string hyphened = std::string(left) + "-" + std::string(right);
    const std::uint64_t left_hash = folded_hash(left);
    const std::uint64_t right_hash = folded_hash(right);
    const bool lower = utf8::is_lower(utf8::decode(right, 0).value);
    const Rank rank = document.lexicon().rank(joined);
    const Rank left_rank = document.lexicon().rank(left);
    const Rank right_rank = document.lexicon().rank(right);
    const bool prefixed = joints.is(left_hash, Joints::prefix);
    const bool bound = joints.is(left_hash, Joints::bound);
    const bool soft = mark == "\u00AD" || mark == "¬";
    if (!soft && lower && joints.is(right_hash, Joints::suspended)) {
        if (rank != 0 && document.count(joined) > 0) return {};
        return line_break ? sure(std::string(left) + "- " + std::string(right)) : HyphenVerdict{};
    }
    // "an anti- rather than pro-war mood": the words that show it seldom stand inside a cut word.
    if (!soft && lower && joints.is(right_hash, Joints::suspends)) return {};
    if (soft) return lower ? sure(joined) : unsure(joined);
    if (neighbours.hyphened(left_hash, right_hash)) return sure(hyphened);
    // A bound prefix never stands alone, so a space behind its hyphen is none that anybody meant.
    const HyphenVerdict kept = bound && !line_break ? sure(hyphened) : compound(hyphened);
    if (!lower) return line_break ? kept : HyphenVerdict{};
    if (document.count(joined) > 0) return sure(joined);
    if (utf8::is_digit(utf8::decode(right, 0).value)) return line_break ? kept : HyphenVerdict{};
    if (joints.is(right_hash, Joints::firm))
        return {};  // a dash: "all of the past-\nthe wars and the hunger"
    if (prefixed && left.back() == right.front() && is_vowel(left.back())) return kept;
    if (prefixed && is_everyday(right_rank) && !is_everyday(rank)) return kept;
    const bool two_words = !bound && is_everyday(left_rank) && is_everyday(right_rank);
    if (rank != 0 && rank <= (two_words ? everyday : known_enough)) return sure(joined);
    if (two_words) return kept;
    if (!line_break) return {};
    if (rank == 0 && is_everyday(right_rank) && utf8::is_upper(utf8::decode(left, 0).value)) return kept;
    if (rank != 0) return unsure(joined);
    return left_rank != 0 && right_rank != 0 ? kept : unsure(joined);
}

}  // namespace mtmend
