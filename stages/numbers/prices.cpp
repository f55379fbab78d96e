#include "stages/numbers/prices.hpp"

#include <algorithm>
#include <array>

#include "pipeline/text/utf8.hpp"

namespace mtmend::numbers {
namespace {

/// So many words behind the amount tell what it is the price of: "a troy ounce", "against the euro".
constexpr std::size_t most_behind = 3;
/// So many small words stand between "traded" and the amount: "traded at about".
constexpr std::size_t most_between = 3;

/// So many words before and behind the amount, in its sentence, may speak of a market.
constexpr std::size_t most_around = 40;

/// "$3.459 a gallon", "149.850 yen to the dollar"
bool priced_behind(const Document& document, std::size_t end, const Units& units, const Neighbours& words) {
    const std::size_t first = document.word_at_or_after(end);
    const std::size_t last = std::min(first + most_behind, document.words().size());
    std::size_t from = end;
    for (std::size_t i = first; i < last; ++i) {
        const Word& word = document.words()[i];
        const std::string_view gap = document.text(Span<Working>{from, word.at.begin});
        if (gap != " " && gap != "-") return false;
        from = word.at.end;
        if (i == first && !words.price_joints.contains(word.hash)) return false;
        if (i > first && words.priced.contains(word.hash)) return true;
        if (i == first + 2 && units.of(document.text(word)) == Unit::currency) return true;
    }
    return false;
}

/// "traded at about $14.330", "bought 149.850 yen"
bool traded_before(const Document& document, std::size_t begin, const Neighbours& words) {
    std::size_t index = document.word_at_or_after(begin);
    for (std::size_t between = 0; between <= most_between && index > 0; ++between) {
        const Word& word = document.words()[--index];
        if (words.trades.contains(word.hash)) return true;
        if (!words.amount_openers.contains(word.hash) && !words.hour_openers.contains(word.hash))
            return false;
    }
    return false;
}

/// "the dollar", "the yen": what is bought or sold, where an amount has no article.
bool names_currency(const Document& document, std::size_t index, const Units& units) {
    static const std::uint64_t the = folded_hash("the");
    const auto& words = document.words();
    return words[index].hash == the && index + 1 < words.size() &&
           units.of(document.text(words[index + 1])) == Unit::currency;
}

}  // namespace

PriceSigns price_signs(const Document& document, const Figure& figure, std::size_t end, const Units& units,
                       const Neighbours& words) {
    if (priced_behind(document, end, units, words) || traded_before(document, figure.at.begin, words))
        return PriceSigns::sure;
    // Shares were quoted in eighths.
    constexpr std::array<std::string_view, 4> eighths = {"125", "375", "625", "875"};
    const bool eighth = std::find(eighths.begin(), eighths.end(), figure.groups.back()) != eighths.end();
    const auto [first, last] = document.words_in(document.sentence_at(figure.at.begin));
    const std::size_t at = document.word_at_or_after(figure.at.begin);
    const std::size_t until = std::min(last, at + most_around);
    for (std::size_t i = std::max(first, at - std::min(at, most_around)); i < until; ++i) {
        if (words.markets.contains(document.words()[i].hash) || names_currency(document, i, units))
            return eighth ? PriceSigns::sure : PriceSigns::some;
    }
    return eighth ? PriceSigns::some : PriceSigns::none;
}

}  // namespace mtmend::numbers
