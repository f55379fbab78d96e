#include "stages/lines/hyphens.hpp"

#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

constexpr Rank everyday = 35;
constexpr Rank known_enough = 70;  // beyond, the list holds words that two halves make by chance

bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

HyphenVerdict sure(std::string text) {
    return {HyphenVerdict::Kind::sure, std::move(text)};
}

}  // namespace

HyphenVerdict judge_hyphen(const Document& document, const Joints& joints, const Neighbours& neighbours,
                           std::string_view left, std::string_view mark, std::string_view right,
                           bool line_break) {
    const std::string joined = std::string(left) + std::string(right);
    const std::string hyphened = std::string(left) + "-" + std::string(right);
    const std::uint64_t right_hash = folded_hash(right);
    const bool lower = utf8::is_lower(utf8::decode(right, 0).value);
    const Rank rank = document.lexicon().rank(joined);
    const bool soft = mark == "\u00AD" || mark == "¬";
    if (!soft && joints.is(right_hash, Joints::suspended) && lower) {
        if (rank != 0 && document.count(joined) > 0) return {};
        return line_break ? sure(std::string(left) + "- " + std::string(right)) : HyphenVerdict{};
    }
    if (soft) return lower ? sure(joined) : HyphenVerdict{HyphenVerdict::Kind::unsure, joined};
    if (neighbours.hyphened(folded_hash(left), right_hash)) return sure(hyphened);
    if (!lower) return line_break ? sure(hyphened) : HyphenVerdict{};
    if (document.count(joined) > 0) return sure(joined);
    if (utf8::is_digit(utf8::decode(right, 0).value)) return line_break ? sure(hyphened) : HyphenVerdict{};
    if (joints.is(right_hash, Joints::firm))
        return {};  // a dash: "all of the past-\nthe wars and the hunger"
    const bool prefixed = joints.is(folded_hash(left), Joints::prefix);
    const bool clash = prefixed && left.back() == right.front() && is_vowel(left.back());
    if (clash) return sure(hyphened);
    const Rank left_rank = document.lexicon().rank(left);
    const Rank right_rank = document.lexicon().rank(right);
    const bool two_words =
        left_rank != 0 && right_rank != 0 && left_rank <= everyday && right_rank <= everyday;
    if (prefixed && right_rank != 0 && right_rank <= everyday && (rank == 0 || rank > everyday))
        return sure(hyphened);
    if (rank != 0 && rank <= (two_words ? Rank{50} : known_enough)) return sure(joined);
    if (!line_break) return {};
    if (two_words) return sure(hyphened);
    if (rank == 0 && right_rank != 0 && right_rank <= everyday && utf8::is_upper(utf8::decode(left, 0).value))
        return sure(hyphened);
    if (rank != 0) return {HyphenVerdict::Kind::unsure, joined};
    if (left_rank != 0 && right_rank != 0) return {HyphenVerdict::Kind::unsure, hyphened};
    return {HyphenVerdict::Kind::unsure, joined};
}

}  // namespace mtmend
