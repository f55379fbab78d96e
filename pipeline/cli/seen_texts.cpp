#include "pipeline/cli/seen_texts.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <utility>

namespace mtmend::cli {

namespace {

constexpr double least_likeness = 0.8;
constexpr std::size_t least_table = 1024;
constexpr std::size_t name_bytes_each = 256;
/// So many candidates in one place are looked at: texts made to come together there cost no more.
constexpr std::size_t most_candidates = 32;

}  // namespace

SeenTexts::SeenTexts(std::size_t most) : most_(most) {
    make_tables();
}

std::optional<Duplicate> SeenTexts::place(const Sketch& sketch, const std::string& id,
                                          const std::string& field) {
    if (!sketch.has_words) return std::nullopt;
    if (const Text* found = exact(sketch)) return Duplicate{found->id, found->field, 1};
    if (const Text* found = sketch.has_runs ? nearest(sketch) : nullptr)
        return Duplicate{found->id, found->field, likeness(found->sketch, sketch)};
    remember(sketch, id, field);
    return std::nullopt;
}

const SeenTexts::Text* SeenTexts::find(Number number) const {
    return number < first_ ? nullptr : texts_[number - first_].get();
}

const SeenTexts::Text* SeenTexts::exact(const Sketch& sketch) const {
    const Text* text = find(last_[bands][place_in(bands, sketch)]);
    for (std::size_t seen = 0; text && seen < most_candidates; ++seen) {
        if (text->sketch.exact == sketch.exact) return text;
        text = find(text->before[bands]);
    }
    return nullptr;
}

/// Of those that are as near the earliest.
const SeenTexts::Text* SeenTexts::nearest(const Sketch& sketch) const {
    double best = least_likeness;
    Number found = 0;
    for (std::size_t table = 0; table < bands; ++table) {
        Number number = last_[table][place_in(table, sketch)];
        for (std::size_t seen = 0; seen < most_candidates; ++seen) {
            const Text* text = find(number);
            if (!text) break;
            const double alike = likeness(text->sketch, sketch);
            if (alike > best || (alike == best && (found == 0 || number < found))) {
                best = alike;
                found = number;
            }
            number = text->before[table];
        }
    }
    return found ? find(found) : nullptr;
}

void SeenTexts::remember(const Sketch& sketch, const std::string& id, const std::string& field) {
    if (first_ > std::numeric_limits<Number>::max() - most_ - 1) {
        first_ = 1;
        make_tables();
    }
    texts_.push_back(std::make_unique<Text>(Text{sketch, id, field, {}}));
    name_bytes_ += id.size() + field.size();
    while (texts_.size() > 1 && (texts_.size() > most_ || name_bytes_ > most_ * name_bytes_each))
        forget_first();
    if (texts_.size() > last_.front().size())
        make_tables();
    else
        enter(first_ + static_cast<Number>(texts_.size() - 1));
}

void SeenTexts::forget_first() {
    name_bytes_ -= texts_.front()->id.size() + texts_.front()->field.size();
    texts_.pop_front();
    ++first_;
}

void SeenTexts::enter(Number number) {
    Text& text = *texts_[number - first_];
    for (std::size_t table = text.sketch.has_runs ? 0 : bands; table < tables; ++table)
        text.before[table] = std::exchange(last_[table][place_in(table, text.sketch)], number);
}

/// Large enough for twice the texts there are, and with all of them in it.
void SeenTexts::make_tables() {
    const std::size_t size = std::bit_ceil(std::max(least_table, std::min(2 * texts_.size(), most_)));
    for (std::vector<Number>& each : last_) each.assign(size, 0);
    for (std::size_t i = 0; i < texts_.size(); ++i) enter(first_ + static_cast<Number>(i));
}

std::size_t SeenTexts::place_in(std::size_t table, const Sketch& sketch) const {
    std::uint64_t key = sketch.exact.back();
    if (table < bands) {
        key = 0;
        std::memcpy(&key, sketch.least.data() + table * band, band);
        key *= 0x9E3779B97F4A7C15ull;
        key ^= key >> 32;
    }
    return key & (last_[table].size() - 1);
}

}  // namespace mtmend::cli
