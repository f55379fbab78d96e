#pragma once
#include "stages/propose.hpp"
#include "stages/spacing/glued_words.hpp"

namespace mtmend {

/// Finds lost spaces between two words: behind stops, commas, brackets and quotation marks ("summit.On"), and
/// inside of what looks like one (see GluedWords). What stands between two
/// neighbouring words decides, with what the lexicon and the article know of both; addresses, versions, code,
/// brands stay.
class Borders {
  public:
    explicit Borders(const Dictionaries& dictionaries);
    void propose(const Document& document, EditSink& sink) const;

  private:
    class Pass;
    WordSet titles_;
    const Rule& stop_;
    const Rule& stop_unsure_;
    const Rule& comma_;
    const Rule& comma_unsure_;
    const Rule& colon_;
    const Rule& colon_unsure_;
    const Rule& bracket_;
    const Rule& quote_;
    GluedWords glued_;
};

}  // namespace mtmend
