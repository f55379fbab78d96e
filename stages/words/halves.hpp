#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/dictionaries.hpp"
#include "pipeline/text/document.hpp"

namespace mtmend {

/// What the halves of a merged word can be: `words/joints.tsv`, `words/compounds.tsv`, `words/endings.tsv`,
/// whose heads tell what the roles mean.
class Halves {
  public:
    enum Role : std::uint32_t {
        left = 1u << 0,
        left_long = 1u << 1,
        right = 1u << 2,
        pair = 1u << 3,
        before_a = 1u << 4,
        final = 1u << 5,
        count = 1u << 6,
        auxiliary = 1u << 7,
        after_i = 1u << 8,
        attributive = 1u << 9,
        determiner = 1u << 10,
        after_figure = 1u << 11,
        before_verb = 1u << 12,
        title = 1u << 13,
        behind_name = 1u << 14,
        commonest = 1u << 15,
        opener = 1u << 16,
        subject = 1u << 17,
        particle = 1u << 18,
        ends_no_name = 1u << 19,
        after_name = 1u << 20,
        after_famous = 1u << 21,
        prefix = 1u << 22,
        suffix = 1u << 23,
        compound_end = 1u << 24,
        form_of_be = 1u << 25
    };
    /// The roles that only words of grammar have.
    static constexpr std::uint32_t grammar = left | left_long | right | pair | before_a | determiner;

    explicit Halves(const Dictionaries& dictionaries);

    /// The roles of a word, in capitals or not; none for most words.
    std::uint32_t roles(std::string_view word) const {
        const auto it = roles_.find(folded_hash(word));
        return it == roles_.end() ? 0 : it->second;
    }
    /// Asked at every place where a word may break, and so answered by the length for most halves.
    bool is_commonest(std::string_view word) const {
        return word.size() <= longest_commonest_ && (roles(word) & commonest) != 0;
    }

    /// By their endings.
    bool is_adjective(std::string_view word) const {
        return word.size() >= 6 && has_ending(word, adjective_endings_);
    }
    bool is_inflected(std::string_view word) const {
        return word.size() >= 5 && has_ending(word, inflected_endings_);
    }
    bool is_noun_ending(std::string_view word) const {
        return word.size() >= 7 && has_ending(word, noun_endings_);
    }

  private:
    using Endings = std::vector<std::string>;
    static bool has_ending(std::string_view word, const Endings& endings) {
        return std::any_of(endings.begin(), endings.end(),
                           [&](const std::string& ending) { return word.ends_with(ending); });
    }
    void read_joints(const Dictionaries& dictionaries);

    std::unordered_map<std::uint64_t, std::uint32_t> roles_;
    std::size_t longest_commonest_ = 0;
    Endings adjective_endings_;
    Endings inflected_endings_;
    Endings noun_endings_;
};

namespace words {

/// What is longer is no merged word.
constexpr std::size_t longest_word = 40;

/// True for a word as common as `limit` or more.
bool is_common(const Document& document, std::string_view word, Rank limit);

/// "travelling", "travelled".
bool is_verb_form(std::string_view word);

/// "larger", "lowest": an adjective compared, as no compound begins. Judged by its other form.
bool is_compared(const Document& document, std::string_view word);

/// "owner", "makers", "makes": a noun of the doer, with which English builds new compounds at will.
bool is_doer(const Document& document, std::string_view word);

bool is_plural(const Document& document, std::string_view word);

}  // namespace words
}  // namespace mtmend
