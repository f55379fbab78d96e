#pragma once
#include <array>
#include <cstddef>
#include <string_view>

namespace mtmend {

/// A set of bytes, for jumps to the next of them in a text: one look-up a byte, however many there are.
class ByteSet {
  public:
    constexpr explicit ByteSet(std::string_view bytes) {
        for (const char byte : bytes) holds_[static_cast<unsigned char>(byte)] = true;
    }
    constexpr bool has(char byte) const { return holds_[static_cast<unsigned char>(byte)]; }
    /// Where the first of these bytes stands at or behind `from`; npos where none does.
    constexpr std::size_t find_in(std::string_view text, std::size_t from = 0) const {
        while (from < text.size() && !has(text[from])) ++from;
        return from < text.size() ? from : std::string_view::npos;
    }

  private:
    std::array<bool, 256> holds_{};
};

}  // namespace mtmend
