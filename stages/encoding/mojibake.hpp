#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "pipeline/text/span.hpp"

namespace mtmend {

/// A place that was UTF-8, was read as an 8-bit charset, and what it says when read rightly.
struct Misread {
    Span<Working> at;
    std::string text;
    bool sure =
        false;  ///< false where letters are already lost, or where nothing but the bytes speaks for it
    std::size_t charset = 0;  ///< the one its first character was read in
};

/// Finds mojibake. Every run of characters above ASCII is turned back into the bytes each charset has for it;
/// what forms UTF-8 sequences is read, again and again (text is often broken twice), as long as what comes
/// out is likelier in print than what stood there. Sequences are judged one by one, so that broken and sound
/// characters may stand side by side. Immutable, thread-safe; linear.
class MojibakeFinder {
  public:
    MojibakeFinder();
    std::vector<Misread> find(std::string_view text) const;

    static constexpr std::size_t charset_count = 11;

    /// One charset that reads bytes as characters, seen from the characters' side.
    struct Charset {
        std::unordered_map<char32_t, std::uint8_t> bytes;
        /// Characters it has no place for itself, but that stand for a byte of it all the same.
        std::unordered_set<char32_t> borrowed;
        bool latin =
            false;  ///< its letters are Latin ones, so that a letter beside a sequence proves nothing
    };

    /// What a byte in 0x80 … 0x9F shows in Windows-1252, or 0.
    char32_t windows_1252(std::uint8_t byte) const { return windows_1252_[byte - 0x80]; }

  private:
    /// True where the two characters may be the first bytes of a sequence in some charset.
    bool may_begin_sequence(char32_t lead, char32_t next) const;
    /// False where nothing can be found: no two such characters side by side, and no letter that is left of a
    /// sequence whose rest was lost.
    bool has_suspects(std::string_view text) const;
    std::array<Charset, charset_count> charsets_;
    std::array<char32_t, 32> windows_1252_{};
};

}  // namespace mtmend
