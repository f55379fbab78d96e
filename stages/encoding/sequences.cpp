#include "stages/encoding/sequences.hpp"

#include <array>
#include <cstdint>

namespace mtmend::mojibake {

std::optional<Sequence> read_sequence(const Charset& charset, const std::vector<Unit>& run, std::size_t at) {
    if (at >= run.size()) return std::nullopt;
    const auto lead = charset.byte_of(run[at].value);
    if (!lead || *lead < 0xC2 || *lead > 0xF4) return std::nullopt;
    const std::size_t count = *lead < 0xE0 ? 2 : *lead < 0xF0 ? 3 : 4;
    if (at + count > run.size()) return std::nullopt;
    char32_t value = *lead & (0xFF >> (count + 1));
    for (std::size_t i = 1; i < count; ++i) {
        const auto next = charset.byte_of(run[at + i].value);
        if (!next || (*next & 0xC0) != 0x80) return std::nullopt;
        value = value << 6 | (*next & 0x3F);
    }
    constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
    if (value < least[count] || value > 0x10FFFF) return std::nullopt;
    return Sequence{value, count, 0};
}

std::optional<Sequence> read_character(const Charset& charset, const std::vector<Unit>& run, std::size_t at) {
    auto first = read_sequence(charset, run, at);
    if (!first || first->value < 0xD800 || first->value > 0xDFFF) return first;
    if (first->value > 0xDBFF || at + 3 >= run.size()) return std::nullopt;
    const auto second = read_sequence(charset, run, at + 3);
    if (!second || second->value < 0xDC00 || second->value > 0xDFFF) return std::nullopt;
    return Sequence{0x10000 + ((first->value & 0x3FF) << 10 | (second->value & 0x3FF)), 6, 0};
}

}  // namespace mtmend::mojibake
