#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/interface.hpp"
#include "pipeline/text/marks.hpp"
#include "pipeline/text/span.hpp"

namespace mtmend {

struct Lexicon;
class TextPlaces;

/// What one pass over the bytes notices, so that a stage without cause never runs.
namespace signals {
using Set = std::uint32_t;
inline constexpr Set none = 0;
inline constexpr Set non_ascii = 1u << 0;  ///< any byte above 0x7F
inline constexpr Set markup = 1u << 1;     ///< '&' or '<'
inline constexpr Set odd_space = 1u << 2;  ///< doubled space, tab, space before punctuation or a line's end
inline constexpr Set glued =
    1u << 3;  ///< punctuation with a letter right behind it, or a word with inner capitals
inline constexpr Set repeated_word = 1u << 4;  ///< a word equal to one of the six before it
inline constexpr Set unknown_word = 1u << 5;   ///< a word of two or more letters that no list knows
inline constexpr Set digit = 1u << 6;
inline constexpr Set quote = 1u << 7;       ///< any quotation mark but an apostrophe inside a word
inline constexpr Set line_break = 1u << 8;  ///< a line break that is not the last byte
inline constexpr Set control = 1u << 9;  ///< a C0 or C1 control other than line feed, carriage return and tab
inline constexpr Set long_text = 1u << 10;  ///< more than one block
inline constexpr Set any = ~Set{0};
}  // namespace signals

/// A word: letters, marks and digits, with apostrophes inside ("don't", "it’s"). A hyphen ends a word.
struct Word {
    Span<Working> at;
    std::uint64_t hash = 0;     ///< folded_hash of the text
    Marks marks = 0;            ///< the lists of stages that it is in, with or without a possessive ending
    Rank rank = 0;              ///< of the lexicon; 0 for unknown words and for numbers
    bool capital = false;       ///< the first letter is upper case
    bool all_capitals = false;  ///< two or more letters, all upper case
    bool has_digit = false;
    bool possessive = false;          ///< ends in 's or ’s
    bool non_latin = false;           ///< begins with a letter of another script
    std::uint8_t language_signs = 0;  ///< what it says about its language: see language_sign::Sign
};

/// A line without its line break.
using Line = Span<Working>;
/// A run of lines with no blank line in it, from the first byte of its first line to the last of its last.
using Block = Span<Working>;
using Sentence = Span<Working>;

/// Why a span is protected.
enum class Protection { url, email, handle, file_name, code, phrase, foreign_block };
struct ProtectedSpan {
    Span<Working> at;
    Protection why = Protection::url;
};

/// What is known about the article beyond its text.
struct Evidence {
    std::string source_language;  ///< code of the language it was translated from; empty where nobody knows
};

/// How often each word stands in a text.
class WordCounts {
  public:
    explicit WordCounts(const std::vector<Word>& words);
    /// Constant time.
    std::size_t of(std::uint64_t hash) const { return cells_[place_of(hash)].count; }

  private:
    struct Cell {
        std::uint64_t hash = 0;
        std::size_t count = 0;  ///< 0: the cell is free
    };
    std::size_t place_of(std::uint64_t hash) const;
    std::vector<Cell> cells_;  ///< a power of two, at least half of them free
};

/// One immutable text and its views. Views are built when first asked for and kept; a Document belongs to one
/// thread. The text must outlive it and be valid UTF-8. All spans are UTF-8 bytes of `text()`.
class MTMEND_INTERFACE Document {
  public:
    Document(std::string_view text, const Lexicon& lexicon, Evidence evidence = {});

    /// What `before` becomes by replacements (sorted, apart from each other) that make `text`. Its words are
    /// those of Document(text, …), and its signals and marks are those or more; only the lines around the
    /// replacements are scanned. Reads no text of `before`.
    Document(const Document& before, std::string_view text, const std::vector<Replaced>& replaced);

    std::string_view text() const { return text_; }
    std::string_view text(Span<Working> span) const { return text_.substr(span.begin, span.size()); }
    const Lexicon& lexicon() const { return *lexicon_; }
    const Evidence& evidence() const { return evidence_; }

    /// The one pass over the bytes: words and signals. Linear.
    const std::vector<Word>& words() const { return words_; }
    signals::Set signals() const { return signals_; }
    /// The marks of all words together.
    Marks marks() const { return marks_; }

    /// Where the texts of the lexicon's gates stand. Linear.
    const TextPlaces& gate_texts() const;
    /// True where the article, or a piece of it, passes a gate of the lexicon (see Gates). The answer for the
    /// article is kept.
    bool passes(GateId gate) const;
    bool passes(GateId gate, Span<Working> piece) const;

