#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "pipeline/rules/rule.hpp"
#include "pipeline/stage.hpp"
#include "stages/casing/article_case.hpp"
#include "stages/casing/casing_lists.hpp"

namespace mtmend {

/// The cards of the rules found by code.
struct CasingCards {
    const Rule& proper_name;
    const Rule& pointed_name;
    const Rule& name_of_article;
    const Rule& name_likely;
    const Rule& pronoun_i;
    const Rule& inner_capital;
    const Rule& sentence_start;
    const Rule& sentence_start_likely;
    const Rule& month;
    const Rule& title;
    const Rule& title_likely;
};

/// One pass over an article: what all its parts ask of a word, always by its index, and how they propose.
class CasingPass {
  public:
    /// All must outlive it; `article` is shared by the parts.
    CasingPass(const Document& document, const CasingLists& lists, const CasingCards& cards,
               ArticleCase& article, EditSink& sink)
        : document_(document), lists_(lists), cards_(cards), article_(article), sink_(sink) {}

  protected:
    const Word& word(std::size_t i) const { return document_.words()[i]; }
    bool has(std::size_t i) const { return i < document_.words().size(); }
    std::uint64_t stem_hash(const Word& w) const { return mtmend::stem_hash(document_, w); }
    /// The forms of a word in the word table, without a possessive ending; 0 where it is not there.
    std::uint8_t forms_of(const Word& w) const {
        const auto* entry = document_.lexicon().words.find(stem_hash(w));
        return entry == nullptr ? std::uint8_t{0} : entry->forms;
    }
    bool is_uncapitalised_block(std::size_t i) const { return article_.is_uncapitalised_block(i); }

    /// True where signs right beside the word say that it is no word of prose: "/german/", "german_url",
    /// "#monday".
    bool is_part_of_token(std::size_t i) const;
    bool is_hyphenated(std::size_t i) const;
    /// "french fries", "brussels sprouts".
    bool is_fixed_phrase(std::size_t i) const;
    bool beside_foreign_words(std::size_t i) const;
    /// "President trump": no common noun but the commonest words follows such a title.
    bool is_behind_title(std::size_t i) const;
    /// A capitalised word that no list has in lower case.
    bool is_surely_name(const Word& w) const;

    std::string capitalised(std::size_t i) const;
    void capitalise(std::size_t i, const Rule& rule) const;

    const Document& document_;
    const CasingLists& lists_;
    const CasingCards& cards_;
    ArticleCase& article_;
    EditSink& sink_;

  private:
    bool stands_fixed(std::size_t first, std::size_t second) const;
};

}  // namespace mtmend
