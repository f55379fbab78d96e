#pragma once
#include <string>

#include "pipeline/edit/edit.hpp"
#include "pipeline/rules/rule.hpp"
#include "pipeline/text/document.hpp"
#include "stages/names/name_form.hpp"
#include "stages/names/name_lists.hpp"
#include "stages/names/surroundings.hpp"

namespace mtmend::names {

/// Puts the English name in place of a form, as the sentence around it wants it.
class NameWriter {
  public:
    NameWriter(const Document& document, const NameLists& lists, const Surroundings& around)
        : document_(document), lists_(lists), around_(around) {}

    /// The edit that writes `after`, at most as sure as the rule and `confidence` are. It takes the form's
    /// own full stop along, or leaves it, as the sentence needs.
    Edit edit(const NameMatch& match, std::string after, const Rule& rule, Confidence confidence) const;
    /// In capitals where the form stands in capitals in a line of capitals.
    std::string shaped(const NameMatch& match, std::string name) const;
    /// The name with or without "the", as its place in the sentence wants it. `attributive`: it stands before
    /// what it modifies.
    std::string with_article(const NameMatch& match, const std::string& name, bool attributive) const;

  private:
    /// The form's own full stop ("EE.UU.") may end the sentence as well, the new one ("U.S.") swallows it.
    void keep_sentence_end(const NameMatch& match, Edit& edit, const std::string& after) const;
    bool ends_in_possessive(const Word& w) const;

    const Document& document_;
    const NameLists& lists_;
    const Surroundings& around_;
};

}  // namespace mtmend::names
