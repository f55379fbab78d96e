#pragma once
#include <cstdint>
#include <string_view>

#include "pipeline/text/document.hpp"
#include "pipeline/text/lexicon.hpp"

namespace mtmend {

/// The folded hash of a word of the document without a possessive ending: "Kyiv" of "Kyiv's". What no letter
/// follows is no part of a word, so that an ending always has its "s".
inline std::uint64_t stem_hash(const Document& document, const Word& word) {
    const std::string_view text = document.text(word);
    if (text.size() < 3 || (text.back() | 0x20) != 's') return word.hash;
    const char before = text[text.size() - 2];
    if (before != '\'' && before != '\x99') return word.hash;
    const std::string_view stem = without_possessive(text);
    return stem.size() == text.size() ? word.hash : folded_hash(stem);
}

}  // namespace mtmend
