#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "stages/names/article.hpp"

namespace mtmend::names {

/// Mends names of people: the full name, and a surname alone where the full name stands in the article.
class People : NameMender {
  public:
    explicit People(const Article& article) : NameMender(article) {}

    /// To be told of every match in the article before the first is mended, also of those that stay.
    void note(const NameMatch& match);
    /// Nothing where the name is as it should be, or a surname alone may be somebody else's.
    std::optional<Edit> mend(const NameMatch& match) const;

  private:
    /// "Sergei Lavrov" stands in the article: its other spellings follow that one.
    void remember(const NameMatch& match);
    /// The person's name as the article itself spells it elsewhere, or as the profile does.
    std::string own_name(const NameForm& form) const;
    /// A surname alone is the known person's only behind the full name (or in a heading above it), where no
    /// other first name stands before it and no other name behind.
    bool may_stand_alone(const NameMatch& match) const;
    /// "Sisi", where the article's own name is "al-Sisi": a surname without its article is no other spelling.
    bool is_part_of(const NameMatch& match, std::string_view name) const;
    /// The word where the first full name begins to which the surname may belong.
    std::optional<std::size_t> first_full_name(const NameForm& surname) const;

    /// A person's name as the article spells it.
    struct OwnName {
        std::string full;
        std::string surname;
    };
    std::map<std::string, std::size_t>
        full_names_;  ///< canonical ones that stand here in full, and where first
    mutable std::map<std::string, std::optional<std::size_t>> first_full_names_;  ///< by surname
    std::map<std::string, OwnName> own_names_;
};

}  // namespace mtmend::names
