#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/text/document.hpp"
#include "stages/terms/compile.hpp"

namespace mtmend::terms {

/// What may stand between two words of one name.
enum class Gap : std::uint8_t { closed, open, comma, line_break };  ///< comma: for names that list things
Gap gap_behind(const Compiled& compiled, const Document& document, std::size_t word);

/// The bytes between a word and the next.
std::string_view between(const Document& document, std::size_t word);

/// The hash of a word without its possessive ending.
std::uint64_t plain_hash(const Document& document, const Word& word);

/// The word has this hash, with or without its possessive ending.
inline bool is_word(const Document& document, const Word& word, std::uint64_t hash) {
    return word.hash == hash || (word.possessive && plain_hash(document, word) == hash);
}

/// The words of a phrase stand at `at`, whatever is between them.
bool stands_at(const Document& document, std::size_t at, std::span<const std::uint64_t> phrase);

/// A word of a stretch, as the search for names sees it.
struct StretchWord {
    Range senses;                                          ///< what it can be: see Stretch::senses
    std::uint32_t partners = 0, partners_of_doubtful = 0;  ///< see Entry
    bool is_anchor = false;
    bool is_glue = false;
    Glue glue = Glue::preposition;  ///< where it is
    bool guessed = false;           ///< it may be a source word with another ending
    bool unknown = false;           ///< nobody knows it: it may take a slot of a long name
    bool junk = false;              ///< nobody knows it, in lower case: it may be passed over like glue
};

/// Words in a row in which nothing ends a name: each is known to the vocabulary, or may be left over from the
/// source. A name lies inside one stretch, so what a stretch lacks need not be looked for in it. Used again
/// and again, so that nothing is allocated for most of them.
class Stretch {
  public:
    Stretch(const Compiled& compiled, const Document& document)
        : compiled_(compiled), document_(document), bearer_of_(compiled.concept_count, nobody) {}

    /// True where a word may lie inside a stretch.
    bool belongs(const Word& word) const {
        return (word.marks & compiled_.marks.known) != 0 || may_be_left_over(word.rank);
    }
    /// Makes this the stretch that begins at `first`, a word that belongs to one. Looks at bits of words and
    /// at what is between them only; linear in the stretch.
    void begin_at(std::size_t first);
    /// Never wrongly false: a word of a rarest slot and another word that bears a concept; or more of them
    /// and one that is unknown or guessed; or a name of one slot.
    bool may_hold_names() const {
        return ((marks_ & compiled_.marks.rarest) != 0 && bearers_ > 1) ||
               (may_be_doubtful_ && bearers_ > 2) || may_be_alone_;
    }
    /// Looks up the concepts of its words. Never wrongly false: an anchor stands beside a concept that some
    /// name needs with it, or is a name by itself. Linear in the stretch, times its concepts.
    bool bears_names();
    /// Looks up the rest, which all that follows needs. Linear in the stretch.
    void look_up();

    std::size_t first() const { return first_; }
    std::size_t end() const { return first_ + gaps_.size(); }  ///< behind its last word
    const StretchWord& operator[](std::size_t word) const { return words_[word - first_]; }
    /// Closed behind its last word.
    Gap gap_behind(std::size_t word) const { return gaps_[word - first_]; }
    /// What a word can be here: of phrases that begin with it only those that stand.
    std::span<const Sense> senses(const StretchWord& word) const {
        return {senses_.data() + word.senses.first, word.senses.size};
    }

    /// The variants to look for from the word at `at`: all that may stand here and be more than refused, in
    /// order, each once.
    const std::vector<std::uint32_t>& possible(std::size_t at);
    /// Those of one slot, which may be refused as well.
    const std::vector<std::uint32_t>& possible_alone(std::size_t at);

  private:
    static constexpr std::uint32_t nobody = 0xFFFFFFFF, several = 0xFFFFFFFE;
    void note_concepts();
    void find_entries();
    StretchWord meaning_of(std::size_t at);
    bool may_open_phrase(std::size_t at) const;
    bool stands(std::size_t at, const Sense& sense) const;
    void guess(const Word& word);
    void note(std::size_t at, ConceptId id);
    bool has_name_from(std::size_t at) const;
    bool has(ConceptId id) const { return bearer_of_[id] != nobody; }
    bool has_beside(std::size_t at, ConceptId id) const { return bearer_of_[id] != at - first_; }
    bool may_stand(const Variant& variant) const;
    bool may_need(const StretchWord& anchor, ConceptId other) const;
    void add_possible(std::span<const std::uint32_t> variants);
    const std::vector<std::uint32_t>& sorted_possible();

    const Compiled& compiled_;
    const Document& document_;
    std::size_t first_ = 0;
    std::vector<Gap> gaps_;  ///< behind each of its words
    Marks marks_ = 0;        ///< of all its words
    std::size_t bearers_ = 0;
    bool may_be_alone_ = false;
    bool may_be_doubtful_ = false;
    std::vector<const Entry*> entries_;  ///< of its words; null where a word can mean nothing
    std::vector<StretchWord> words_;
    std::vector<Sense> senses_;
    bool has_unknown_ = false;
    bool has_doubtful_ = false;             ///< a word that is unknown or guessed
    std::vector<ConceptId> borne_;          ///< the concepts that its words may bear
    std::vector<std::uint32_t> bearer_of_;  ///< for each concept the word that may bear it; nobody, several
    std::vector<std::uint32_t> possible_;
};

}  // namespace mtmend::terms
