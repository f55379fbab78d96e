#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace mtmend {

/// The forms that Hunspell's dictionary builds from its stems by affixes, written out when mtmend is built,
/// so that a word is looked up without loading the dictionary: sorted hashes of 64 bits. Words of plain
/// letters only; what Hunspell makes of hyphens, digits and full stops is not in it.
class SpelledWords {
  public:
    SpelledWords() = default;
    /// `bytes`: what expand gave; they must outlive this.
    explicit SpelledWords(std::string_view bytes) : bytes_(bytes) {}

    bool empty() const { return bytes_.empty(); }
    /// True where this can say of a word whether it is spelled right: letters of ASCII only.
    static bool can_tell(std::string_view word);
    /// True where the dictionary has the word as written, or a form of it that Hunspell takes in these
    /// capitals: "House" and "HOUSE" for house, "PARIS" for Paris. O(log n).
    bool has(std::string_view word) const;

    /// All forms of a dictionary (`base` with .aff and .dic, UTF-8, affix flags of one character), each of
    /// which Hunspell itself takes for right. Empty where the files are missing. Throws std::runtime_error
    /// for an affix file of a shape it does not know.
    static std::string expand(const std::filesystem::path& base);

  private:
    bool has_form(std::string_view form) const;
    std::string_view bytes_;
};

}  // namespace mtmend
