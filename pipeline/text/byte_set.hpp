#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mtmend {

/// A set of bytes, for jumps to the next of them in a text, however many there are: 32 bytes at a time where
/// the processor has AVX2, else one look-up a byte.
class ByteSet {
  public:
    constexpr explicit ByteSet(std::string_view bytes) {
        for (const char c : bytes) {
            const auto byte = static_cast<unsigned char>(c);
            auto& rows = byte < 0x80 ? ascii_rows_ : high_rows_;
            rows[byte & 0xF] = static_cast<std::uint8_t>(rows[byte & 0xF] | 1u << (byte >> 4 & 7));
        }
    }
    constexpr bool has(char c) const {
        const auto byte = static_cast<unsigned char>(c);
        return ((byte < 0x80 ? ascii_rows_ : high_rows_)[byte & 0xF] >> (byte >> 4 & 7) & 1) != 0;
    }
    /// Where the first of these bytes stands at or behind `from`; npos where none does.
    std::size_t find_in(std::string_view text, std::size_t from = 0) const;

    /// The same without AVX2, on any processor.
    std::size_t find_one_by_one(std::string_view text, std::size_t from = 0) const {
        while (from < text.size() && !has(text[from])) ++from;
        return from < text.size() ? from : std::string_view::npos;
    }

  private:
    friend std::size_t find_by_32(const ByteSet& set, std::string_view text, std::size_t from);
    // The bit of a byte: its lower half tells the row, its upper half the place in it.
    std::array<std::uint8_t, 16> ascii_rows_{};
    std::array<std::uint8_t, 16> high_rows_{};
};

}  // namespace mtmend
