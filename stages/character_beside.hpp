#pragma once
#include <cstddef>
#include <string_view>

#include "pipeline/text/utf8.hpp"

namespace mtmend {

/// The character right before byte `at`; a line feed where the text begins.
inline char32_t character_before(std::string_view text, std::size_t at) {
    return at == 0 ? U'\n' : utf8::decode_before(text, at).value;
}

/// The character that begins at byte `at`; a line feed where the text ends.
inline char32_t character_at(std::string_view text, std::size_t at) {
    return at >= text.size() ? U'\n' : utf8::decode(text, at).value;
}

}  // namespace mtmend
