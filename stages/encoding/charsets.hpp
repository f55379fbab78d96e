#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace mtmend::mojibake {

inline constexpr std::size_t charset_count = 12;
inline constexpr std::size_t windows_1252_index = 0;

/// One charset that reads bytes as characters, seen from the characters' side.
struct Charset {
    std::unordered_map<char32_t, std::uint8_t> bytes;
    /// Characters it has no place for itself, but that stand for a byte of it all the same.
    std::unordered_set<char32_t> borrowed;
    bool latin = false;  ///< its letters are Latin ones, so that a letter beside a sequence proves nothing

    /// The byte that shows as `c`, if one does.
    std::optional<std::uint8_t> byte_of(char32_t c) const {
        const auto it = bytes.find(c);
        if (it == bytes.end()) return std::nullopt;
        return it->second;
    }
};

/// The 8-bit charsets that UTF-8 is misread in, in the order in which they are tried. Immutable.
class Charsets {
  public:
    /// Asks ICU for them; throws std::runtime_error where it lacks one.
    Charsets();

    const Charset& operator[](std::size_t index) const { return charsets_[index]; }
    auto begin() const { return charsets_.begin(); }
    auto end() const { return charsets_.end(); }

    /// What a byte in 0x80 … 0x9F shows in Windows-1252, or 0.
    char32_t windows_1252(std::uint8_t byte) const { return windows_1252_[byte - 0x80]; }

  private:
    std::array<Charset, charset_count> charsets_;
    std::array<char32_t, 32> windows_1252_{};
};

}  // namespace mtmend::mojibake
