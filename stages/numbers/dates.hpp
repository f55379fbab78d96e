#pragma once
#include <cstdint>
#include <vector>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"
#include "stages/numbers/neighbours.hpp"

namespace mtmend::numbers {

/// Finds dates in another language's order of words: "the 4 of April of 2025", "2 april 2025". They become
/// dates in the article's own order, month first or day first, as most of its dates are; without other dates,
/// as its variety of English writes them (its spelling and currency tell); where nothing tells, American, the
/// profile's house style.
class Dates {
  public:
    /// `words` must outlive it.
    Dates(const Dictionaries& dictionaries, const Neighbours& words);
    void propose(const Document& document, EditSink& sink) const;

  private:
    /// Where the article puts the month.
    enum class Order { unknown, month_first, day_first };
    Order order(const Document& document) const;

    const Rule& of_;
    const Rule& lower_;
    const Neighbours& words_;
    std::vector<std::uint64_t> american_;
    std::vector<std::uint64_t> british_;
};

}  // namespace mtmend::numbers
