#include "stages/names/read_name_tables.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "pipeline/image/section.hpp"
#include "pipeline/rules/toml_loader.hpp"
#include "pipeline/split.hpp"

namespace mtmend {
namespace {

Confidence confidence_of(const TableRow& row, const std::string& word) {
    if (word == "safe") return Confidence::safe;
    if (word == "likely") return Confidence::likely;
    throw DictionaryError(row.place, fmt::format("confidence '{}' must be safe or likely", word));
}

/// Puts the rows of the tables into one NameTable.
class NameTableReader {
  public:
    explicit NameTableReader(const Dictionaries& dictionaries) : dictionaries_(dictionaries) {}

    NameTable read() {
        for (const TableRow& row : dictionaries_.table("names/house_spellings.tsv", 3)) {
            for (const std::string& form : nonempty_parts<std::string>(row.cells[1], '|'))
                house_.insert(form);
        }
        read_places();
        read_house_spellings();
        read_places_in_context();
        read_cldr_places();
        read_acronyms();
        read_people();
        read_people_by_halves();
        read_translated_people();
        read_calendar();
        table_.close();
        return std::move(table_);
    }

  private:
    void add(NameKind kind, const TableRow& row, const std::string& forms, const std::string& canonical,
             Confidence confidence, const std::string& language = {}, const std::string& vouched_by = {}) {
        for (const std::string& text : nonempty_parts<std::string>(forms, '|')) {
            if (text == canonical)
                throw DictionaryError(row.place, fmt::format("'{}' is a form of itself", text));
            NameForm form;
            form.kind = kind == NameKind::place && house_.contains(text) ? NameKind::house_spelling : kind;
            if (form.kind == NameKind::house_spelling) seen_.insert(text);
            form.text = text;
            form.canonical = canonical;
            form.confidence = confidence;
            form.language = language;
            form.vouched_by = vouched_by;
            form.entry = entry_;
            places_.insert(text);
            table_.add(std::move(form));
        }
    }

    void add_guards(std::string_view phrases) {
        for (const std::string& guard : nonempty_parts<std::string>(phrases, '|')) table_.add_guard(guard);
    }

    void read_places() {
        for (const TableRow& row : dictionaries_.table("names/places.tsv", 4)) {
            ++entry_;
            add(NameKind::place, row, row.cells[1], row.cells[0], confidence_of(row, row.cells[2]));
            add_guards(row.cells[3]);
        }
    }

    void read_house_spellings() {
        for (const TableRow& row : dictionaries_.table("names/house_spellings.tsv", 3)) {
            ++entry_;
            for (const std::string& form : nonempty_parts<std::string>(row.cells[1], '|')) {
                if (!seen_.contains(form))
                    add(NameKind::house_spelling, row, form, row.cells[0], confidence_of(row, row.cells[2]));
            }
        }
    }

    void read_places_in_context() {
        for (const TableRow& row : dictionaries_.table("names/places_in_context.tsv", 4)) {
            ++entry_;
            add(NameKind::place, row, row.cells[1], row.cells[0], Confidence::safe, {}, row.cells[2]);
            add_guards(row.cells[3]);
        }
    }

    /// What is written by hand wins.
    void read_cldr_places() {
        for (const TableRow& row : dictionaries_.compiled_table("names/places_cldr.tsv", 4)) {
            ++entry_;
            for (const std::string& form : nonempty_parts<std::string>(row.cells[1], '|')) {
                if (!places_.contains(form))
                    add(NameKind::place, row, form, row.cells[0], confidence_of(row, row.cells[2]));
            }
        }
    }

    void read_acronyms() {
        std::map<std::string, std::string> evidence;
        for (const TableRow& row : dictionaries_.table("names/acronym_evidence.tsv", 2))
            evidence[row.cells[0]] = "|" + row.cells[1];
        for (const TableRow& row : dictionaries_.table("names/acronyms.tsv", 5)) {
            ++entry_;
            const bool context = row.cells[2] == "context";
            if (!context && row.cells[2] != "safe")
                throw DictionaryError(row.place, fmt::format("'{}' must be safe or context", row.cells[2]));
            add(NameKind::acronym, row, row.cells[1], row.cells[0], Confidence::safe, row.cells[3],
                context ? row.cells[4] + evidence[row.cells[0]] : std::string());
        }
        for (const TableRow& row : dictionaries_.table("names/title_case.tsv", 3)) {
            ++entry_;
            add(NameKind::title_case_acronym, row, row.cells[1], row.cells[0], Confidence::safe);
        }
    }

