#pragma once
#include <optional>
#include <string_view>

#include "stages/names/article.hpp"

namespace mtmend::names {

/// Mends people whose names each language translates: popes, monarchs, saints, the ancients ("Juan Pablo II",
/// "Carlomagno", "Aristóteles").
class TranslatedPeople : NameMender {
  public:
    explicit TranslatedPeople(const Article& article) : NameMender(article) {}

    /// Nothing where the article does not show who is meant, and where a thing or another person has the
    /// name.
    std::optional<Edit> mend(const NameMatch& match) const;

  private:
    /// "Calle Cristóbal Colón", "Julio César Chávez", "the Juan Pablo II airport", "known as Plató".
    bool belongs_to_another(const NameMatch& match) const;
    /// "Prince Guillermo of Nassau", "Prince Enrique II".
    bool is_of_another_house(const NameMatch& match) const;
    /// In quotation marks or brackets, before a bracket, or before another name for the same: "Plató, or
    /// Plato".
    bool is_shown_as_name(const NameMatch& match) const;
};

}  // namespace mtmend::names
