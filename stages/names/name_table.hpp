#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "pipeline/image/list_table.hpp"
#include "pipeline/image/pool.hpp"
#include "pipeline/text/asked.hpp"
#include "pipeline/text/document.hpp"
#include "stages/names/name_form.hpp"
#include "stages/names/people_table.hpp"

namespace mtmend {

/// Forms by the folded hash of their first word: one probe a word. Immutable.
class NameTable {
  public:
    void add(NameForm form);
    /// Text that stays as it is; a match inside such a phrase is let go.
    void add_guard(const std::string& phrase);
    /// Those known by their halves, to be added to before the table is closed.
    PeopleTable& people() { return people_; }
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
        return std::tie(t.words_, t.forms_, t.by_first_word_, t.guards_, t.guards_by_word_, t.people_);
    }

  private:
    std::optional<NameMatch> match(const Document& document, std::size_t i, const NameForm& form) const;
    Pool<std::uint64_t> words_;  ///< of forms and guards
    std::vector<NameForm> forms_;
    ListTable<std::uint32_t> by_first_word_;
    std::vector<Range> guards_;
    ListTable<std::uint32_t> guards_by_word_;  ///< any word of the guard
    PeopleTable people_;
    Marks mark_ = 0;        ///< first words of all names
    Marks lower_mark_ = 0;  ///< those that count in lower case too
};

}  // namespace mtmend
