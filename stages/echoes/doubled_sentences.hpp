#pragma once
#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// Finds a sentence, or a few, said again at once in one paragraph. Verse repeats for form.
class DoubledSentences {
  public:
    explicit DoubledSentences(const Dictionaries& dictionaries);
    void propose(const Document& document, EditSink& sink) const;

  private:
    const Rule& sentence_;
};

}  // namespace mtmend
