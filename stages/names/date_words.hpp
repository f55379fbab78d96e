#pragma once
#include <cstddef>
#include <optional>

#include "stages/names/article.hpp"

namespace mtmend::names {

/// Mends months and days ("septiembre").
class DateWords : NameMender {
  public:
    explicit DateWords(const Article& article) : NameMender(article) {}

    /// Only where a date stands around it, or plain English on both sides.
    std::optional<Edit> mend(const NameMatch& match) const;

  private:
    /// "the septiembre relaunch": a word in lower case that English does not have, between English words.
    bool stands_in_english(const NameMatch& match) const;
};

}  // namespace mtmend::names
