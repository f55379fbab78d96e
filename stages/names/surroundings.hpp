#pragma once
#include <cstddef>

#include "pipeline/text/document.hpp"
#include "stages/names/name_form.hpp"
#include "stages/names/name_lists.hpp"

namespace mtmend::names {

/// What stands around the names of one document. Each question looks at a bounded number of words.
class Surroundings {
  public:
    Surroundings(const Document& document, const NameLists& lists) : document_(document), lists_(lists) {}

    /// The word right before the match, or null where punctuation or a border stands between.
    const Word* before(const NameMatch& match) const;
    /// The word right behind it, the same way.
    const Word* after(const NameMatch& match) const;
    /// True where a word of the set stands at most `back` words before the match or `ahead` behind it, in the
    /// same sentence.
    bool near(const NameMatch& match, const WordSet& set, std::size_t back, std::size_t ahead) const;

    /// True where the text speaks of the name as a foreign word, or the words around it are foreign too: a
    /// title, a quotation, a body's own name.
    bool is_mentioned(const NameMatch& match) const;
    /// True where the match is a part of a longer capitalised name ("Sparta Praha").
    bool in_longer_name(const NameMatch& match) const;
    /// "Beijing (Pekín)", "Pekín/Beijing", "Kiev is now Kyiv": the text gives both names.
    bool gives_both_names(const NameMatch& match) const;
    bool is_bracketed(const NameMatch& match) const;
    /// True where the form's own full stop ends the sentence too: a function word with a capital follows.
    bool starts_sentence(const NameMatch& match, const Word& next) const;

  private:
    const Word& word(std::size_t i) const { return document_.words()[i]; }
    /// "Radio Praga", "Rue de Londres", "OMS in Spanish".
    bool is_framed(const NameMatch& match) const;
    bool is_foreign(const Word& w) const;
    /// "Kiev or Kyiv", "Tarnopol, Ternopil": the name stands right beside the match, or joined to it by a few
    /// words that tell one name from another.
    bool is_joined_to(const NameMatch& match, std::string_view name) const;
    bool joins(std::size_t word) const;
    /// Beyond such a word stands nothing that belongs to the name: "Estados Unidos will do it".
    static bool is_plain_english(const Word& w) { return !w.capital && w.rank != 0 && w.rank <= 20; }

    const Document& document_;
    const NameLists& lists_;
};

}  // namespace mtmend::names
