#include "stages/terms/good_english.hpp"

#include <algorithm>

#include "pipeline/text/utf8.hpp"

namespace mtmend::terms {
namespace {

/// Words; how far before a match a name that overlaps it may begin.
constexpr std::size_t longest_phrase = 12;

/// True where a phrase that begins at `at` speaks against the match.
bool is_blocked_from(const Compiled& compiled, const Document& document, const Match& match, std::size_t at) {
    const auto& words = document.words();
    const Word& word = words[at];
    auto phrases = compiled.phrases_from(word.hash);
    if (phrases.empty()) phrases = compiled.phrases_from(plain_hash(document, word));
    const auto goes_on_otherwise = [&](const PhraseStart& start) {
        return start.second != 0 &&
               (at + 1 == words.size() || !is_word(document, words[at + 1], start.second));
    };
    for (const PhraseStart& start : phrases) {
        if (goes_on_otherwise(start)) continue;
        const Phrase& phrase = compiled.phrases[start.phrase];
        const std::size_t last = at + phrase.words.size - 1;
        const bool overlaps = at <= match.last() && last >= match.first();
        if (!overlaps || !stands_at(document, at, compiled.hashes[phrase.words])) continue;
        const bool inside =
            at >= match.first() && last <= match.last() && last - at < match.last() - match.first();
        if (!inside || phrase.kind == PhraseKind::blocker) return true;
        // Names of other terms may be part of this one ("Council of Europe"); its own may not.
        if (phrase.term == match.variant->term) return true;
    }
    return false;
}

}  // namespace

bool is_good_english(const Compiled& compiled, const Document& document, const Match& match) {
    const std::size_t from = match.first() - std::min(match.first(), longest_phrase);
    for (std::size_t at = from; at <= match.last(); ++at) {
        if ((document.words()[at].marks & compiled.marks.phrase) == 0) continue;
        if (is_blocked_from(compiled, document, match, at)) return true;
    }
    return false;
}

std::optional<std::string_view> half_capitalised(const Compiled& compiled, const Document& document,
                                                 const Match& match) {
    const auto& words = document.words();
    const Term& term = compiled.terms[match.variant->term];
    if (term.common || term.weak || words[match.first()].capital) return std::nullopt;
    if (match.variant->slot_count < 3) return std::nullopt;
    const auto phrases = compiled.phrases_from(words[match.first()].hash);
    const std::string_view here =
        document.text(Span<Working>{words[match.first()].at.begin, words[match.last()].at.end});
    if (std::any_of(phrases.begin(), phrases.end(), [&](const PhraseStart& start) {
            return compiled.text(compiled.phrases[start.phrase]) == here;
        }))
        return std::nullopt;
    const auto lower = std::count_if(match.filled.begin(), match.filled.end(),
                                     [&](const Filled& f) { return !words[f.first].capital; });
    if (lower != 1) return std::nullopt;
    for (const PhraseStart& start : phrases) {
        const Phrase& phrase = compiled.phrases[start.phrase];
        const std::string_view text = compiled.text(phrase);
        const bool equal = phrase.kind == PhraseKind::own && phrase.term == match.variant->term &&
                           phrase.words.size == match.last() - match.first() + 1 &&
                           stands_at(document, match.first(), compiled.hashes[phrase.words]);
        if (equal && utf8::is_upper(utf8::decode(text, 0).value)) return text;
    }
    return std::nullopt;
}

}  // namespace mtmend::terms
