#pragma once
#include <optional>

#include "stages/casing/pass.hpp"

namespace mtmend {

/// Titles in lower case before names, in an article that writes them with a capital.
class LowerTitles : CasingPass {
  public:
    explicit LowerTitles(const CasingPass& pass) : CasingPass(pass) {}

    /// "US president Biden".
    void title_before_name(std::size_t i);

  private:
    bool is_behind_former(std::size_t i) const;
    bool is_people(const Word& w) const;
    bool writes_titles_with_capital();

    std::optional<bool> titles_with_capital_;
};

}  // namespace mtmend
