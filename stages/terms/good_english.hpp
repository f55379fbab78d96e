#pragma once
#include <optional>
#include <string_view>

#include "pipeline/text/document.hpp"
#include "stages/terms/compile.hpp"
#include "stages/terms/search.hpp"

namespace mtmend::terms {

/// True where a canonical, alias, sibling or blocker equals, holds or cuts the words of the match, or the
/// term's own name lies inside them. Linear in the match, times the phrases that begin at one of its words.
bool is_good_english(const Compiled& compiled, const Document& document, const Match& match);

/// The name as it is written, where nothing but it stands there, begun in lower case and gone on in capitals:
/// "general Assembly of the United Nations". To be asked where there is good English.
std::optional<std::string_view> half_capitalised(const Compiled& compiled, const Document& document,
                                                 const Match& match);

}  // namespace mtmend::terms
