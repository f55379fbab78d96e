#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/text/asked.hpp"
#include "pipeline/text/marks.hpp"
#include "pipeline/text/word_set.hpp"

namespace mtmend {

/// The hash by which words are looked up everywhere: 64 bits of XXH3 over the simple case folding of the
/// word, a typographic apostrophe counted as a straight one. Equal for "Kiev", "KIEV" and "kiev".
std::uint64_t folded_hash(std::string_view word);

/// The word without a possessive ending ('s, ’s, ').
std::string_view without_possessive(std::string_view word);

/// A flat, read-only table from folded word hash to rank and form, made when the tool is built
/// (`mtmend_compile_words`) and mapped at start. Knows the words of a language; knows no language by name.
class WordTable {
  public:
    /// A slot: eight bytes, as the whole table lies in memory. The low bits of the hash are left out: the
    /// place of the slot says them.
    struct Entry {
        std::uint32_t hash_high = 0;
        std::uint16_t hash_middle = 0;
        Rank rank = 0;
        /// Set where the list has the word in lower case, capitalised, or in another shape (iPhone, NATO).
        std::uint8_t forms = 0;

        bool is_of(std::uint64_t hash) const {
            return hash_high == static_cast<std::uint32_t>(hash >> 32) &&
                   hash_middle == static_cast<std::uint16_t>(hash >> 16);
        }
    };
    /// What a table is made from.
    struct Word {
        std::uint64_t hash = 0;
        Rank rank = 0;
        std::uint8_t forms = 0;
    };
    static constexpr std::uint8_t lower_form = 1, capital_form = 2, other_form = 4;

    WordTable() = default;
    /// Maps the file. Throws std::runtime_error naming the file where it is missing, damaged or of another
    /// format.
    explicit WordTable(const std::filesystem::path& file);

    /// The entry of `hash`, or null. One probe on average.
    const Entry* find(std::uint64_t hash) const;
    /// Asks the memory for the place where `hash` would be, ahead of find.
    void prefetch(std::uint64_t hash) const { __builtin_prefetch(slots_ + (hash & mask_)); }
    std::size_t size() const { return count_; }

    /// Writes a table; used by the build and by tests. A word that is given twice has the commoner rank and
    /// both forms.
    static void write(const std::filesystem::path& file, const std::vector<Word>& words);

  private:
    std::shared_ptr<const void> mapping_;
    const Entry* slots_ = nullptr;
    std::uint64_t mask_ = 0;
    std::size_t count_ = 0;
};

/// What the engine is told about the language of the articles, as data: `pipeline/` itself knows none.
/// Read from `dictionaries/words` and `dictionaries/protect`. Immutable and shared by all threads.
struct Lexicon {
    WordTable words;
    /// Folded hashes of words behind which a full stop ends no sentence ("mr", "gen", "u.s"), without the
    /// stop.
    WordSet abbreviations;
    /// Function words of each language: folded hash to a bit per language, in the order of `languages`.
    std::unordered_map<std::uint64_t, std::uint32_t> function_words;
    std::vector<std::string> languages;
    /// The language articles are expected in, an index into `languages`.
    std::size_t expected_language = 0;
    /// Phrases that stay as they are: the folded hash of the first word to the folded hashes of all of them.
    std::unordered_multimap<std::uint64_t, std::vector<std::uint64_t>> protected_phrases;

    /// What stages ask of every article; they add to it while they are made.
    std::shared_ptr<Asked> asked = std::make_shared<Asked>();
    /// Marks of the words that the engine itself asks about, given by mark_words.
    Marks expected_mark = 0;  ///< function words of the expected language
    Marks foreign_mark = 0;   ///< function words of other languages
    Marks phrase_mark = 0;    ///< first words of protected phrases
    /// Puts these words into `asked`; to be called once, when all lists above are read.
    void mark_words();

    /// 0 where the word is in no list; a possessive ending ('s, ’s, ') is taken off first.
    Rank rank(std::string_view word) const;
};

}  // namespace mtmend
