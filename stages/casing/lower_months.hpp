#pragma once
#include "stages/casing/pass.hpp"

namespace mtmend {

/// Months in lower case that are words too.
class LowerMonths : CasingPass {
  public:
    explicit LowerMonths(const CasingPass& pass) : CasingPass(pass) {}

    /// "5 may", "march 2022", "in august,": words that are months only beside a number, or behind a
    /// preposition where a clause ends or goes on.
    bool is_month_in_date(std::size_t i) const;

  private:
    bool ends_clause(std::size_t i) const;
};

}  // namespace mtmend
