#include "stages/names/name_lists.hpp"

#include <algorithm>
#include <iterator>

#include "pipeline/split.hpp"
#include "stages/word_roles.hpp"

namespace mtmend::names {
namespace {

/// Words around a name that show it stands inside a foreign name, a gloss or a reference.
void read_frames(const Dictionaries& dictionaries, NameLists& lists) {
    for (const TableRow& row : dictionaries.table("names/foreign_frames.tsv", 3)) {
        const bool before = row.cells[1] == "before";
        if (!before && row.cells[1] != "after") continue;
        for (const std::string& words : nonempty_parts<std::string>(row.cells[2], '|'))
            before ? lists.frames_before.push_back(words + " ") : lists.frames_behind.push_back(" " + words);
    }
    for (const TableRow& row : dictionaries.table("names/acronym_guards.tsv", 2))
        lists.article_guards[row.cells[0]] = row.cells[1];
    for (const TableRow& row : dictionaries.table("names/place_guards.tsv", 2))
        lists.article_guards[row.cells[0]] = row.cells[1];
}

/// The accepted spellings of names, with the one that the profile chooses in front.
void read_variants(const Dictionaries& dictionaries, NameLists& lists) {
    for (const TableRow& row : dictionaries.table("names/variants.tsv"))
        lists.variants[row.cells[0]] = {row.cells.begin() + 1, row.cells.end()};
    for (const auto& [name, chosen] : dictionaries.profile().spellings) {
        auto& spellings = lists.variants[name];
        const auto it = std::ranges::find(spellings, chosen);
        std::rotate(spellings.begin(), it, std::next(it));
    }
}

}  // namespace

NameLists read_lists(const Dictionaries& dictionaries) {
    NameLists lists;
    read_frames(dictionaries, lists);
    lists.with_article = dictionaries.word_set("names/takes_article.tsv");
    lists.determiners = dictionaries.word_set("names/determiners.tsv");
    lists.clause_words = dictionaries.word_set("names/clause_words.tsv");
    lists.languages = dictionaries.word_set("names/language_names.tsv");
    lists.mention_words = dictionaries.word_set("names/mention_words.tsv");
    lists.between_names = dictionaries.word_set("names/between_names.tsv");
    lists.historic_words = dictionaries.word_set("names/historic_words.tsv");
    lists.titles = dictionaries.word_set("names/titles.tsv");
    lists.directions = dictionaries.word_set("names/directions.tsv");
    lists.particles = dictionaries.word_set("names/particles.tsv");
    lists.speaking = dictionaries.word_set("grammar/speaking_words.tsv");
    lists.dayparts = dictionaries.word_set("names/dayparts.tsv");
    lists.placed_forms = dictionaries.word_set("names/placed_forms.tsv");
    lists.place_prepositions = dictionaries.word_set("names/place_prepositions.tsv");
    lists.countries = dictionaries.word_set("grammar/countries.tsv");
    lists.countries.insert(folded_hash("united states"));
    lists.date_lead_ins = dictionaries.word_set("names/date_lead_ins.tsv");
    read_roles(dictionaries, "names/namesakes.tsv",
               {{"before", lists.before_namesakes}, {"behind", lists.behind_namesakes}});
    read_variants(dictionaries, lists);
    return lists;
}

}  // namespace mtmend::names
