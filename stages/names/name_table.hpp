#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "pipeline/dictionaries.hpp"
#include "pipeline/image/list_table.hpp"
#include "pipeline/text/document.hpp"

namespace mtmend {

/// What sort of name a form stands for; each has its own rule.
enum class NameKind { place, house_spelling, acronym, title_case_acronym, person, surname, date_word };

/// A foreign or disused form of a name, as one row of a table gives it.
struct NameForm {
    NameKind kind = NameKind::place;
    std::string text;       ///< as the table writes it; capitals and accents count
    std::string canonical;  ///< what English writes; may begin with "the "
    Confidence confidence = Confidence::safe;
    std::string language;  ///< codes, or empty
    /// Phrases, by |, one of which must stand in the article (an acronym's English name, say); empty: sure
    /// alone.
    std::string vouched_by;
    std::size_t entry = 0;  ///< forms of one row share it

    Range words;           ///< see NameTable::words_of
    std::string capitals;  ///< the text in capitals
};

inline auto fields(NameForm& f) {
    return std::tie(f.kind, f.text, f.canonical, f.confidence, f.language, f.vouched_by, f.entry, f.words,
                    f.capitals);
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

/// A person whose name is known by its halves: any foreign spelling of the one beside any spelling of the
/// other is the person.
struct Person {
    NameForm full;
    NameForm surname;
    bool unaccented = false;  ///< no English style puts an accent on the name
};

inline auto fields(Person& p) {
    return std::tie(p.full, p.surname, p.unaccented);
}

/// Forms by the folded hash of their first word: one probe a word. Immutable.
class NameTable {
  public:
    void add(NameForm form);
    /// Text that stays as it is; a match inside such a phrase is let go.
    void add_guard(const std::string& phrase);
    /// Spellings are compared without accents; `Half::english` ones are right, or the style of some English
    /// paper.
    enum class Half { english, foreign, likely };
    std::uint32_t add_person(const std::string& full, const std::string& surname, bool unaccented);
    void add_given(std::uint32_t person, const std::string& spelling, Half half);
    void add_surname(std::uint32_t person, const std::string& spelling, Half half);
    /// To be called once, when all is added.
    void close();

    /// Marks the words that a name begins with; to be called once, when closed.
    void mark_first_words(MarkedWords& words);
    /// True where a name may stand in the document, or begin at this word of it. Names of people are compared
    /// without accents, which marks are not: a word with any may always be one.
    bool may_stand_in(const Document& document) const;
    bool may_begin_at(const Document& document, const Word& word) const;

    /// The longest form that begins at word `i`, in the case the table writes or in capitals; or a person's
    /// full name as English papers spell it (`english`).
    std::optional<NameMatch> match_at(const Document& document, std::size_t i) const;
    /// True where a guard phrase covers one of the words of the match.
    bool is_guarded(const Document& document, const NameMatch& match) const;

    std::size_t size() const { return forms_.size(); }
    /// The folded hashes of the words of a form of this table.
    std::span<const std::uint64_t> words_of(const NameForm& form) const { return words_[form.words]; }

    /// What the image keeps: all but the marks, which each start gives anew.
    friend auto fields(NameTable& t) {
        return std::tie(t.words_, t.forms_, t.by_first_word_, t.guards_, t.guards_by_word_, t.people_,
                        t.people_first_, t.given_, t.surnames_);
    }

  private:
    struct Spelling {
        using archived_whole = void;
        std::uint32_t person = 0;
        Half half = Half::english;
    };
    /// By the hashes of their words joined; what a longer one begins with is there too, with no spelling.
    using Spellings = ListTable<Spelling>;
    static void put(Spellings& spellings, const std::vector<std::uint64_t>& words, Spelling spelling);
    /// What the first word of a given name or surname says.
    enum First : std::uint64_t { begins_name = 1, begins_in_lower_case = 2 };  ///< "al Assad"
    bool begins_person(std::uint64_t word) const { return people_first_.find(word) != nullptr; }

    std::optional<NameMatch> match(const Document& document, std::size_t i, const NameForm& form) const;
    std::optional<NameMatch> match_person(const Document& document, std::size_t i) const;
    std::optional<NameMatch> match_surname(const Document& document, std::size_t first, std::size_t i,
                                           std::optional<std::span<const Spelling>> given) const;
    Pool<std::uint64_t> words_;  ///< of forms and guards
    std::vector<NameForm> forms_;
    ListTable<std::uint32_t> by_first_word_;
    std::vector<Range> guards_;
    ListTable<std::uint32_t> guards_by_word_;  ///< any word of the guard
    std::vector<Person> people_;
    FlatTable<std::uint64_t> people_first_;  ///< First, of words of given names and surnames
    Spellings given_;
    Spellings surnames_;
    Marks mark_ = 0;        ///< first words of all names
    Marks lower_mark_ = 0;  ///< those that count in lower case too
};

/// Reads the tables of dictionaries/names.
NameTable read_name_tables(const Dictionaries& dictionaries);

/// The same from the image where it has them, with the first words of all names marked.
NameTable load_name_tables(const Dictionaries& dictionaries);

}  // namespace mtmend
