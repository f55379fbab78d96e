#pragma once
#include <cstddef>
#include <string_view>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"
#include "stages/words/merged_names.hpp"
#include "stages/words/splits.hpp"

namespace mtmend {

/// Finds words that lost the space between them: "ofthe", "callsto", "generallytravels", "Trumpin".
///
/// That a word unknown to all lists splits into two known ones says little: of ten such words nine are names,
/// terms or new compounds. What tells them apart is what the halves are. English builds no words from "the",
/// "of" or "which", nor from an adverb or adjective and a noun; it does from two short nouns, from "in",
/// "over", "re". So the halves' part in grammar decides, then how common they are, then the neighbours and
/// whether the article uses the word again.
class MergedWords {
  public:
    MergedWords(const Dictionaries& dictionaries, const Speller& speller);
    MergedWords(const MergedWords&) = delete;
    void propose(const Document& document, EditSink& sink) const;

  private:
    bool is_candidate(const Document& document, std::size_t index) const;
    /// Asks the speller, which takes longer than to find that a word cannot be split.
    bool is_spelled_right(std::string_view word) const;
    void propose_words(const Document& document, EditSink& sink, WordPairs& pairs, std::size_t index) const;
    void add(const Document& document, EditSink& sink, std::size_t index, std::size_t at,
             const Rule& rule) const;

    static bool lacks_a_letter(const Document& document, std::string_view word);
    Split capitalised_split(const Document& document, std::size_t index) const;
    bool opens_sentence(const Document& document, std::size_t index, std::string_view lower,
                        const Split& split) const;
    bool follows_name(const Document& document, std::size_t index, std::string_view lower,
                      const Split& split) const;

    std::size_t figures_end(const Document& document, std::size_t index) const;

    bool stands_for_person(const Document& document, std::size_t index) const;
    bool in_prose(const Document& document, std::size_t index) const;
    bool fits(const Document& document, std::size_t index, const Split& split) const;
    bool goes_on(const Document& document, std::size_t index) const;
    bool neighbours_decide(const Document& document, std::size_t index, const Split& split) const;
    bool takes_article(const Document& document, std::size_t index, const Split& split) const;
    bool is_preposition(const Document& document, std::size_t index, const Split& split) const;

    const Rule& function_word_;
    const Rule& content_words_;
    const Rule& name_and_word_;
    const Rule& figure_and_word_;
    const Rule& unsure_;
    const Speller& speller_;
    WordSet speech_;
    Halves halves_;
    Splits splits_;
    MergedNames names_;
};

}  // namespace mtmend
