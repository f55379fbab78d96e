#pragma once
#include <cstdint>
#include <unordered_map>
#include <unordered_set>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// Finds words and phrases that stand twice in a row: "the the", "in parliament in parliament", a sentence
/// said again at once. English doubles many words rightly ("had had", "very very", "log in in"), names too
/// ("Sing Sing"), and verse repeats for form; `words/doubles.tsv` and `words/particles.tsv` hold what is
/// known.
class Doubles {
  public:
    explicit Doubles(const Dictionaries& dictionaries);
    void propose(const Document& document, EditSink& sink) const;

  private:
    enum class Class { other, fine, function, copula, verb, object, particle };
    Class class_of(const Word& word) const;
    /// How sure it is that word `index` + 1 repeats word `index` by mistake: a rule, or null for not at all.
    const Rule* word_echo(const Document& document, std::size_t index) const;
    const Rule* content_echo(const Document& document, std::size_t index) const;
    bool is_nested(const Document& document, std::size_t index, std::size_t length) const;
    const Rule* phrase_echo(const Document& document, std::size_t index, std::size_t length) const;
    bool takes_particle(const Document& document, std::size_t index) const;
    bool is_said_once(const Document& document, std::size_t index, std::size_t content) const;
    void propose_sentences(const Document& document, EditSink& sink) const;

    const Rule& word_;
    const Rule& phrase_;
    const Rule& sentence_;
    const Rule& unsure_;
    std::unordered_map<std::uint64_t, Class> classes_;
    std::unordered_map<std::uint64_t, std::unordered_set<std::uint64_t>> takers_;
};

}  // namespace mtmend
