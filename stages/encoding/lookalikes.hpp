#pragma once
#include <unordered_map>

#include "stages/encoding/findings.hpp"

namespace mtmend {

/// Finds Cyrillic and Greek letters inside Latin words ("Agenсy" with a Cyrillic с). Sure where the word then
/// is known or stands elsewhere in the article. Words wholly of another script and units (μm) are left alone.
class Lookalikes {
  public:
    explicit Lookalikes(const Dictionaries& dictionaries);
    /// `taken`: what is read as mojibake, in order; words that touch it are passed over.
    void propose(const Document& document, const std::vector<Span<Working>>& taken, EditSink& sink) const;

  private:
    std::unordered_map<char32_t, char32_t> latin_;
    const Rule& sure_;
    const Rule& unsure_;
};

}  // namespace mtmend
