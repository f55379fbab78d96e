#pragma once
#include <cstddef>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"
#include "pipeline/text/document.hpp"
#include "stages/lines/shape.hpp"

namespace mtmend {

/// Takes out hyphens that stood at the end of a line, or the break behind those that belong to the word.
class LineEndHyphens {
  public:
    LineEndHyphens(const Dictionaries& dictionaries, const Joints& joints);

    /// Where `left` ends in a hyphen and `right` goes on its word. True where an edit was proposed.
    bool propose_at_break(const Document& document, const Neighbours& neighbours, const Row& left,
                          const Row& right, EditSink& sink) const;
    /// "appo- inting": a hyphen that stood at a line end before the lines were joined. Linear.
    void propose_before_space(const Document& document, const Neighbours& neighbours, EditSink& sink) const;

  private:
    /// "the photo- there it was", "worked- on the whole": a word of grammar behind the hyphen, or a pronoun's
    /// short form, so that the hyphen is a dash.
    bool begins_clause(const Document& document, std::size_t begin) const;
    /// The hyphen before the word that ends at `end` may wait for a second half further on: "first- second-
    /// and third-class", "pre- rarely post-war". True where a hyphen is near with such a word before it.
    bool is_suspended(const Document& document, std::size_t end) const;

    const Joints& joints_;
    const Rule& hyphen_;
    const Rule& unsure_hyphen_;
    const Rule& compound_;
    const Rule& spaced_hyphen_;
    const Rule& spaced_compound_;
};

}  // namespace mtmend
