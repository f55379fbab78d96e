#include "pipeline/text/asked.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>

namespace mtmend {
namespace {

constexpr std::array<unsigned char, 256> make_lower() {
    std::array<unsigned char, 256> table{};
    for (std::size_t c = 0; c < table.size(); ++c)
        table[c] = static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return table;
}
constexpr auto lower = make_lower();

unsigned char lowered(char c) {
    return lower[static_cast<unsigned char>(c)];
}

std::uint16_t pair_of(char first, char second) {
    return static_cast<std::uint16_t>(lowered(first) << 8 | lowered(second));
}

}  // namespace

Marks MarkedWords::add(std::string_view name, const std::vector<std::uint64_t>& folded_hashes) {
    auto known = std::find(names_.begin(), names_.end(), name);
    if (known == names_.end()) {
        if (names_.size() == 64) throw std::length_error("more than 64 lists of marked words");
        known = names_.emplace(names_.end(), name);
    }
    const Marks mark = Marks{1} << (known - names_.begin());
    for (const std::uint64_t hash : folded_hashes) put(hash, mark);
    return mark;
}

void MarkedWords::put(std::uint64_t hash, Marks mark) {
    if ((used_ + 1) * 2 > cells_.size()) {
        std::vector<Cell> old(cells_.size() * 2);
        old.swap(cells_);
        used_ = 0;
        for (const Cell& cell : old) {
            if (cell.marks != 0) put(cell.hash, cell.marks);
        }
    }
    const std::size_t mask = cells_.size() - 1;
    std::size_t at = hash & mask;
    while (cells_[at].marks != 0 && cells_[at].hash != hash) at = (at + 1) & mask;
    used_ += cells_[at].marks == 0;
    cells_[at].hash = hash;
    cells_[at].marks |= mark;
    bits_[(hash >> 6) & (bits_.size() - 1)] |= std::uint64_t{1} << (hash & 63);
}

Marks MarkedWords::probe(std::uint64_t hash) const {
    const std::size_t mask = cells_.size() - 1;
    for (std::size_t at = hash & mask; cells_[at].marks != 0; at = (at + 1) & mask) {
        if (cells_[at].hash == hash) return cells_[at].marks;
    }
    return 0;
}

void lower_ascii(std::string_view text, std::string& lowered) {
    lowered.resize(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        lowered[i] = static_cast<char>(c | (static_cast<unsigned char>(c - 'A') < 26 ? 0x20 : 0));
    }
}

bool passes(const Gate& gate, std::string_view lowered) {
    auto stands = [&](const std::string& text) {
        return ::memmem(lowered.data(), lowered.size(), text.data(), text.size()) != nullptr;
    };
    return std::all_of(gate.all.begin(), gate.all.end(), stands) &&
           (gate.any.empty() || std::any_of(gate.any.begin(), gate.any.end(), stands));
}

void Sketch::add(std::string_view text) {
    std::array<bool, 256> stands{};
    std::size_t pair = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const unsigned char byte = lowered(text[i]);
        stands[byte] = true;
        pair = (pair << 8 | byte) & 0xFFFF;
        if (i > 0) pairs_[pair >> 6] |= std::uint64_t{1} << (pair & 63);
    }
    for (std::size_t byte = 0; byte < stands.size(); ++byte)
        bytes_[byte >> 6] |= std::uint64_t{stands[byte]} << (byte & 63);
}

void Sketch::clear() {
    std::fill(pairs_.begin(), pairs_.end(), 0);
    std::fill(bytes_.begin(), bytes_.end(), 0);
}

void Gates::add_text(std::string_view text) {
    Text compiled;
    compiled.first = static_cast<std::uint32_t>(pairs_.size());
    compiled.one_byte = text.size() == 1;
    if (compiled.one_byte) pairs_.push_back(lowered(text[0]));
    for (std::size_t i = 1; i < text.size(); ++i) pairs_.push_back(pair_of(text[i - 1], text[i]));
    compiled.last = static_cast<std::uint32_t>(pairs_.size());
    texts_.push_back(compiled);
}

GateId Gates::add(const Gate& gate) {
    Compiled compiled;
    compiled.all = static_cast<std::uint32_t>(texts_.size());
    for (const std::string& text : gate.all) add_text(text);
    compiled.any = static_cast<std::uint32_t>(texts_.size());
    for (const std::string& text : gate.any) add_text(text);
    compiled.end = static_cast<std::uint32_t>(texts_.size());
    gates_.push_back(compiled);
    return static_cast<GateId>(gates_.size() - 1);
}

bool Gates::stands(const Sketch& sketch, const Text& text) const {
    if (text.one_byte) return sketch.has_byte(static_cast<unsigned char>(pairs_[text.first]));
    for (std::uint32_t i = text.first; i < text.last; ++i) {
        if (!sketch.has(pairs_[i])) return false;
    }
    return true;
}

bool Gates::passes(const Sketch& sketch, const Compiled& gate) const {
    for (std::uint32_t i = gate.all; i < gate.any; ++i) {
        if (!stands(sketch, texts_[i])) return false;
    }
    if (gate.any == gate.end) return true;
    for (std::uint32_t i = gate.any; i < gate.end; ++i) {
        if (stands(sketch, texts_[i])) return true;
    }
    return false;
}

void Gates::test(const Sketch& sketch, std::uint64_t* row) const {
    for (std::size_t i = 0; i < gates_.size(); ++i) {
        row[i / 64] |= std::uint64_t{passes(sketch, gates_[i])} << (i % 64);
    }
}

}  // namespace mtmend
