#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace mtmend {

/// A second opinion on words that the word table does not know: Hunspell's American dictionary, which
/// builds forms by affixes. Loaded when first asked, so that articles without a doubtful word never pay for
/// it. Safe to share between threads: Hunspell stands behind a mutex, its verdicts in a cache of bounded
/// size. Asks only whether a word is right, never for suggestions, which can take seconds.
class Speller {
  public:
    Speller();
    ~Speller();

    /// True where the dictionary has the word as written. False for everything where no dictionary is
    /// installed.
    bool knows(std::string_view word) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace mtmend
