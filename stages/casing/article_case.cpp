#include "stages/casing/article_case.hpp"

#include <algorithm>
#include <bit>

#include "stages/context.hpp"

namespace mtmend {

void ArticleCase::find_capitals() {
    constexpr std::size_t bits_a_word = 8;
    capitals_.resize(std::bit_ceil(document_.words().size() * bits_a_word));
    for (const Word& w : document_.words()) {
        if (w.capital && !w.all_capitals) capitals_[stem_hash(document_, w) & (capitals_.size() - 1)] = true;
    }
}

ArticleCase::Spelling ArticleCase::spelling_of(std::uint64_t stem) {
    if (!may_have_capital(stem)) return {.capital = 0, .lower = 1};
    if (!spellings_made_) count_spellings();
    return spellings_[stem];
}

void ArticleCase::count_spellings() {
    spellings_made_ = true;
    for (std::size_t i = 0; i < document_.words().size(); ++i) {
        const Word& w = word(i);
        const std::uint64_t stem = stem_hash(document_, w);
        if (w.all_capitals || !may_have_capital(stem)) continue;
        if (!w.capital)
            ++spellings_[stem].lower;
        else if (!has_inner_capital(w) && !context::opens(document_, i) &&
                 !context::in_title_case(document_, i))
            ++spellings_[stem].capital;
    }
}

bool ArticleCase::has_inner_capital(const Word& w) const {
    const std::string_view text = document_.text(w);
    return std::any_of(text.begin() + 1, text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool ArticleCase::is_uncapitalised_block(std::size_t i) {
    const Block& block = document_.block_at(word(i).at.begin);
    const auto it = block_cache_.find(block.begin);
    if (it != block_cache_.end()) return it->second;
    const auto [first, last] = document_.words_in(block);
    std::size_t capitals = 0;
    for (std::size_t k = first; k < last && capitals < 2; ++k) capitals += word(k).capital;
    const bool none = last - first < 4 ? !word(first).capital && capitals == 0
                                       : capitals == 0 || (!word(first).capital && capitals < 2);
    block_cache_[block.begin] = none;
    return none;
}

bool ArticleCase::has_pair(const std::string& words) {
    constexpr std::size_t most_pairs = 200;
    return pairs_asked_++ < most_pairs && document_.contains(words);
}

}  // namespace mtmend
