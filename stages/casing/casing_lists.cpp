#include "stages/casing/casing_lists.hpp"

#include "stages/word_roles.hpp"

namespace mtmend {
namespace {

void add_marks(MarkedWords& words, CasingLists& lists) {
    std::vector<std::uint64_t> lower;
    for (const std::string_view month : months_in_dates) lower.push_back(folded_hash(month));
    for (const WordSet* list : {&lists.forms_of_i, &lists.proper, &lists.office_holders, &lists.name_titles,
                                &lists.sure_first_names}) {
        const auto all = list->all();
        lower.insert(lower.end(), all.begin(), all.end());
    }
    lists.lower_mark = words.add("casing: lower case", lower);
    lists.capital_mark = words.add("casing: capitals", lists.pronouns.all());
}

}  // namespace

CasingLists::CasingLists(const Dictionaries& dictionaries) {
    proper = dictionaries.word_set("casing/proper.tsv");
    for (const TableRow& row : dictionaries.table("names/places.tsv")) {
        const std::string& name = row.cells[0];
        if (name.find_first_of(" -") == std::string::npos) places.insert(folded_hash(name));
    }
    places.insert(dictionaries.word_set("casing/places.tsv"));
    office_holders = dictionaries.word_set("casing/office_holders.tsv");
    administrations = dictionaries.word_set("casing/administrations.tsv");
    mention_nouns = dictionaries.word_set("casing/mention_nouns.tsv");
    read_roles(dictionaries, "words/short_titles.tsv",
               {{"address", short_titles}, {"office", short_titles}, {"rank"}});
    before_month = dictionaries.word_set("casing/before_month.tsv");
    subjects = dictionaries.word_set("casing/subjects.tsv");
    clause_words = dictionaries.word_set("names/clause_words.tsv");
    name_titles = dictionaries.word_set("names/name_titles.tsv");
    not_before_title = dictionaries.word_set("casing/not_before_title.tsv");
    before_title = dictionaries.word_set("casing/before_title.tsv");
    for (const TableRow& row : dictionaries.table("casing/noun_endings.tsv"))
        noun_endings.push_back(row.cells[0]);
    sacred = dictionaries.word_set("casing/sacred.tsv");
    pointed = dictionaries.word_set("casing/pointed.tsv");
    common = dictionaries.word_set("casing/common.tsv");
    read_roles(dictionaries, "casing/things.tsv", {{"before", before_things}, {"thing", things}});
    calendar = dictionaries.word_set("names/calendar.tsv");
    pronouns = dictionaries.word_set("casing/pronouns.tsv");
    before_pronoun = dictionaries.word_set("casing/before_pronoun.tsv");
    not_after_i = dictionaries.word_set("casing/not_after_i.tsv");
    titles = dictionaries.word_set("names/titles.tsv");
    sure_first_names = dictionaries.word_set("casing/sure_first_names.tsv");
    first_names = dictionaries.word_set("casing/first_names.tsv");
    for (const TableRow& row : dictionaries.table("casing/fixed.tsv", 2))
        fixed[folded_hash(row.cells[0])].push_back(folded_hash(row.cells[1]));
    forms_of_i = dictionaries.word_set("casing/forms_of_i.tsv");
    behind_modals = dictionaries.word_set("casing/behind_modals.tsv");
    ranks = dictionaries.word_set("casing/ranks.tsv");
    add_marks(dictionaries.lexicon().asked->words, *this);
}

}  // namespace mtmend