    /// The first word that begins at or behind `offset`, as an index into words(); O(log n).
    std::size_t word_at_or_after(std::size_t offset) const;
    /// Indices [first, last) of the words that lie inside `span`.
    std::pair<std::size_t, std::size_t> words_in(Span<Working> span) const;
    std::string_view text(const Word& word) const { return text(word.at); }
    /// Indices of the words that some rule is waiting for (see Asked::rule_marks), ascending.
    const std::vector<std::uint32_t>& rule_words() const { return rule_words_; }

    const std::vector<Line>& lines() const;
    const std::vector<Block>& blocks() const;
    /// Sentences end at . ! ? … (closing quotes and brackets behind it belong to them) before white space and
    /// a capital, digit or opening mark, unless an abbreviation or initial stands before; and with every
    /// block. A single line break ends none. Between two sentences lies white space only.
    const std::vector<Sentence>& sentences() const;
    const Line& line_at(std::size_t offset) const;
    const Block& block_at(std::size_t offset) const;
    std::size_t block_index_at(std::size_t offset) const;
    /// Indices [first, last) of the lines and sentences that begin inside `block`.
    std::pair<std::size_t, std::size_t> lines_in(const Block& block) const;
    std::pair<std::size_t, std::size_t> sentences_in(const Block& block) const;
    const Sentence& sentence_at(std::size_t offset) const;

    /// Sorted by begin, may touch, never overlap.
    const std::vector<ProtectedSpan>& protected_spans() const;
    /// True where an edit of `span` must be held: the span lies inside a protected span or cuts its border.
    /// An edit that takes away the whole protected span (a line, a block) is free.
    bool is_protected(Span<Working> span) const;
    /// The protected span that contains `offset`, or null.
    const ProtectedSpan* protected_at(std::size_t offset) const;

    /// How often a word stands in the article, by folded text or hash.
    std::size_t count(std::string_view word) const;
    std::size_t count(std::uint64_t hash) const;
    /// False where no word of the article has this hash; seldom wrongly true. Constant time.
    bool may_have(std::uint64_t hash) const;
    /// True where the exact text stands in the article, with no letter or digit right beside it. Linear in
    /// the article when asked seldom; asked often, in how often the rarest word of the phrase stands there.
    bool contains(std::string_view phrase) const;

    /// True where a text is plainly of another language than the expected one: of another script, with
    /// clearly more function words of another language, or with hardly a known word. Undecided (a name, a
    /// number) is false.
    bool is_other_language() const { return is_other_language({0, text_.size()}); }
    bool is_other_language(Span<Working> span) const;

  private:
    /// A run of whole lines, and what the scan found in it.
    struct Portion {
        Span<Working> at;
        std::size_t first_word = 0;
        signals::Set signals = signals::none;
        Marks marks = 0;
    };
    /// A word, or what stands before, between or behind its apostrophes.
    struct WordPlace {
        std::uint64_t hash = 0;
        std::size_t begin = 0;
        friend bool operator<(const WordPlace& a, const WordPlace& b) {
            return a.hash != b.hash ? a.hash < b.hash : a.begin < b.begin;
        }
    };
    static std::vector<WordPlace> places_of(std::string_view text, const std::vector<Word>& words);
    bool stands_at(std::string_view phrase, std::size_t begin) const;
    bool find_phrase(std::string_view phrase) const;
    void scan(Span<Working> lines);
    void scan_again(const Document& before, const std::vector<Replaced>& replaced);
    void keep(const Document& before, std::size_t portion, std::size_t shift);
    void sum_up();
    std::string_view text_;
    const Lexicon* lexicon_;
    Evidence evidence_;
    std::vector<Word> words_;
    std::vector<std::uint32_t> rule_words_;
    std::vector<Portion> portions_;
    signals::Set signals_ = signals::none;
    Marks marks_ = 0;
    mutable std::vector<std::uint64_t> present_;  ///< a bit for each hash of a word; a power of two long
    mutable std::shared_ptr<const TextPlaces> gate_texts_;
    enum class Passes : std::uint8_t { unasked, no, yes };
    mutable std::vector<Passes> passes_;    ///< by gate: does the article pass it?
    mutable std::size_t times_sought_ = 0;  ///< how often contains was asked
    mutable std::optional<std::vector<WordPlace>> word_places_;
    mutable std::optional<std::vector<Line>> lines_;
    mutable std::optional<std::vector<Block>> blocks_;
    mutable std::optional<std::vector<Sentence>> sentences_;
    mutable std::optional<std::vector<ProtectedSpan>> protected_;
    mutable std::optional<WordCounts> counts_;
};

}  // namespace mtmend
