#pragma once
#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"
#include "stages/words/speller.hpp"

namespace mtmend {

/// Finds words with a space inside: "ammuni tion", "th rough", "Depart ment". Two pieces side by side of
/// which at least one is no word, or a rare one, while both together are a common word. Good English hardly
/// ever sets such a pair, so the pieces decide; capitals, acronyms and small words of other languages are
/// guarded.
class SplitWords {
  public:
    SplitWords(const Dictionaries& dictionaries, const Speller& speller);
    void propose(const Document& document, EditSink& sink) const;

  private:
    /// How little a piece looks like a word of its own.
    enum class Piece { word, doubtful, broken };
    Piece piece(const Document& document, const Word& word) const;

    const Rule& split_;
    const Rule& unsure_;
    WordSet short_forms_;  ///< units and clippings that stand for themselves ("min", "max")
    const Speller& speller_;
};

}  // namespace mtmend
