#pragma once
#include "pipeline/stage.hpp"
#include "stages/echoes/double_lists.hpp"

namespace mtmend {

/// Finds words that stand twice in a row. English doubles many rightly ("had had", "very very", "log in in"),
/// names too ("Sing Sing").
class DoubledWords {
  public:
    /// `lists` must outlive it.
    DoubledWords(const Dictionaries& dictionaries, const DoubleLists& lists);
    /// Looks at word `index` and its equal behind it; a fixed number of words around them. `transcript`: of
    /// speech, so that a stammer is a fact and what is found is unsure.
    void propose_at(const Document& document, std::size_t index, bool transcript, EditSink& sink) const;

  private:
    using Class = DoubleLists::Class;
    /// How sure it is that word `index` + 1 repeats word `index` by mistake: a rule, or null for not at all.
    const Rule* word_echo(const Document& document, std::size_t index, bool transcript) const;
    const Rule* grammar_echo(const Document& document, std::size_t index, Class cls) const;
    const Rule* copula_echo(const Document& document, std::size_t index) const;
    const Rule* content_echo(const Document& document, std::size_t index) const;
    bool is_in_opened_clause(const Document& document, std::size_t index) const;
    bool is_ordinal_of_name(const Document& document, std::size_t index) const;
    bool takes_particle(const Document& document, std::size_t index) const;

    const Rule& word_;
    const Rule& unsure_;
    const Rule& doubtful_;
    const DoubleLists& lists_;
};

}  // namespace mtmend
