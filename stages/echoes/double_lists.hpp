#pragma once
#include <cstdint>
#include <unordered_map>

#include "pipeline/dictionaries.hpp"
#include "pipeline/text/document.hpp"

namespace mtmend {

/// What English doubles rightly, and what stands around it: `words/doubles.tsv`, `words/particles.tsv` and
/// `words/around_doubles.tsv`.
struct DoubleLists {
    explicit DoubleLists(const Dictionaries& dictionaries);

    /// What a word standing twice means; see `words/doubles.tsv`.
    enum class Class { other, fine, function, copula, verb, object, particle };
    Class class_of(const Word& word) const {
        const auto it = classes.find(word.hash);
        return it == classes.end() ? Class::other : it->second;
    }

    /// True where the text notes down how somebody spoke, with every "uh" or "[laughs]": then a stammer is a
    /// fact. Linear in the words.
    bool is_transcript(const Document& document) const;

    std::unordered_map<std::uint64_t, Class> classes;
    std::unordered_map<std::uint64_t, WordSet> takers;  ///< the verbs that take a particle
    WordSet articles;
    WordSet clause_nouns;
    WordSet clause_openers;
    WordSet givers;
    WordSet hesitations;
    WordSet links;
    WordSet named_ordinals;
    WordSet namers;
    WordSet noises;
    WordSet pairing;
    WordSet parts_of_speech;
    WordSet pronouns;
    WordSet forms_of_be;  ///< finite ones
};

}  // namespace mtmend
