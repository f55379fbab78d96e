#pragma once
#include <map>
#include <string>

#include "pipeline/text/document.hpp"
#include "stages/names/name_form.hpp"
#include "stages/names/name_lists.hpp"

namespace mtmend::names {

/// What one article itself says about names. Each answer is looked up in the article once, which is linear.
class Usage {
  public:
    Usage(const Document& document, const NameLists& lists) : document_(document), lists_(lists) {}

    /// The spelling among accepted ones that the article itself uses most; the profile's where it uses none.
    std::string spelling_of(const std::string& name) const;
    /// True where one of the phrases, by |, stands in the article.
    bool speaks_of(const std::string& phrases) const;
    /// True where the article speaks of what the form means in English ("Europa" beside "Jupiter").
    bool means_something_else(const NameMatch& match) const;
    /// True where one of the texts, by |, stands in the article, inside words too.
    bool shows(const std::string& texts) const;
    bool has(const std::string& name) const;
    /// True where the acronym stands in capitals outside of lines in capitals.
    bool has_in_capitals(const std::string& acronym) const;

  private:
    template <class Ask>
    bool once(const std::string& question, Ask ask) const;

    const Document& document_;
    const NameLists& lists_;
    mutable std::map<std::string, bool> answers_;  ///< by question
    mutable std::map<std::string, std::string> spellings_;
};

}  // namespace mtmend::names
