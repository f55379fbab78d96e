#include "stages/terms/search.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace mtmend::terms {
namespace {

constexpr std::size_t most_glue = 3;     ///< glue words between two slots
constexpr std::size_t most_steps = 64;   ///< of one search; hostile text cannot make it longer
constexpr std::size_t longest_unit = 4;  ///< words of one sense

}  // namespace

const Match* Search::run(const Variant& variant, std::size_t anchor) {
    variant_ = &variant;
    best_.variant = nullptr;
    between_ = {};
    steps_ = 0;
    const StretchWord& word = stretch_[anchor];
    for (const std::uint8_t slot : variant.anchors()) {
        for (const Sense& sense : stretch_.senses(word)) {
            if (!takes(slot, sense.concept_id)) continue;
            mask_ = 1u << slot;
            right_.assign(1, {anchor, anchor + sense.more.size, slot, sense.kind, sense.plural});
            left_.clear();
            go_right();
        }
    }
    return best_.variant == nullptr ? nullptr : &best_;
}

bool Search::takes(std::size_t slot, ConceptId id) const {
    const auto concepts = compiled_.slot(*variant_, slot);
    return std::find(concepts.begin(), concepts.end(), id) != concepts.end();
}

bool Search::is_complete() const {
    return static_cast<std::size_t>(std::popcount(mask_)) + (unknown_ ? 1 : 0) == variant_->slot_count;
}

/// Keeps what was found where it is better: nearer to the order of the source, then with less glue, then
/// first.
void Search::keep() {
    found_.variant = variant_;
    found_.filled.assign(left_.rbegin(), left_.rend());
    found_.filled.insert(found_.filled.end(), right_.begin(), right_.end());
    found_.breaks = between_.breaks;
    found_.junk = between_.junk;
    std::uint32_t open = ~mask_;
    for (Filled& f : found_.filled) {
        if (!f.unknown) continue;
        f.slot = static_cast<std::uint8_t>(std::countr_zero(open));
        open &= open - 1;
    }
    found_.cost = (found_.last() - found_.first()) + 2 * found_.junk;
    for (std::size_t i = 1; i < found_.filled.size(); ++i) {
        if (found_.filled[i].slot < found_.filled[i - 1].slot) found_.cost += 100;
    }
    if (best_.variant != nullptr && found_.cost >= best_.cost) return;
    std::swap(best_, found_);
}

/// Fills a free slot with the unit [first, last] and goes on; takes it back afterwards.
template <class Go>
void Search::fill(std::vector<Filled>& side, std::size_t first, std::size_t last, const Sense& sense, Go go) {
    for (std::size_t s = 0; s < variant_->slot_count; ++s) {
        if ((mask_ >> s & 1) != 0 || !takes(s, sense.concept_id)) continue;
        mask_ |= 1u << s;
        side.push_back({first, last, static_cast<std::uint8_t>(s), sense.kind, sense.plural});
        go();
        side.pop_back();
        mask_ &= ~(1u << s);
        return;
    }
}

/// Glue, or in a long name one lower-case word that nobody knows ("partorisca"): a preposition left over
/// or mangled.
bool Search::skip_glue(std::size_t at, std::size_t& glue) {
    const StretchWord& word = stretch_[at];
    if (!word.is_glue) return word.junk && variant_->slot_count >= 3 && ++between_.junk <= 1;
    if (++glue > most_glue) return false;
    return word.glue != Glue::conjunction || ++between_.ands <= variant_->conjunctions;
}

void Search::go_right() {
    if (is_complete()) return keep();
    if (++steps_ > most_steps) return;
    const Between before = between_;
    std::size_t glue = 0;
    std::size_t at = right_.back().last;
    while (step(at, before.breaks)) {
        ++at;
        const StretchWord& word = stretch_[at];
        for (const Sense& sense : stretch_.senses(word)) {
            fill(right_, at, at + sense.more.size, sense, [&] { go_right(); });
        }
        if (word.unknown && !unknown_ && variant_->may_lack_a_word) {
            unknown_ = true;
            right_.push_back({at, at, 0, SenseKind::normal, false, true});
            go_right();
            right_.pop_back();
            unknown_ = false;
        }
        if (!skip_glue(at, glue)) break;
    }
    between_ = before;
    go_left();
}

void Search::go_left() {
    if (is_complete()) return keep();
    if (++steps_ > most_steps) return;
    const Between before = between_;
    std::size_t glue = 0;
    std::size_t at = left_.empty() ? right_.front().first : left_.back().first;
    while (at > stretch_.first() && step(at - 1, before.breaks)) {
        --at;
        for (std::size_t length = 0; length < longest_unit && length <= at - stretch_.first(); ++length) {
            for (const Sense& sense : stretch_.senses(stretch_[at - length])) {
                if (sense.more.size == length) fill(left_, at - length, at, sense, [&] { go_left(); });
            }
        }
        if (!skip_glue(at, glue)) break;
    }
    between_ = before;
}

/// True where the gap behind word `at` may lie inside a name; counts the one break that may.
bool Search::step(std::size_t at, std::size_t breaks_before) {
    const Gap gap = stretch_.gap_behind(at);
    if (gap == Gap::closed || (gap == Gap::comma && !variant_->lists_things)) return false;
    if (gap == Gap::line_break) between_.breaks = std::max(between_.breaks, breaks_before) + 1;
    return between_.breaks <= 1;
}

}  // namespace mtmend::terms
