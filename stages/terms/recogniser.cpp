#include "stages/terms/recogniser.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

namespace mtmend::terms {
namespace {

/// Of matches of one name that overlap and fill as many slots leaves the one nearest to the order of its
/// source: in "the Conversations on Limitation of Strategic Armas in the talks" not the one that ends with
/// the talks.
void drop_farther_orders(std::vector<Recogniser::Found>& all) {
    auto key = [](const Recogniser::Found& f) {
        return std::tuple(f.match.variant->term, f.match.filled.size());
    };
    std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
        return std::tuple(key(a), a.match.cost) < std::tuple(key(b), b.match.cost);
    });
    std::vector<Recogniser::Found> kept;
    std::map<std::size_t, std::size_t> nearest;  // of one name: first word to last
    for (auto& found : all) {
        if (kept.empty() || key(kept.back()) != key(found)) nearest.clear();
        const std::size_t first = found.match.first();
        const std::size_t last = found.match.last();
        const auto behind = nearest.upper_bound(last);
        if (behind != nearest.begin()) {
            const auto& [from, to] = *std::prev(behind);
            if (to >= first && (from != first || to != last)) continue;
        }
        nearest.emplace(first, last);
        kept.push_back(std::move(found));
    }
    all = std::move(kept);
}

/// What is part of a longer name that was refused is refused with it. `refused`: first words and last ones.
void drop_parts(const std::vector<std::pair<std::size_t, std::size_t>>& refused,
                std::vector<Recogniser::Found>& all) {
    std::map<std::size_t, std::size_t> ends;  // by first word, behind the last one of the longest
    for (const auto& [first, last] : refused) ends[first] = std::max(ends[first], last + 1);
    std::map<std::size_t, std::size_t> reach = ends;  // of those that begin earlier too
    std::size_t farthest = 0;
    for (auto& [first, end] : reach) end = farthest = std::max(farthest, end);
    std::erase_if(all, [&](const Recogniser::Found& found) {
        const std::size_t first = found.match.first();
        const std::size_t end = found.match.last() + 1;
        const auto behind = reach.lower_bound(first);
        if (behind != reach.begin() && std::prev(behind)->second >= end) return true;
        const auto same = ends.find(first);
        return same != ends.end() && same->second > end;
    });
}

/// Takes the matches that stand: the longest first, then the surer, then the term that sorts first.
std::vector<Recogniser::Found> without_overlaps(const Document& document,
                                                std::vector<Recogniser::Found> all) {
    if (all.empty()) return all;
    auto size = [&](const Recogniser::Found& f) { return f.match.last() - f.match.first(); };
    std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
        if (size(a) != size(b)) return size(a) > size(b);
        if (a.judgement.confidence != b.judgement.confidence)
            return a.judgement.confidence < b.judgement.confidence;
        if (a.match.variant->term != b.match.variant->term)
            return a.match.variant->term < b.match.variant->term;
        return a.match.variant < b.match.variant;
    });
    std::vector<bool> taken(document.words().size());
    std::vector<Recogniser::Found> kept;
    for (auto& found : all) {
        const auto first = taken.begin() + static_cast<std::ptrdiff_t>(found.match.first());
        const auto last = taken.begin() + static_cast<std::ptrdiff_t>(found.match.last()) + 1;
        if (std::find(first, last, true) != last) continue;
        std::fill(first, last, true);
        kept.push_back(std::move(found));
    }
    std::sort(kept.begin(), kept.end(),
              [](const auto& a, const auto& b) { return a.match.first() < b.match.first(); });
    return kept;
}

}  // namespace
std::vector<Recogniser::Found> Recogniser::find(const Document& document) const {
    std::vector<Found> all;
    if ((document.marks() & (compiled_.marks.bearer | compiled_.marks.opens)) == 0) return all;
    std::vector<std::pair<std::size_t, std::size_t>> refused;
    Stretch stretch(compiled_, document);
    Search search(compiled_, stretch);
    AttestedTerms attested(compiled_, document);
    auto look_for = [&](const std::vector<std::uint32_t>& variants, std::size_t anchor) {
        for (const std::uint32_t index : variants) {
            const Match* match = search.run(compiled_.variants[index], anchor);
            if (match == nullptr) continue;
            const auto judgement = judge(compiled_, document, *match, attested);
            if (judgement)
                all.push_back({*match, *judgement});
            else
                refused.emplace_back(match->first(), match->last());
        }
    };
    const auto& words = document.words();
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (!stretch.belongs(words[at])) continue;
        stretch.begin_at(at);
        at = stretch.end() - 1;
        if (!stretch.may_hold_names() || !stretch.bears_names()) continue;
        stretch.look_up();
        const std::size_t before = all.size();
        for (std::size_t word = stretch.first(); word < stretch.end(); ++word)
            look_for(stretch.possible(word), word);
        if (all.size() == before) continue;
        // Only now it matters whether phrases that are good English hold what was found.
        for (std::size_t word = stretch.first(); word < stretch.end(); ++word)
            look_for(stretch.possible_alone(word), word);
    }
    drop_parts(refused, all);
    if (all.size() > 1) drop_farther_orders(all);
    return without_overlaps(document, std::move(all));
}

}  // namespace mtmend::terms
