#pragma once
#include <string>
#include <unordered_map>

#include "stages/encoding/findings.hpp"

namespace mtmend {

/// Finds HTML character references that were left undecoded: named, numeric, doubled ("&amp;amp;"), torn by
/// spaces ("&# 39 ;"), and the commonest names without their semicolon. Marks come out in the article's
/// style.
class Entities {
  public:
    /// `markup_words` must outlive it.
    Entities(const Dictionaries& dictionaries, const WordSet& markup_words);
    void propose(const Document& document, EditSink& sink) const;

  private:
    struct Reference {
        std::size_t end = 0;
        char32_t value = 0;
    };
    bool parse(std::string_view text, std::size_t at, Reference& out) const;
    bool parse_number(std::string_view text, std::size_t at, Reference& out) const;
    bool parse_name(std::string_view text, std::size_t at, bool torn, Reference& out) const;

    std::unordered_map<std::string, char32_t> names_;
    const Rule& sure_;
    const Rule& unsure_;
    const WordSet& markup_words_;
};

}  // namespace mtmend
