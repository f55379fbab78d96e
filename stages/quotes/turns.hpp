#pragma once
#include <vector>

#include "pipeline/dictionaries.hpp"
#include "stages/quotes/marks.hpp"

namespace mtmend::quotes {

/// Decides which marks of a block open and which close: they do so by turns.
class Turns {
  public:
    explicit Turns(const Dictionaries& dictionaries);
    /// Gives every mark its role; false where look or place of one speaks against it. Linear.
    bool decide(const Document& document, Span<Working> block, std::vector<Mark>& marks) const;
    /// True for what is written onto a closing mark ("“Brexit”ers").
    bool is_ending(const Word& word) const { return endings_.contains(word.hash); }

  private:
    bool closes_before_word(const Document& document, const Mark& mark) const;
    bool closes_before_speaker(const Document& document, Span<Working> block, const Mark& mark) const;

    WordSet speech_;    ///< words with which a quotation is introduced: the mark behind them opens
    WordSet speaking_;  ///< verbs of a speaker who is named beside the quotation
    WordSet speakers_;  ///< who may stand before such a verb, beside a name
    WordSet endings_;
};

}  // namespace mtmend::quotes
