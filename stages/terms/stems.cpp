#include "stages/terms/stems.hpp"

#include <algorithm>
#include <array>

namespace mtmend::terms {
namespace {

/// How many bytes an open stem may lack at the end.
constexpr std::array<std::size_t, 3> longest_ending = {9, 5, 16};
constexpr std::size_t shortest_stem = 2;

/// What an open stem of German or Dutch may lack: an ending, never the next part of a compound ("-rat",
/// "-amt").
constexpr std::array<std::string_view, 18> germanic_endings = {"e",  "en",    "er", "es",  "em",  "n",
                                                               "s",  "ns",    "se", "ere", "ern", "ens",
                                                               "in", "innen", "ne", "ner", "nen", "a"};

bool may_end(std::string_view ending, Family family) {
    return family != Family::germanic || ending.empty() ||
           std::find(germanic_endings.begin(), germanic_endings.end(), ending) != germanic_endings.end();
}

/// FNV-1a, so that one pass gives the hashes of all beginnings of a word: result[n] is of its first n bytes.
std::vector<std::uint64_t> hashes_of_prefixes(std::string_view word) {
    std::vector<std::uint64_t> result;
    result.reserve(word.size() + 1);
    std::uint64_t hash = 0xCBF29CE484222325u;
    result.push_back(hash);
    for (const char c : word) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
        result.push_back(hash);
    }
    return result;
}

std::uint64_t key_of(std::uint64_t hash_of_stem, bool open, Family family) {
    return mixed(hash_of_stem ^ (static_cast<std::uint64_t>(family) * 2 + open));
}

}  // namespace

Family family_of(std::string_view language) {
    if (language == "de" || language == "nl" || language == "sv" || language == "da") return Family::germanic;
    if (language == "ru" || language == "uk" || language == "pl" || language == "bg") return Family::slavic;
    return Family::romance;
}

void Stems::add(std::string_view stem, bool open, Family family, ConceptId id) {
    concepts_.add(key_of(hashes_of_prefixes(stem).back(), open, family), id);
}

std::span<const ConceptId> Stems::find(std::string_view word, const std::vector<std::uint64_t>& prefixes,
                                       Family family) const {
    if (const auto whole = concepts_.find(key_of(prefixes.back(), false, family))) return *whole;
    const std::size_t ending = std::min(word.size(), longest_ending[static_cast<std::size_t>(family)]);
    const std::size_t shortest = std::max(word.size() - ending, shortest_stem);
    for (std::size_t size = word.size(); size >= shortest; --size) {
        if (!may_end(word.substr(size), family)) continue;
        if (const auto open = concepts_.find(key_of(prefixes[size], true, family))) return *open;
    }
    return {};
}

std::span<const ConceptId> Stems::find(std::string_view word, Family family) const {
    return find(word, hashes_of_prefixes(word), family);
}

std::span<const ConceptId> Stems::find_in_any(std::string_view word) const {
    const auto prefixes = hashes_of_prefixes(word);
    for (std::size_t f = 0; f < static_cast<std::size_t>(Family::count); ++f) {
        const auto found = find(word, prefixes, static_cast<Family>(f));
        if (!found.empty()) return found;
    }
    return {};
}

}  // namespace mtmend::terms
