#pragma once
#include <cstddef>

#include "pipeline/dictionaries.hpp"
#include "pipeline/text/document.hpp"

namespace mtmend {

/// The words by which a lost capital behind a full stop is told from a wrong full stop inside a sentence.
struct SentenceLists {
    explicit SentenceLists(const Dictionaries& dictionaries);

    WordSet openers;       ///< words that begin a sentence and hardly continue one
    WordSet continuers;    ///< words that may go on with a sentence behind a wrong full stop
    WordSet openings;      ///< two words that begin a sentence ("for example")
    WordSet never_last;    ///< words that end no sentence ("of", "the", "and")
    WordSet auxiliaries;   ///< finite verbs that make a clause ("is", "would")
    WordSet subjects;      ///< pronouns that are the subject of a clause ("we", "it")
    WordSet determiners;   ///< words that begin a noun phrase ("the", "our")
    WordSet conjunctions;  ///< words that may tie a whole clause to the one before ("and", "so")
    WordSet relative;      ///< words behind which a verb belongs to a clause of lower rank ("which")
    WordSet adverbs;       ///< adverbs that stand before a subject ("then", "still")
    WordSet pasts;         ///< pasts that go on with a sentence ("said")
    WordSet amounts;    ///< words that stand for an abbreviation with its stop ("5 percent. ministry staff")
    WordSet reporting;  ///< participles that go on with a sentence ("saying")
};

/// How sure it is that a word in lower case behind a full stop begins a sentence: `if_others` only where the
/// article has lost other capitals too.
enum class SentenceStart { none, unsure, if_others, sure };

/// Judges the word behind a full stop. A full stop is right where what stands on either side of it is a
/// sentence of its own; then the capital was lost. Else the full stop may be what is wrong, and nothing is
/// sure.
class SentenceStarts {
  public:
    SentenceStarts(const Document& document, const SentenceLists& lists)
        : document_(document), lists_(lists) {}

    /// `i` > 0: a word in lower case.
    SentenceStart judge(std::size_t i) const;
    /// True where the word begins a paragraph of prose, behind a paragraph that ended as one does.
    bool opens_paragraph(std::size_t i) const;

  private:
    const Word& word(std::size_t i) const { return document_.words()[i]; }
    bool has(std::size_t i) const { return i < document_.words().size(); }
    bool may_end(std::size_t last, bool stop) const;
    SentenceStart judge_behind_mark(std::size_t i, std::size_t before) const;
    bool begins_anew(std::size_t i) const;
    bool opens_with_phrase(std::size_t i) const;
    bool is_verb_before_object(std::size_t i) const;
    bool is_clause(std::size_t i) const;
    bool is_question(std::size_t i, std::size_t end) const;
    bool gerund_is_subject(std::size_t from, std::size_t end) const;
    bool finite_verb_in(std::size_t from, std::size_t end) const;
    bool any_verb_in(std::size_t from, std::size_t end) const;
    bool clause_behind_comma(std::size_t from, std::size_t end) const;
    std::size_t end_of_sentence(std::size_t i) const;
    std::size_t words_to_border(std::size_t i) const;
    bool is_past(const Word& w) const;

    const Document& document_;
    const SentenceLists& lists_;
};

}  // namespace mtmend
