#pragma once
#include <cstddef>
#include <string_view>

#include "pipeline/text/document.hpp"
#include "stages/words/halves.hpp"
#include "stages/words/speller.hpp"

namespace mtmend {

/// Where an unknown word breaks into two.
struct Split {
    /// How sure it is, from what the halves are.
    enum class Kind { none, plain, content, function, pair };
    std::size_t at = 0;
    Kind kind = Kind::none;
    bool sure = false;
    int rarer = 0;  ///< rank of the rarer half
};

/// Judges words by their halves alone: their part in grammar, their endings, how common they are.
class Splits {
  public:
    /// Both must outlive it.
    Splits(const Halves& halves, const Speller& speller) : halves_(halves), speller_(speller) {}
    /// The best place to break a word in small letters; of kind `none` where it has none.
    Split best(const Document& document, std::string_view word) const;

  private:
    using Kind = Split::Kind;
    Split split_at(const Document& document, std::string_view word, std::size_t at) const;
    Split split_before_a(std::string_view a, Rank ra) const;
    Split function_split(const Document& document, std::string_view a, std::string_view b, int rarer) const;
    Split content_split(const Document& document, std::string_view a, std::string_view b, int rarer) const;
    bool splits_elsewhere(const Document& document, std::string_view word, std::size_t at) const;
    bool is_known(std::string_view word, Rank rank) const;

    const Halves& halves_;
    const Speller& speller_;
};

}  // namespace mtmend
