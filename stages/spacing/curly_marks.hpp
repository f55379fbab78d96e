#pragma once
#include <cstddef>
#include <optional>

#include "pipeline/text/document.hpp"

namespace mtmend {

/// Where the double curly quotation marks of a document open and close. Each question is linear in a block at
/// most.
class CurlyMarks {
  public:
    explicit CurlyMarks(const Document& document) : document_(document) {}

    /// The last double curly mark before `at` in its block, or 0. Looks a bounded way back.
    char32_t last_before(std::size_t at) const;
    /// True where the next double curly mark of the block closes.
    bool is_closed_behind(std::size_t at) const;
    /// True where the block has a low mark, so that “ may close. Kept for the block that was asked about
    /// last.
    bool has_low_mark(const Block& block);

  private:
    const Document& document_;
    std::optional<Block> low_block_;
    bool has_low_mark_ = false;
};

}  // namespace mtmend
