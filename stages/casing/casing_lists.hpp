#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/dictionaries.hpp"

namespace mtmend {

/// Words that are months only beside a number, or behind a preposition.
constexpr std::string_view months_in_dates[] = {"march", "may", "august"};

/// Words about which casing knows more than the word table.
struct CasingLists {
    /// Marks the words that may be wrong, too.
    explicit CasingLists(const Dictionaries& dictionaries);

    WordSet proper;   ///< always capitalised in news, though old dictionaries have them in lower case too
    WordSet places;   ///< English names of places
    WordSet pointed;  ///< lower case may be meant (as Ukrainian writers do): likely only
    WordSet common;   ///< lower case is right as well, though the word table has the capital only
    WordSet things;   ///< "danish": a thing as well, where it stands like a noun
    WordSet before_things;   ///< "a", "two"
    WordSet calendar;        ///< days and months
    WordSet pronouns;        ///< words that are never capitalised inside a sentence ("He", "They")
    WordSet before_pronoun;  ///< conjunctions after which a sentence goes on
    WordSet not_after_i;     ///< what follows a variable or numeral "i", not the pronoun
    WordSet titles;
    WordSet before_month;  ///< prepositions of time ("in", "since")
    WordSet subjects;      ///< pronouns that begin a clause
    WordSet clause_words;  ///< words that a noun before them does not modify ("is", "and")
    WordSet name_titles;
    WordSet short_titles;      ///< "Mr": with a full stop before a name
    WordSet before_title;      ///< words after which a title belongs to the name behind it
    WordSet not_before_title;  ///< "former", "vice": the title behind it is no part of the name
    WordSet first_names;
    WordSet sure_first_names;  ///< those that are hardly common nouns
    WordSet office_holders;    ///< surnames that are names behind a title even where they are nouns too
    WordSet administrations;   ///< "administration": named after its head
    std::vector<std::string> noun_endings;
    WordSet mention_nouns;  ///< "the word łódź": what follows is a word, not a name
    WordSet sacred;         ///< words of articles in which "He" may be a god
    std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> fixed;  ///< "french" → "fries", "toast"
    WordSet forms_of_i;                                                   ///< "i", "i'm"
    WordSet behind_modals;   ///< words behind "may" that show the verb
    WordSet ranks;           ///< "var", "subsp": ranks of species, with a full stop
    Marks lower_mark = 0;    ///< words of the lists that may be wrong in lower case, whatever is around them
    Marks capital_mark = 0;  ///< those that may be wrong with a capital
};

}  // namespace mtmend
