#include "stages/words/word_pairs.hpp"

#include "stages/words/context.hpp"

namespace mtmend {

bool WordPairs::hold(std::string_view first, std::string_view second) {
    const std::uint64_t wanted = key(first, second);
    // To read the article a few times costs less than to gather its pairs.
    constexpr std::size_t few = 8;
    if (!pairs_ && ++asked_ <= few) return stands(wanted);
    if (!pairs_) gather();
    return pairs_->contains(wanted);
}

bool WordPairs::stands(std::uint64_t wanted) const {
    const auto& all = document_.words();
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
        if (key(all[i].hash, all[i + 1].hash) == wanted && words::behind(document_, i) != nullptr)
            return true;
    }
    return false;
}

void WordPairs::gather() {
    pairs_.emplace();
    const auto& all = document_.words();
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
        if (words::behind(document_, i) != nullptr) pairs_->insert(key(all[i].hash, all[i + 1].hash));
    }
}

}  // namespace mtmend
