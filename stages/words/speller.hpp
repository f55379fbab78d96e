#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "pipeline/dictionaries.hpp"
#include "stages/words/spelled_words.hpp"

namespace mtmend {

/// A second opinion on words that the word table does not know: Hunspell's American dictionary, which
/// builds forms by affixes. Words of plain letters are looked up among the forms written out when mtmend was
/// built; for the rest, or where none were, Hunspell is loaded when first asked. Safe to share between
/// threads: Hunspell stands behind a mutex, its verdicts in a cache of bounded size. Asks only whether a word
/// is right, never for suggestions, which can take seconds.
class Speller {
  public:
    /// Without an image of the dictionaries Hunspell answers for every word.
    explicit Speller(const Dictionaries& dictionaries);
    ~Speller();

    /// Where Hunspell's dictionary is, without .aff and .dic.
    static constexpr std::string_view dictionary = "/usr/share/hunspell/en_US";

    /// True where the dictionary has the word as written. False for everything where no dictionary is
    /// installed.
    bool knows(std::string_view word) const;

  private:
    struct State;
    SpelledWords spelled_;
    std::unique_ptr<State> state_;
};

}  // namespace mtmend
