#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend::numbers {

/// True for the name of a month, in capitals or not; "may" among them.
bool is_month(std::string_view word);

/// Finds dates in another language's order of words: "the 4 of April of 2025", "2 april 2025". They become
/// dates in the article's own order, month first or day first, as most of its dates are; without other dates,
/// as its variety of English writes them (its spelling and currency tell); where nothing tells, American, the
/// profile's house style.
class Dates {
  public:
    explicit Dates(const Dictionaries& dictionaries);
    void propose(const Document& document, EditSink& sink) const;

  private:
    /// Where the article puts the month.
    enum class Order { unknown, month_first, day_first };
    Order order(const Document& document) const;

    const Rule& of_;
    const Rule& lower_;
    std::vector<std::uint64_t> american_;
    std::vector<std::uint64_t> british_;
};

}  // namespace mtmend::numbers
