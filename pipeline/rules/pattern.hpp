#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace mtmend {

/// A pattern as rules write it: RE2's syntax (linear time, no lookaround, no backreference) with Unicode
/// meaning for `\w` (letter, mark, digit, _), `\s` (no-break space too) and for `\b` at the beginning and end
/// of the pattern, where it means "no word character on the other side". `\b` elsewhere is an error.
/// Compiled when first needed, over bytes first (see byte_pattern): that takes a fraction of the time, and in
/// most texts a pattern stands nowhere. Immutable and thread-safe.
class Pattern {
  public:
    /// `source` must be sound (see pattern_error).
    explicit Pattern(const std::string& source);
    ~Pattern();
    Pattern(Pattern&&) noexcept;

    /// The next match in text[begin, end) at or behind `from`; captures point into `text`, the whole match
    /// first, unmatched ones have null data. False where there is none.
    bool find(std::string_view text, std::size_t from, std::size_t end,
              std::vector<std::string_view>& captures) const;

  private:
    struct Forms;
    std::unique_ptr<Forms> forms_;
    bool word_begins_ = false;
    bool word_ends_ = false;
};

/// The pattern as RE2 gets it: without `\b` at its ends, with Unicode classes.
std::string re2_source(const std::string& source);

/// What is wrong with a pattern, or nothing.
std::optional<std::string> pattern_error(const std::string& source);

/// What is wrong with a replacement for a sound pattern (a capture that the pattern does not have), or
/// nothing.
std::optional<std::string> replacement_error(const std::string& source, std::string_view replacement);

/// Puts captures into a replacement: \0 … \9, \u1 with its first letter in upper case, \l1 in lower case.
std::string expand(std::string_view replacement, const std::vector<std::string_view>& captures);

}  // namespace mtmend
