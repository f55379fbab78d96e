#include "pipeline/text/asked.hpp"

#include <algorithm>
#include <stdexcept>

#include "pipeline/text/telling.hpp"

namespace mtmend {
Marks MarkedWords::add(std::string_view name, const std::vector<std::uint64_t>& folded_hashes) {
    const Marks given = mark(name);
    for (const std::uint64_t hash : folded_hashes) put(hash, given);
    return given;
}

Marks MarkedWords::mark(std::string_view name) {
    auto known = std::find(names_.begin(), names_.end(), name);
    if (known == names_.end()) {
        if (names_.size() == 64) throw std::length_error("more than 64 lists of marked words");
        known = names_.emplace(names_.end(), name);
    }
    return Marks{1} << (known - names_.begin());
}

void MarkedWords::grow() {
    std::vector<Cell> old(cells_.size() * 2);
    old.swap(cells_);
    used_ = 0;
    for (const Cell& cell : old) {
        if (cell.marks != 0) put(cell.hash, cell.marks);
    }
}

void MarkedWords::put(std::uint64_t hash, Marks marks) {
    if (marks == 0) return;
    const std::size_t mask = cells_.size() - 1;
    std::size_t at = hash & mask;
    while (cells_[at].marks != 0 && cells_[at].hash != hash) at = (at + 1) & mask;
    used_ += cells_[at].marks == 0;
    cells_[at].hash = hash;
    cells_[at].marks |= marks;
    bits_[(hash >> 6) & (bits_.size() - 1)] |= std::uint64_t{1} << (hash & 63);
    if (used_ * 2 > cells_.size()) grow();
}

Marks MarkedWords::probe(std::uint64_t hash) const {
    const std::size_t mask = cells_.size() - 1;
    for (std::size_t at = hash & mask; cells_[at].marks != 0; at = (at + 1) & mask) {
        if (cells_[at].hash == hash) return cells_[at].marks;
    }
    return 0;
}

GateId Gates::add(const Gate& gate) {
    Compiled compiled;
    for (const std::string& text : gate.all) {
        if (is_telling(text)) compiled.all.push_back(texts_.add(text));
    }
    if (std::all_of(gate.any.begin(), gate.any.end(), is_telling)) {
        for (const std::string& text : gate.any) compiled.any.push_back(texts_.add(text));
    }
    gates_.push_back(std::move(compiled));
    return static_cast<GateId>(gates_.size() - 1);
}

namespace {

template <class Stands>
bool passes_where(const std::vector<TextId>& all, const std::vector<TextId>& any, Stands&& stands) {
    return std::all_of(all.begin(), all.end(), stands) &&
           (any.empty() || std::any_of(any.begin(), any.end(), stands));
}

/// The places of several texts together; nothing where those of one of them are not all known.
std::optional<std::vector<std::size_t>> places_of(const std::vector<TextId>& texts,
                                                  const TextPlaces& places) {
    std::vector<std::size_t> together;
    for (const TextId text : texts) {
        if (places.is_everywhere(text)) return std::nullopt;
        together.insert(together.end(), places.begin(text), places.end(text));
    }
    std::sort(together.begin(), together.end());
    return together;
}

}  // namespace

bool Gates::passes(GateId gate, const TextPlaces& places) const {
    const Compiled& compiled = gates_[gate];
    return passes_where(compiled.all, compiled.any, [&](TextId text) { return places.stands(text); });
}

bool Gates::passes(GateId gate, const TextPlaces& places, Span<Working> piece) const {
    const Compiled& compiled = gates_[gate];
    return passes_where(compiled.all, compiled.any,
                        [&](TextId text) { return places.stands_in(text, piece); });
}

std::optional<std::vector<std::size_t>> Gates::leads(GateId gate, const TextPlaces& places) const {
    const Compiled& compiled = gates_[gate];
    if (compiled.all.empty()) {
        if (compiled.any.empty()) return std::nullopt;
        return places_of(compiled.any, places);
    }
    const TextId rarest =
        *std::min_element(compiled.all.begin(), compiled.all.end(),
                          [&](TextId a, TextId b) { return places.count(a) < places.count(b); });
    return places_of({rarest}, places);
}

}  // namespace mtmend
