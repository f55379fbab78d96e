#pragma once
#include "stages/propose.hpp"
#include "stages/quotes/foreign_text.hpp"
#include "stages/quotes/style.hpp"
#include "stages/quotes/turns.hpp"

namespace mtmend {

/// Pairs the double quotation marks of each block and mends what a sure pairing shows: marks of other
/// languages, a closing mark that opens, a pair of two kinds, spaces inside a pair, no space outside it. A
/// block whose marks cannot be paired beyond doubt (one is missing, marks are nested, inches) is left as it
/// is; a quotation that goes on over paragraphs opens each of them and is sound. So are marks of another
/// language around words of it, unless the article has them around English too.
class Pairs {
  public:
    explicit Pairs(const Dictionaries& dictionaries);
    void propose(const Document& document, const MarkStyle& style, EditSink& sink) const;

  private:
    class Block;
    struct ForeignPair;
    void propose_foreign(const Document& document, std::vector<ForeignPair> pairs, EditSink& sink) const;
    const Rule& foreign_;
    const Rule& foreign_unsure_;
    const Rule& reversed_;
    const Rule& mixed_;
    const Rule& doubled_;
    const Rule& inside_;
    const Rule& outside_;
    const Rule& wrong_side_;
    quotes::Turns turns_;
    quotes::ForeignText foreign_text_;
};

}  // namespace mtmend
