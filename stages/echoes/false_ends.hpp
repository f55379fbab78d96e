#pragma once
#include <cstdint>
#include <optional>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// Finds what a machine makes of a full stop that ended no sentence: it translates the two halves apart, and
/// the second begins by saying again what the first ended with ("he said. said this Friday …", "a conference.
/// press conference before …"), or hangs in the air ("a decision. Of each country."). Attributions split at
/// an initial or a name ("Minister L said. Larsen.") are of the same kind.
class FalseEnds {
  public:
    explicit FalseEnds(const Dictionaries& dictionaries);
    void propose(const Document& document, EditSink& sink) const;

  private:
    std::optional<Edit> echo(const Document& document, std::size_t last) const;
    std::optional<Edit> split_name(const Document& document, std::size_t last) const;
    std::optional<Edit> torn(const Document& document, std::size_t last) const;
    /// A quick look: false where nothing can be wrong about the stop behind word `last`, which is not the
    /// last one of the document.
    bool is_candidate(const Document& document, std::size_t last) const;
    bool is_speech(const Word& word) const { return speech_.contains(word.hash); }

    const Rule& attribution_;
    const Rule& fragment_;
    const Rule& unsure_fragment_;
    const Rule& name_;
    const Rule& torn_;
    const Rule& unsure_;
    WordSet speech_;
    WordSet adverbs_;       ///< "of course": behind "of" an adverb, which may open a clause
    WordSet clause_words_;  ///< words that only a whole sentence has
    WordSet finite_;        ///< verbs that only a clause has
    WordSet determiners_;   ///< what may follow a capital "Of" that hangs
    WordSet hanging_;       ///< prepositions that open no sentence of so few words
    WordSet parts_;         ///< "of them": a part of what stood before
    WordSet speakers_;
    WordSet subjects_;
    Marks telling_ = 0;     ///< words of speech, and those that hang on what stood before
    WordSet no_modifiers_;  ///< words that begin a clause, and so are no part of a repeated noun
};

}  // namespace mtmend
