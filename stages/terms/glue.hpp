#pragma once
#include <cstddef>
#include <optional>
#include <utility>

#include "pipeline/text/document.hpp"
#include "stages/terms/compile.hpp"

namespace mtmend::terms {

/// The glue class of a word of the text, and whether English has it; nothing for other words. Constant time.
inline std::optional<std::pair<Glue, bool>> glue_at(const Compiled& compiled, const Document& document,
                                                    std::size_t word) {
    const Entry* entry = compiled.words.find(document.words()[word].hash);
    if (entry == nullptr || !entry->is_glue) return std::nullopt;
    return std::pair(entry->glue, entry->english_glue);
}

}  // namespace mtmend::terms
