#pragma once
#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

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
    const Rule& rule_;
};

}  // namespace mtmend
