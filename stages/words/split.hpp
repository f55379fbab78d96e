#pragma once
#include <array>

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
    bool may_be_first_name(const Document& document, std::size_t index) const;
    Piece piece(const Document& document, const Word& word) const;
    /// A word of everyday that is no piece of another one. SCOWL counts every single letter as a word, and
    /// many pairs of letters; alone in a text only a few are.
    bool is_everyday_word(std::string_view text, Rank rank) const;

    const Rule& split_;
    const Rule& unsure_;
    WordSet short_forms_;        ///< units and clippings that stand for themselves ("min", "max")
    WordSet foreign_particles_;  ///< in names and phrases inside English ("de facto", "al Qaeda")
    WordSet interjections_;
    WordSet first_names_, sure_first_names_;
    /// By their letters, since every other pair of words asks.
    std::array<bool, 26 * 26> two_letter_words_{};
    const Speller& speller_;
};

}  // namespace mtmend
