#pragma once
#include <optional>

#include "stages/casing/pass.hpp"

namespace mtmend {

/// The pronoun "I" in lower case, and other pronouns with a capital inside a sentence.
class Pronouns : CasingPass {
  public:
    explicit Pronouns(const CasingPass& pass) : CasingPass(pass) {}

    /// "i", "i'm" and what else is a lone letter.
    void lone_letter(std::size_t i);
    /// "and He trusted": a pronoun or function word capitalised where its sentence goes on.
    void inner_capital(std::size_t i);

  private:
    bool mostly_capital_i();
    bool is_quoted_as_typed(std::size_t i) const;
    bool is_tag_of_quotation(std::size_t i) const;
    bool is_sacred();
    bool is_inside_quotes(std::size_t i) const;

    std::optional<bool> capital_i_;  ///< the article has the pronoun with a capital for the most part
    std::optional<bool> sacred_;
};

}  // namespace mtmend
