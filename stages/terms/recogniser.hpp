#pragma once
#include <vector>

#include "pipeline/text/document.hpp"
#include "stages/terms/compile.hpp"
#include "stages/terms/judge.hpp"
#include "stages/terms/search.hpp"

namespace mtmend::terms {

/// Finds literal renderings in a document. Good English costs a look at the bits of each word, and a look-up
/// of the words only where several that names are made of stand in a row.
class Recogniser {
  public:
    explicit Recogniser(const Compiled& compiled) : compiled_(compiled) {}

    struct Found {
        Match match;
        Judgement judgement;
    };
    /// Non-overlapping, the longest first where two would overlap, in order of place.
    std::vector<Found> find(const Document& document) const;

  private:
    const Compiled& compiled_;
};

}  // namespace mtmend::terms
