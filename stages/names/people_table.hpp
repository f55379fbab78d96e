#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "pipeline/image/flat_table.hpp"
#include "pipeline/image/list_table.hpp"
#include "pipeline/text/document.hpp"
#include "stages/names/name_form.hpp"

namespace mtmend {

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

/// People by the words of their given names and surnames. Spellings are compared without accents. Immutable
/// once closed.
class PeopleTable {
  public:
    /// `english` spellings are right, or the style of some English paper; some English writers use `likely`
    /// ones.
    enum class Half { english, foreign, likely };
    /// The number by which the spellings of the person's halves are added.
    std::uint32_t add(const std::string& full, const std::string& surname, bool unaccented);
    void add_given(std::uint32_t person, const std::string& spelling, Half half);
    void add_surname(std::uint32_t person, const std::string& spelling, Half half);
    /// To be called once, when all is added.
    void close();

    /// Appends the first words of all names, and those that count in lower case too ("al Assad").
    void list_first_words(std::vector<std::uint64_t>& all, std::vector<std::uint64_t>& lower) const;

    /// The longest known full name that begins at word `i`; or a foreign surname alone. A name as English
    /// papers spell it is `english`. One look-up where no name begins.
    std::optional<NameMatch> match_at(const Document& document, std::size_t i) const;

    friend auto fields(PeopleTable& t) { return std::tie(t.people_, t.first_words_, t.given_, t.surnames_); }

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
    bool begins_person(std::uint64_t word) const { return first_words_.find(word) != nullptr; }
    std::optional<NameMatch> match_surname(const Document& document, std::size_t first, std::size_t i,
                                           std::optional<std::span<const Spelling>> given) const;

    std::vector<Person> people_;
    FlatTable<std::uint64_t> first_words_;  ///< First, of words of given names and surnames
    Spellings given_;
    Spellings surnames_;
};

}  // namespace mtmend
