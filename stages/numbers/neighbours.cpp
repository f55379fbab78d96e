#include "stages/numbers/neighbours.hpp"

#include "stages/word_roles.hpp"

namespace mtmend::numbers {

Neighbours::Neighbours(const Dictionaries& dictionaries)
    : months(dictionaries.word_set("words/months.tsv")),
      comma_languages(dictionaries.word_set("numbers/comma_languages.tsv")) {
    read_roles(dictionaries, "numbers/neighbours.tsv",
               {{"amount", amount_openers},
                {"date", date_openers},
                {"definite", definite},
                {"dollar", dollars},
                {"fine-sport", fine_sports},
                {"fine-unit", fine_units},
                {"hour", hour_openers},
                {"label", labels},
                {"year", year_openers}});
    labels.insert(months);
}

}  // namespace mtmend::numbers
