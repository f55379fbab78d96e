#pragma once
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/text/document.hpp"

namespace mtmend::quotes {

enum class Role { unknown, opening, closing };

/// A quotation mark as it is written, and what it says by its look.
struct Sign {
    std::string_view text;
    Role role;
    bool foreign;  ///< not of English print
};

/// A mark in a block.
struct Mark {
    const Sign* sign = nullptr;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t blanks_begin = 0;  ///< where the blanks before it begin
    std::size_t blanks_end = 0;    ///< where those behind it end
    char32_t left = 0;             ///< what stands before the blanks; a line feed at an edge
    char32_t right = 0;
    Role shape = Role::unknown;
    Role role = Role::unknown;  ///< decided by the pairing
    bool moved = false;         ///< a closing mark with its space on the wrong side

    bool blank_before() const { return blanks_begin < begin; }
    bool blank_behind() const { return end < blanks_end; }
};

/// The double quotation marks of one block, in order: those of code and the apostrophes among them are left
/// out. Nothing where the block holds what no pairing can judge, or where every mark is of English print and
/// stands where it should. Linear.
std::optional<std::vector<Mark>> marks_to_mend(const Document& document, Span<Working> block);

/// The mark of the sign at `at` with what stands around it in the block.
Mark read_mark(std::string_view text, Span<Working> block, std::size_t at, const Sign& sign);

/// What the whole article says about its marks.
class ArticleMarks {
  public:
    explicit ArticleMarks(std::string_view text);
    bool has_curly_pair() const { return has_curly_pair_; }
    /// True where a mark that may close what `opening` opens stands at `from` or behind.
    bool may_close_behind(std::string_view opening, std::size_t from) const;

  private:
    static constexpr std::size_t families = 15;
    std::string_view text_;
    bool has_curly_pair_ = false;
    /// Where the closing mark of each family stands last, as far as it was asked.
    mutable std::array<std::optional<std::size_t>, families> known_last_closing_{};
};

/// True for marks that are printed together.
bool are_family(std::string_view opening, std::string_view closing);

}  // namespace mtmend::quotes
