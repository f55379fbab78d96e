#pragma once
#include <array>

#include "stages/encoding/findings.hpp"

namespace mtmend {

/// Finds what a reader cannot see or tell from something plain: no-break and odd spaces, zero-width
/// characters, direction marks, soft hyphens, controls, ligatures, letters written in two code points. Emoji
/// sequences, variation selectors and joiners of other scripts stay.
class Invisible {
  public:
    explicit Invisible(const Dictionaries& dictionaries);
    /// `taken`: sorted spans of mojibake, which are left alone.
    void propose(const Document& document, const std::vector<Span<Working>>& taken, EditSink& sink) const;
    /// Controls alone, which no language has.
    void propose_controls(const Document& document, const std::vector<Span<Working>>& taken,
                          EditSink& sink) const;

  private:
    class Pass;
    const Rule& space_;
    const Rule& zero_width_;
    const Rule& zero_width_between_words_;
    const Rule& control_;
    const Rule& control_unsure_;
    const Rule& ligature_;
    const Rule& composed_;
};

}  // namespace mtmend
