#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/span.hpp"
#include "stages/encoding/charsets.hpp"

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
    std::vector<Misread> find(std::string_view text) const;

  private:
    /// True where the two characters may be the first bytes of a sequence in some charset.
    bool may_begin_sequence(char32_t lead, char32_t next) const;
    /// False where nothing can be found: no two such characters side by side, and no letter that is left of a
    /// sequence whose rest was lost.
    bool has_suspects(std::string_view text) const;
    mojibake::Charsets charsets_;
};

}  // namespace mtmend
