#pragma once
#include <cstddef>

#include "pipeline/stage.hpp"
#include "stages/echoes/double_lists.hpp"

namespace mtmend {

/// Finds phrases that stand twice in a row: "in parliament in parliament". What couples, asks or names may be
/// said again on purpose ("from place to place to place", "who is who is").
class DoubledPhrases {
  public:
    static constexpr std::size_t longest = 12;  ///< words of a phrase

    /// `lists` must outlive it.
    DoubledPhrases(const Dictionaries& dictionaries, const DoubleLists& lists);
    /// Proposes to say once the longest phrase that stands twice from word `index` on. Returns the first word
    /// behind both copies, or `index` where nothing is proposed. `transcript`: see DoubledWords.
    std::size_t propose_at(const Document& document, std::size_t index, bool transcript,
                           EditSink& sink) const;

  private:
    /// How sure it is that the phrase of `length` words at `index` stands twice by mistake: a rule, or null
    /// for not at all.
    const Rule* phrase_echo(const Document& document, std::size_t index, std::size_t length,
                            bool transcript) const;
    bool goes_on(const Document& document, std::size_t index, std::size_t length) const;
    bool is_of_its_kind(const Document& document, std::size_t index, std::size_t length) const;
    bool is_nested(const Document& document, std::size_t index, std::size_t length) const;
    bool asks_which(const Document& document, std::size_t index, std::size_t length) const;
    bool names_by_another(const Document& document, std::size_t index, std::size_t length) const;
    bool is_said_once(const Document& document, std::size_t index, std::size_t content) const;

    const Rule& phrase_;
    const Rule& unsure_;
    const DoubleLists& lists_;
};

}  // namespace mtmend
