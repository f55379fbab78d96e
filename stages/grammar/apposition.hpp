#pragma once
#include <initializer_list>
#include <string_view>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The mark of these words and of those by which the names in the tables begin; every call adds to the same
/// mark.
Marks mark_behind_the(const Dictionaries& dictionaries, std::initializer_list<std::string_view> tables,
                      const WordSet& words = {});

/// "the president, Putin, said": a bare surname set off by commas behind its title, as Spanish and Italian
/// write it. A full name between commas is good English and stays.
class Apposition {
  public:
    explicit Apposition(const Dictionaries& dictionaries);
    void propose(const Document& document, EditSink& sink) const;

  private:
    void look_at(const Document& document, std::size_t the, EditSink& sink) const;
    bool is_listed(const Document& document, std::size_t the, std::size_t name) const;

    WordSet titles_;
    WordSet title_pairs_;
    WordSet holders_;
    Marks title_mark_ = 0;
    const Rule& rule_;
};

}  // namespace mtmend
