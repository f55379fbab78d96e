#pragma once
#include <cstddef>
#include <string>
#include <tuple>

#include "pipeline/edit/edit.hpp"
#include "pipeline/image/archived.hpp"
#include "pipeline/image/pool.hpp"
#include "pipeline/text/span.hpp"

namespace mtmend {

/// What sort of name a form stands for; each has its own rule.
enum class NameKind {
    place,
    house_spelling,
    acronym,
    title_case_acronym,
    person,
    surname,
    translated_person,
    date_word
};

/// A foreign or disused form of a name, as one row of a table gives it.
struct NameForm {
    NameKind kind = NameKind::place;
    ArchivedText text;       ///< as the table writes it; capitals and accents count
    ArchivedText canonical;  ///< what English writes; may begin with "the "
    Confidence confidence = Confidence::safe;
    ArchivedText language;  ///< codes, or empty
    /// Phrases, by |, one of which must stand in the article (an acronym's English name, say); empty: sure
    /// alone.
    ArchivedText vouched_by;
    /// Of a translated person: texts, by |, one of which must stand in the article is `vouched_by`; none of
    /// these may.
    ArchivedText denied_by;
    bool may_follow_capital = false;   ///< of a translated person: a capitalised word may stand before it
    bool may_precede_capital = false;  ///< or behind it
    bool royal = false;                ///< or: another person where "of" or a number stands behind it
    std::size_t entry = 0;             ///< forms of one row share it

    Range words;            ///< see NameTable::words_of
    ArchivedText capitals;  ///< the text in capitals
};

inline auto fields(NameForm& f) {
    return std::tie(f.kind, f.text, f.canonical, f.confidence, f.language, f.vouched_by, f.denied_by,
                    f.may_follow_capital, f.may_precede_capital, f.royal, f.entry, f.words, f.capitals);
}

/// A form found in a document.
struct NameMatch {
    const NameForm* form = nullptr;
    Span<Working> at;       ///< without a possessive ending
    std::size_t first = 0;  ///< words [first, last)
    std::size_t last = 0;
    bool in_capitals = false;      ///< written in capitals where the form is not
    bool possessive = false;       ///< "'s" follows
    bool likely = false;           ///< of a person: a spelling that some English writers use
    bool english = false;          ///< of a person: a spelling of English papers, which stays
    std::size_t surname = 0;       ///< of a person: the word where the surname begins
    bool takes_full_stop = false;  ///< the form's own last full stop is within `at`
};

}  // namespace mtmend
