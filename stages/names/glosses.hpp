#pragma once

#include "stages/propose.hpp"

namespace mtmend::names {

/// True where the text says in which other language the name at `at` stands: "(NATO; French: …, OTAN)", "in
/// Polish it is Charków", "the German names Kiew and Cherson". `languages` are their English names. Looks at
/// the sentence before the name, a bounded way back.
bool is_glossed(const Document& document, const WordSet& languages, Span<Working> at);

}  // namespace mtmend::names
