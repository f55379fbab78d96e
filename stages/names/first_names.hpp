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
    void propose(const Document& document, EditSink& sink) const;

  private:
    bool is_ukrainian(const Document& document, std::size_t i) const;
    std::unordered_map<std::uint64_t, std::string> forms_;
    WordSet ukrainian_;
    WordSet russian_;
    const Rule& rule_;
};

}  // namespace mtmend
