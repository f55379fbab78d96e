#include "stages/terms/concepts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "pipeline/rules/toml_loader.hpp"
#include "pipeline/split.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/terms/term_base.hpp"

namespace mtmend::terms {
namespace {

enum Column { id, kind, first_family, normal = first_family + 3, odd, count };

/// Of `terms/concepts.tsv`, and of `terms/concepts_….tsv` that come with tables of terms.
std::vector<TableRow> rows_of_concepts(const Dictionaries& dictionaries) {
    std::vector<TableRow> rows;
    for (const std::string& path : dictionaries.files_under("terms/concepts")) {
        auto more = dictionaries.table(path, Column::count);
        rows.insert(rows.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    return rows;
}

/// Phrases are found by the first bytes of their first word, which may have an open end.
constexpr std::size_t phrase_key = 4;

/// "азиатско" and "тихоокеанское" fit "азиатско тихоокеанск*".
bool fits_stem(std::string_view stem, std::string_view word) {
    return stem.ends_with('*') ? word.starts_with(stem.substr(0, stem.size() - 1)) : stem == word;
}

Glue glue_class(const TableRow& row) {
    if (row.cells[1] == "article") return Glue::article;
    if (row.cells[1] == "preposition") return Glue::preposition;
    if (row.cells[1] == "conjunction") return Glue::conjunction;
    throw DictionaryError(
        row.place,
        fmt::format("unknown class '{}'; classes are article, preposition, conjunction", row.cells[1]));
}

std::vector<std::string> cut_at_non_words(std::string_view folded) {
    std::vector<std::string> words(1);
    for (std::size_t at = 0; at < folded.size();) {
        const auto point = utf8::decode(folded, at);
        if (utf8::is_word(point.value))
            words.back().append(folded.substr(at, point.size));
        else if (!words.back().empty())
            words.emplace_back();
        at += point.size;
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

}  // namespace

std::vector<std::string> source_words(std::string_view name) {
    return cut_at_non_words(utf8::unaccented(name));
}

Concepts::Concepts(const Dictionaries& dictionaries) {
    std::unordered_map<std::string, ConceptId> by_id;
    for (const TableRow& row : rows_of_concepts(dictionaries)) {
        const auto [known, is_new] = by_id.emplace(row.cells[id], static_cast<ConceptId>(concepts_.size()));
        if (is_new) {
            concepts_.push_back({row.cells[id], row.cells[kind] == "name", {}, row.place});
        }
        Concept& one = concepts_[known->second];
        const std::vector<std::string> normal_ones = alternatives(row.cells[normal]);
        for (const auto& text : normal_ones) one.renderings.push_back({text, false});
        for (auto& text : alternatives(row.cells[odd])) {
            if (std::find(normal_ones.begin(), normal_ones.end(), text) != normal_ones.end())
                throw DictionaryError(
                    row.place, fmt::format("'{}' cannot be normal and odd; take it out of one cell", text));
            one.renderings.push_back({std::move(text), true});
        }
        if (one.renderings.empty())
            throw DictionaryError(row.place, "a concept without a rendering in English");
        for (std::size_t f = 0; f < static_cast<std::size_t>(Family::count); ++f)
            read_stems(row.cells[first_family + f], known->second, static_cast<Family>(f), row.place);
    }
    stems_.close();
    for (const TableRow& row : dictionaries.table("terms/glue.tsv", 3)) {
        const Glue cls = glue_class(row);
        const bool english = row.cells[0] == "en";
        for (const std::string& word : nonempty_parts<std::string>(row.cells[2], ' ')) {
            source_glue_[row.cells[0]].emplace(utf8::unaccented(word), cls);
            auto& entry = glue_.try_emplace(folded_hash(word), cls, english).first->second;
            if (english) entry = {cls, true};
        }
    }
}

void Concepts::read_stems(std::string_view cell, ConceptId concept_id, Family family, const Place& place) {
    for (const std::string& stem : nonempty_parts<std::string>(cell, ' ')) {
        std::string plain = utf8::unaccented(stem);
        if (plain.find('_') != std::string::npos) {
            std::replace(plain.begin(), plain.end(), '_', ' ');
            auto words = nonempty_parts<std::string>(plain, ' ');
            std::string first = words.front().substr(0, phrase_key);
            phrases_[static_cast<std::size_t>(family)][first].emplace_back(std::move(words), concept_id);
        } else if (plain.ends_with('*')) {
            plain.pop_back();
            if (plain.size() < 2) throw DictionaryError(place, fmt::format("'{}' is too short a stem", stem));
            stems_.add(plain, true, family, concept_id);
        } else {
            stems_.add(plain, false, family, concept_id);
        }
    }
}

bool Concepts::split_compound(std::string_view word, Family family,
                              std::vector<std::vector<ConceptId>>& parts) const {
    const auto whole = stems_.find(word, family);
    if (!whole.empty()) {
        parts.emplace_back(whole.begin(), whole.end());
        return true;
    }
    for (std::size_t cut = word.size(); cut-- > 3;) {
        const auto left = stems_.find(word.substr(0, cut), family);
        if (left.empty() || word.size() - cut < 3) continue;
        parts.emplace_back(left.begin(), left.end());
        if (split_compound(word.substr(cut), family, parts)) return true;
        parts.pop_back();
    }
    return false;
}

bool Concepts::take_phrase(const std::vector<std::string>& words, std::size_t& at, Family family,
                           std::vector<Token>& out) const {
    const Phrases& phrases = phrases_[static_cast<std::size_t>(family)];
    const auto it = phrases.find(words[at].substr(0, phrase_key));
    if (it == phrases.end()) return false;
    const std::vector<std::string>* best = nullptr;
    ConceptId best_concept = 0;
    for (const auto& [phrase, concept_id] : it->second) {
        if (phrase.size() > words.size() - at || (best != nullptr && phrase.size() <= best->size())) continue;
        if (!std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t>(at),
                        fits_stem))
            continue;
        best = &phrase;
        best_concept = concept_id;
    }
    if (best == nullptr) return false;
    const auto first = words.begin() + static_cast<std::ptrdiff_t>(at);
    const auto last = first + static_cast<std::ptrdiff_t>(best->size());
    out.push_back(
        {fmt::format("{}", fmt::join(first, last, " ")), {}, {best_concept}, false, Glue::preposition});
    at += best->size();
    return true;
}

std::vector<Concepts::Token> Concepts::tokens(std::string_view name, std::string_view language) const {
    const Family family = family_of(language);
    const auto glue = source_glue_.find(std::string(language));
    const std::vector<std::string> words = source_words(name);
    const std::vector<std::string> as_written = cut_at_non_words(utf8::folded(name));
    const bool same_cut = words.size() == as_written.size();
    std::vector<Token> result;
    for (std::size_t at = 0; at < words.size();) {
        if (take_phrase(words, at, family, result)) continue;
        const std::string& word = words[at++];
        if (glue != source_glue_.end()) {
            if (const auto it = glue->second.find(word); it != glue->second.end()) {
                result.push_back({word, {}, {}, true, it->second});
                continue;
            }
        }
        std::vector<std::vector<ConceptId>> parts;
        if (family == Family::germanic && split_compound(word, family, parts) && parts.size() > 1) {
            for (auto& part : parts) result.push_back({word, {}, std::move(part), false, Glue::preposition});
        } else {
            const std::string accented =
                same_cut && as_written[at - 1] != word ? as_written[at - 1] : std::string();
            const auto found = stems_.find(word, family);
            result.push_back({word, accented, {found.begin(), found.end()}, false, Glue::preposition});
        }
    }
    return result;
}

}  // namespace mtmend::terms
