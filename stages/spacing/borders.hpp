#pragma once
#include <string>
#include <unordered_set>

#include "stages/propose.hpp"

namespace mtmend {

/// Finds lost spaces between two words: behind stops, commas, brackets and quotation marks ("summit.On"), and
/// where only an inner capital or a figure marks the border ("theInter", "the1980"). What stands between two
/// neighbouring words decides, with what the lexicon and the article know of both; addresses, versions, code,
/// brands stay.
class Borders {
  public:
    explicit Borders(const Dictionaries& dictionaries);
    void propose(const Document& document, EditSink& sink) const;

  private:
    class Pass;
    WordSet function_words_;
    WordSet titles_;
    WordSet heads_;
    std::unordered_set<std::string> with_article_;
    const Rule& stop_;
    const Rule& stop_unsure_;
    const Rule& comma_;
    const Rule& comma_unsure_;
    const Rule& colon_;
    const Rule& colon_unsure_;
    const Rule& bracket_;
    const Rule& quote_;
    const Rule& glued_;
    const Rule& glued_unsure_;
};

}  // namespace mtmend
