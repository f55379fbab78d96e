#pragma once
#include "stages/propose.hpp"

namespace mtmend {

/// Finds doubled spaces between words, spaces at line ends and single tabs in prose. Indents, columns and
/// tables stay.
class Blanks {
  public:
    explicit Blanks(const Dictionaries& dictionaries);
    void propose(const Document& document, EditSink& sink) const;

  private:
    const Rule& doubled_;
    const Rule& line_end_;
    const Rule& tab_;
};

}  // namespace mtmend
