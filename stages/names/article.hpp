#pragma once
#include <cstddef>

#include "pipeline/dictionaries.hpp"
#include "stages/names/name_lists.hpp"
#include "stages/names/name_writer.hpp"
#include "stages/names/surroundings.hpp"
#include "stages/names/usage.hpp"

namespace mtmend::names {

/// The cards of the rules that the stage finds by code.
struct Cards {
    const Rule& place;
    const Rule& place_likely;
    const Rule& house_spelling;
    const Rule& acronym;
    const Rule& acronym_in_context;
    const Rule& title_case_acronym;
    const Rule& person;
    const Rule& translated_person;
    const Rule& date_word;
};

/// One article, as those see it who mend its names. It stays where it is made.
struct Article {
    Article(const Document& d, const NameLists& l, const Cards& c)
        : document(d), lists(l), cards(c), around(d, l), usage(d, l), writer(d, l, around) {}
    Article(const Article&) = delete;
    Article& operator=(const Article&) = delete;

    const Document& document;
    const NameLists& lists;
    const Cards& cards;
    const Surroundings around;
    const Usage usage;
    const NameWriter writer;
};

/// Mends names of one kind in one article.
class NameMender {
  protected:
    explicit NameMender(const Article& article)
        : document_(article.document),
          lists_(article.lists),
          cards_(article.cards),
          around_(article.around),
          usage_(article.usage),
          writer_(article.writer) {}
    const Word& word(std::size_t i) const { return document_.words()[i]; }

    const Document& document_;
    const NameLists& lists_;
    const Cards& cards_;
    const Surroundings& around_;
    const Usage& usage_;
    const NameWriter& writer_;
};

}  // namespace mtmend::names
