#pragma once
#include "stages/echoes/double_lists.hpp"
#include "stages/echoes/doubled_phrases.hpp"
#include "stages/echoes/doubled_sentences.hpp"
#include "stages/echoes/doubled_words.hpp"

namespace mtmend {

/// Finds words, phrases and sentences that stand twice in a row: "the the", "in parliament in parliament", a
/// sentence said again at once.
class Doubles {
  public:
    explicit Doubles(const Dictionaries& dictionaries);
    Doubles(const Doubles&) = delete;
    /// Linear.
    void propose(const Document& document, EditSink& sink) const;

  private:
    DoubleLists lists_;
    DoubledWords words_;
    DoubledPhrases phrases_;
    DoubledSentences sentences_;
};

}  // namespace mtmend
