#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "stages/names/article.hpp"
#include "stages/names/name_table.hpp"

namespace mtmend::names {

/// Mends names of places: foreign forms (Pekín), and house spellings that others have taken the place of
/// (Lisichansk).
class Places : NameMender {
  public:
    Places(const Article& article, const NameTable& table) : NameMender(article), table_(table) {}

    /// To be told of every match before the first is mended: a form that once stands as a place is one
    /// wherever the article has it.
    void note(const NameMatch& match);
    /// To be told of those too that are no place's or are only mentioned: whether the article speaks of names
    /// or of the past.
    void note_usage(const NameMatch& match);
    /// Nothing where the form may be another name, or the article means something else.
    std::optional<Edit> mend(const NameMatch& match) const;
    /// The article's own usage decides: "Kiev" beside "Kyiv" becomes "Kyiv", alone it stays until a person
    /// says so.
    std::optional<Edit> house_spelling(const NameMatch& match) const;

  private:
    /// How a place is written: an accepted spelling that lacks its capital only gets that; else the article's
    /// own.
    std::string place_name(const NameMatch& match) const;
    /// "Alsacia-Lorena", "Niza Pereira": what English does not know stands right beside it.
    bool has_strange_neighbour(const NameMatch& match) const;
    /// "Ginevra Malacarne", "Dunav čeka": the form is somebody's first name, or its own language goes on.
    bool is_no_english(const Word* w) const;
    bool is_accented(const Word* w) const;
    /// "Siria Bermúdez", "CIAD" in a line of small letters: somebody's first name, or an acronym.
    bool may_be_a_name(const NameMatch& match) const;
    /// "in Japón", "Belgium, Brasil, Bulgaria": a form that may be a name of its own stands where a place
    /// does, and the article has the English name or a country stands beside it.
    bool stands_as_place(const NameMatch& match) const;
    /// True where a country stands before or behind it in a list, or behind a comma.
    bool country_beside(const NameMatch& match) const;
    std::uint64_t pair_hash(std::size_t i) const;
    bool is_historic(const NameMatch& match) const;
    /// Several years before the spellings changed, and fewer behind.
    bool is_about_the_past() const;

    const NameTable& table_;
    std::set<std::string, std::less<>> both_named_;  ///< places of whose two spellings the article speaks
    std::optional<bool> about_the_past_;
    std::set<const NameForm*> shown_;  ///< forms that the article uses as a place
};

}  // namespace mtmend::names
