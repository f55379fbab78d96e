#pragma once
#include <map>
#include <string>
#include <vector>

#include "pipeline/dictionaries.hpp"
#include "pipeline/text/word_set.hpp"

namespace mtmend::names {

/// The data beside the forms themselves.
struct NameLists {
    std::vector<std::string>
        frames_before;  ///< what stands before a name that is a part of a foreign one ("Radio")
    std::vector<std::string> frames_behind;
    std::map<std::string, std::string>
        article_guards;    ///< form → phrases, by |, of articles in which it means something else
    WordSet with_article;  ///< acronyms that take "the"
    WordSet determiners;   ///< words behind which no "the" follows
    WordSet clause_words;  ///< words that a name before them does not modify ("is", "and", "said")
    WordSet languages;
    WordSet mention_words;  ///< words that speak of a name as a word ("Spanish", "acronym", "spelled")
    WordSet between_names;  ///< words that tell one name of a place from its other ("is", "now", "or")
    WordSet historic_words;
    WordSet titles;
    WordSet particles;   ///< words that tie foreign names together ("de", "und")
    WordSet directions;  ///< "South" before a country: a part of its English name too
    WordSet date_lead_ins;
    WordSet speaking;            ///< words that speak of a name as a word ("called")
    WordSet before_namesakes;    ///< words behind which a person's name is that of a thing ("ship")
    WordSet behind_namesakes;    ///< words before which it is ("airport")
    WordSet dayparts;            ///< "morning": a day stands before it
    WordSet placed_forms;        ///< foreign forms that are the place wherever such a word stands before them
    WordSet place_prepositions;  ///< "in", "from": a place stands behind them
    WordSet countries;           ///< of one or two words
    std::map<std::string, std::vector<std::string>>
        variants;  ///< accepted spellings; the first is the profile's
};

/// Reads them from `names/` and `grammar/` of the dictionaries.
NameLists read_lists(const Dictionaries& dictionaries);

}  // namespace mtmend::names
