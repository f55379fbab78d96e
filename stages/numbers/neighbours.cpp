#include "stages/numbers/neighbours.hpp"

#include "stages/word_roles.hpp"

namespace mtmend::numbers {

Neighbours::Neighbours(const Dictionaries& dictionaries)
    : months(dictionaries.word_set("words/months.tsv")),
      comma_languages(dictionaries.word_set("numbers/comma_languages.tsv")) {
    read_roles(dictionaries, "numbers/neighbours.tsv",
               {{"date", date_openers},
                {"definite", definite},
                {"dollar", dollars},
                {"fine-sport", fine_sports},
                {"fine-unit", fine_units},
                {"hour", hour_openers},
                {"market", markets},
                {"namer", namers},
                {"price-joint", price_joints},
                {"priced", priced},
                {"trade", trades},
                {"year", year_openers}});
    read_roles(dictionaries, "words/before_amounts.tsv",
               {{"amount", amount_openers}, {"bound", amount_openers}, {"change"}});
    read_roles(dictionaries, "words/labels.tsv", {{"label", labels}, {"long", labels}, {"small"}});
    labels.insert(months);
}

}  // namespace mtmend::numbers
