#pragma once
#include "stages/propose.hpp"
#include "stages/quotes/style.hpp"

namespace mtmend {

/// Finds signs that stand for an apostrophe before "s", "t", "re" …: a grave or acute accent, a prime, two
/// single quotes, an opening single quote, a backslash before the mark.
class Apostrophes {
  public:
    explicit Apostrophes(const Dictionaries& dictionaries);
    void propose(const Document& document, const MarkStyle& style, EditSink& sink) const;

  private:
    const Rule& rule_;
};

}  // namespace mtmend
