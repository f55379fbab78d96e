#pragma once
#include <optional>
#include <string_view>

#include "pipeline/dictionaries.hpp"
#include "pipeline/image/archive.hpp"

namespace mtmend {

/// What the image holds under `name`; nothing where it is to be made from the text of the dictionaries (see
/// Dictionaries::image_section), also where another version wrote it.
template <class Value>
std::optional<Value> read_section(const Dictionaries& dictionaries, std::string_view name) {
    const auto bytes = dictionaries.image_section(name);
    if (!bytes) return std::nullopt;
    std::optional<Value> value(std::in_place);
    try {
        ArchiveReader(*bytes).all(*value);
    } catch (const ArchiveError&) {
        return std::nullopt;
    }
    return value;
}

}  // namespace mtmend
