#pragma once
#include <vector>

#include "pipeline/dictionaries.hpp"
#include "stages/encoding/mojibake.hpp"

namespace mtmend {

/// Tells misread characters that an article shows ("The letter Â is used in Romanian", "“â€™” stands for an
/// apostrophe") from those that it suffers from. Immutable.
class ShownCharacters {
  public:
    explicit ShownCharacters(const Dictionaries& dictionaries);
    /// For each finding, whether it is shown. None is where the article suffers from more than it shows.
    /// Linear in the findings, and in the words of an article with some.
    std::vector<bool> among(const Document& document, const std::vector<Misread>& found) const;

  private:
    bool speaks_of_encodings(const Document& document) const;
    bool is_shown(const Document& document, const Misread& misread) const;
    WordSet naming_words_;
    WordSet subjects_;
};

}  // namespace mtmend
