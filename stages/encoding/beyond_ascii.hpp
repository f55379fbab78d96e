#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>

namespace mtmend {

/// Where the first byte above ASCII at or behind `at` stands, or the end of the text. Eight bytes at a time:
/// good English is nearly all ASCII.
inline std::size_t next_beyond_ascii(std::string_view text, std::size_t at) {
    constexpr std::uint64_t high_bits = 0x8080808080808080;
    for (std::uint64_t eight; at + sizeof eight <= text.size(); at += sizeof eight) {
        std::memcpy(&eight, text.data() + at, sizeof eight);
        if ((eight & high_bits) != 0) break;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    return at;
}

inline bool is_all_ascii(std::string_view text) {
    return next_beyond_ascii(text, 0) == text.size();
}

}  // namespace mtmend
