#pragma once

#include "stages/propose.hpp"
#include "stages/spacing/torn.hpp"

namespace mtmend {

/// True for endings of web addresses that stand with a capital at times ("USA.Gov").
bool is_address_end(std::string_view word);

/// True for a line that shows the signs of program text.
bool looks_like_code(std::string_view line);

/// Finds spaces before punctuation, on the wrong side of it, inside brackets, and the stray stops and commas
/// they leave behind. Spaced ellipses, ratios, smileys, list marks, initials and code stay.
class Surplus {
  public:
    explicit Surplus(const Dictionaries& dictionaries);
    /// `torn` pieces, in order, are left alone.
    void propose(const Document& document, const std::vector<TornPiece>& torn, EditSink& sink) const;

  private:
    class Pass;
    const Rule& comma_;
    const Rule& wrong_side_;
    const Rule& wrong_side_of_stop_;
    const Rule& stop_;
    const Rule& stray_stop_;
    const Rule& colon_;
    const Rule& bracket_;
    const Rule& lacking_;
    WordSet never_last_;
};

}  // namespace mtmend
