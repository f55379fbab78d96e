#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pipeline/dictionaries.hpp"
#include "stages/terms/stems.hpp"

namespace mtmend::terms {

/// One English word (or two) that a machine puts for a concept.
struct Rendering {
    std::string text;
    bool odd = false;  ///< no writer of English would use it here: "bunch" for racimo
};

/// What a source word means inside official names, whatever the language. Nouns and adjectives are separate.
struct Concept {
    std::string id;
    bool name =
        false;  ///< a proper name that names embed (Geneva, the UN): never counts as recognised wording
    std::vector<Rendering> renderings;
    Place place;
};

/// Words that carry no concept: "de la", "on the", "et".
enum class Glue : std::uint8_t { article, preposition, conjunction };

/// The concept lexicon: `terms/concepts….tsv` and `terms/glue.tsv`. Takes the names of terms apart; what is
/// asked of every article is compiled from it (compile.hpp).
class Concepts {
  public:
    explicit Concepts(const Dictionaries& dictionaries);

    const std::vector<Concept>& all() const { return concepts_; }
    const Concept& operator[](ConceptId id) const { return concepts_[id]; }

    /// A word of an official name, or a few that form one concept ("naciones unidas"): what it may mean. Glue
    /// has no concepts.
    struct Token {
        std::string text;      ///< folded, without accents
        std::string accented;  ///< folded, as it stands; empty where that is the same
        std::vector<ConceptId> concepts;
        bool glue = false;
        Glue kind = Glue::preposition;
    };
    /// The tokens of a name. A token without concepts that is not glue is a gap of the lexicon.
    std::vector<Token> tokens(std::string_view name, std::string_view language) const;

    /// The concepts of single words.
    const Stems& stems() const { return stems_; }

    /// Glue of any language by folded hash of the word; English where both have it.
    const std::unordered_map<std::uint64_t, std::pair<Glue, bool>>& glue() const { return glue_; }

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    template <class Value>
    using Table = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;
    /// Phrases of stems and what they mean, by the first bytes of their first word.
    using Phrases = Table<std::vector<std::pair<std::vector<std::string>, ConceptId>>>;
    void read_stems(std::string_view cell, ConceptId id, Family family, const Place& place);
    bool split_compound(std::string_view word, Family family,
                        std::vector<std::vector<ConceptId>>& parts) const;
    bool take_phrase(const std::vector<std::string>& words, std::size_t& at, Family family,
                     std::vector<Token>& out) const;

    std::vector<Concept> concepts_;
    Stems stems_;
    Phrases phrases_[static_cast<std::size_t>(Family::count)];
    std::unordered_map<std::string, std::unordered_map<std::string, Glue>> source_glue_;
    std::unordered_map<std::uint64_t, std::pair<Glue, bool>> glue_;  ///< class, and whether English has it
};

/// The words of a name of another language: folded, without accents, cut at apostrophes and hyphens.
std::vector<std::string> source_words(std::string_view name);

}  // namespace mtmend::terms
