#pragma once
#include "pipeline/stage.hpp"
#include "stages/terms/recogniser.hpp"

namespace mtmend::terms {

/// Puts the English name in place of what was recognised: with or without article, possessive, in number and
/// case of the text, a break inside healed; and the English acronym in place of a foreign one in brackets
/// behind it and, from there on, alone.
class Insertion {
  public:
    Insertion(const Compiled& compiled, const Document& document)
        : compiled_(compiled), document_(document) {}

    void put(const Recogniser::Found& found, EditSink& sink) const;
    /// "World Health Organization (OMS)": the name is right, the acronym is not.
    void put_acronym_behind_name(std::size_t acronym, EditSink& sink) const;

  private:
    /// The longer name that says no more than the rendering did ("United Nations High Commissioner for
    /// Refugees" where the United Nations stood in it), else the canonical.
    std::string name_of(const Match& match, const Term& term) const;
    std::string in_case(const Match& match, const Term& term) const;
    bool lacks_article(const Match& match, const Term& term) const;
    std::size_t fit_article(const Match& match, const Term& term, std::string& name) const;
    void replace_acronym(std::size_t word, std::uint32_t term, Confidence confidence,
                         const std::string& group, EditSink& sink) const;
    bool ends_with_name_of(std::size_t last, std::uint32_t term) const;
    bool stands_for(std::size_t word, std::uint32_t term) const;
    bool in_brackets(std::size_t word) const;
    std::string why(const Match& match, const Term& term) const;

    const Compiled& compiled_;
    const Document& document_;
};

}  // namespace mtmend::terms
