#pragma once
#include <string>
#include <unordered_map>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// Russian forms of the first names of people in office in Ukraine ("Vladimir Labutenko"), which translations
/// from Russian bring along. A person's own choice cannot be known: suggestions only.
class UkrainianFirstNames {
  public:
    explicit UkrainianFirstNames(const Dictionaries& dictionaries);
    /// True where one of the first names stands in the document.
    bool wakes(const Document& document) const { return (document.marks() & mark_) != 0; }
    void propose(const Document& document, EditSink& sink) const;

  private:
    bool is_ukrainian(const Document& document, std::size_t i) const;
    std::unordered_map<std::uint64_t, std::string> forms_;
    Marks mark_ = 0;
    WordSet ukrainian_;
    WordSet russian_;
    const Rule& rule_;
};

}  // namespace mtmend