    void read_people() {
        for (const TableRow& row : dictionaries_.table("names/people.tsv", 5)) {
            ++entry_;
            const Confidence confidence = confidence_of(row, row.cells[4]);
            add(NameKind::person, row, row.cells[2], row.cells[0], confidence);
            add(NameKind::surname, row, row.cells[3], row.cells[1], confidence);
        }
    }

    void read_translated_people() {
        for (const TableRow& row : dictionaries_.table("names/translated_people.tsv", 6)) {
            ++entry_;
            NameForm form;
            form.kind = NameKind::translated_person;
            form.canonical = row.cells[0];
            for (const std::string_view flag : nonempty_parts(row.cells[2], ' ')) {
                if (flag == "before")
                    form.may_follow_capital = true;
                else if (flag == "behind")
                    form.may_precede_capital = true;
                else if (flag == "royal")
                    form.royal = true;
                else
                    throw DictionaryError(row.place,
                                          fmt::format("'{}' must be before, behind or royal", flag));
            }
            form.vouched_by = row.cells[3];
            form.denied_by = row.cells[4];
            form.entry = entry_;
            for (const std::string& text : nonempty_parts<std::string>(row.cells[1], '|')) {
                form.text = text;
                table_.add(form);
            }
            add_guards(row.cells[5]);
        }
    }

    void read_people_by_halves() {
        PeopleTable& people = table_.people();
        for (const TableRow& row : dictionaries_.table("names/people_by_halves.tsv", 5)) {
            const std::string& given = row.cells[0];
            const std::string& surname = row.cells[1];
            const auto person = people.add(given + " " + surname, surname, !row.cells[4].empty());
            people.add_given(person, given, PeopleTable::Half::english);
            people.add_surname(person, surname, PeopleTable::Half::english);
            each_spelling(row.cells[2], [&](const std::string& spelling, PeopleTable::Half half) {
                people.add_given(person, spelling, half);
            });
            each_spelling(row.cells[3], [&](const std::string& spelling, PeopleTable::Half half) {
                people.add_surname(person, spelling, half);
            });
        }
    }

    template <class Use>
    static void each_spelling(const std::string& cell, Use use) {
        for (const std::string& spelling : nonempty_parts<std::string>(cell, '|')) {
            if (spelling.front() == '+') {
                use(spelling.substr(1), PeopleTable::Half::english);
            } else if (spelling.front() == '?') {
                use(spelling.substr(1), PeopleTable::Half::likely);
            } else {
                use(spelling, PeopleTable::Half::foreign);
            }
        }
    }

    void read_calendar() {
        for (const TableRow& row : dictionaries_.table("names/calendar.tsv", 3)) {
            ++entry_;
            add(NameKind::date_word, row, row.cells[1], row.cells[0], confidence_of(row, row.cells[2]));
        }
    }

    const Dictionaries& dictionaries_;
    NameTable table_;
    std::set<std::string> house_;   ///< forms that English papers used to write
    std::set<std::string> seen_;    ///< those that places.tsv has too, with its guards
    std::set<std::string> places_;  ///< forms of places that have been read
    std::size_t entry_ = 0;
};

}  // namespace

NameTable read_name_tables(const Dictionaries& dictionaries) {
    return NameTableReader(dictionaries).read();
}

NameTable load_name_tables(const Dictionaries& dictionaries) {
    auto compiled = read_section<NameTable>(dictionaries, "names");
    NameTable table = compiled ? std::move(*compiled) : read_name_tables(dictionaries);
    table.mark_first_words(dictionaries.lexicon().asked->words);
    return table;
}

}  // namespace mtmend
