#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/text/document.hpp"
#include "stages/stem.hpp"

namespace mtmend {

/// How an article uses capitals, counted when first asked.
class ArticleCase {
  public:
    /// Counts of one word in the article, by how it is written inside sentences.
    struct Spelling {
        std::uint32_t capital = 0;
        std::uint32_t lower = 0;
    };

    explicit ArticleCase(const Document& document) : document_(document) {}

    /// False where the word for sure stands nowhere with a capital in the article. `stem`: its hash without a
    /// possessive ending. Linear in the article once, then constant.
    bool may_have_capital(std::uint64_t stem) {
        if (capitals_.empty()) find_capitals();
        return capitals_[stem & (capitals_.size() - 1)];
    }

    /// How a word is written inside sentences, where a capital tells something. Of a word that nowhere has a
    /// capital that much is known without counting; all others are counted once and together.
    Spelling spelling_of(std::uint64_t stem);

    /// True where the writer uses no capitals around word `i` at all: then lower case is a choice.
    bool is_uncapitalised_block(std::size_t i);

    /// True where the article has these words; false too where that was asked too often.
    bool has_pair(const std::string& words);

  private:
    void find_capitals();
    void count_spellings();
    bool has_inner_capital(const Word& w) const;
    const Word& word(std::size_t i) const { return document_.words()[i]; }

    const Document& document_;
    std::vector<bool> capitals_;  ///< by the last bits of the stem of a word that has one
    std::unordered_map<std::uint64_t, Spelling> spellings_;
    bool spellings_made_ = false;
    std::map<std::size_t, bool> block_cache_;
    std::size_t pairs_asked_ = 0;
};

}  // namespace mtmend
