#pragma once
#include <cstddef>
#include <string_view>

#include "pipeline/text/document.hpp"

namespace mtmend::words {

/// True for words of small ASCII letters only: what breaks by accident, unlike names, acronyms and words of
/// other languages.
bool is_plain_lower(std::string_view word);
/// One capital, then small ASCII letters.
bool is_plain_capitalised(std::string_view word);

/// True where the word stands by itself: no letter, digit, sign of an address, tag or compound touches it.
bool stands_alone(const Document& document, const Word& word);

/// The word right before or behind `index` with one space between, or null.
const Word* before(const Document& document, std::size_t index);
const Word* behind(const Document& document, std::size_t index);

/// True where a neighbour speaks for prose of the article's language: there is none, or it is a number, a
/// name or a word in the lists. An unknown word in small letters is a sign of another language, of code or of
/// dialect.
bool is_ordinary(const Word* neighbour);

}  // namespace mtmend::words
