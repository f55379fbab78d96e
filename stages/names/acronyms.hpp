#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <string>

#include "stages/names/article.hpp"
#include "stages/names/name_table.hpp"

namespace mtmend::names {

/// Mends acronyms: foreign ones (OTAN), and those in the wrong case (Otan, Nato).
class Acronyms : NameMender {
  public:
    Acronyms(const Article& article, const NameTable& table) : NameMender(article), table_(table) {}

    /// To be called for all matches of the article, before the first is mended.
    void note(const NameMatch& match);
    /// Nothing where the letters may stand for something else.
    std::optional<Edit> mend(const NameMatch& match) const;
    /// "Nato" is house style in Britain: it changes only where the article has "NATO" outside of capitals
    /// lines.
    std::optional<Edit> in_title_case(const NameMatch& match) const;

  private:
    /// An acronym that means several things counts only in an article with its English long form; one that is
    /// an English word too ("CAN", "GAP") only in brackets.
    bool is_meant_here(const NameMatch& match) const;
    /// "Ohio Northern University (ONU)": the letters are the initials of the words before them, between which
    /// small words may stand.
    bool is_expanded(const NameMatch& match) const;
    /// True where word `i`, not the first one, is a small one ("of", "and") that does not give this initial.
    bool is_joint(std::size_t i, char32_t initial) const;
    /// "-- FN": what somebody signs with.
    bool is_signature(const NameMatch& match) const;
    bool stands_beside(const NameMatch& match, const std::string& name) const;

    const NameTable& table_;
    std::set<std::size_t> expanded_;  ///< entries of the forms that the article itself expands
};

}  // namespace mtmend::names
