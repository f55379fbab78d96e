#include "stages/terms/stretch.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "pipeline/text/utf8.hpp"

namespace mtmend::terms {
namespace {

constexpr std::size_t full_line = 40;  ///< bytes; a shorter line may be a heading

/// A word that may be one of the source with another ending.
bool is_guessable(const Word& word) {
    return may_be_left_over(word.rank) && !word.has_digit && word.at.size() >= 4 && word.at.size() <= 40;
}

/// The gap between nearly all words: one space.
bool is_one_space(const Document& document, const Word& before, const Word& behind) {
    return behind.at.begin == before.at.end + 1 && document.text()[before.at.end] == ' ';
}

}  // namespace

std::string_view between(const Document& document, std::size_t word) {
    const auto& words = document.words();
    return document.text(Span<Working>{words[word].at.end, words[word + 1].at.begin});
}

std::uint64_t plain_hash(const Document& document, const Word& word) {
    return word.possessive ? folded_hash(without_possessive(document.text(word))) : word.hash;
}

bool stands_at(const Document& document, std::size_t at, std::span<const std::uint64_t> phrase) {
    const auto& words = document.words();
    if (phrase.size() > words.size() - at) return false;
    for (std::size_t i = 0; i < phrase.size(); ++i) {
        const Word& word = words[at + i];
        if (word.hash != phrase[i] && plain_hash(document, word) != phrase[i]) return false;
    }
    return true;
}

Gap gap_behind(const Compiled& compiled, const Document& document, std::size_t word) {
    const Word& before = document.words()[word];
    std::string_view gap = between(document, word);
    if (gap == " ") return Gap::open;
    if (gap == ", ") return Gap::comma;
    if (gap == "-" || gap == "\xE2\x80\x91") return Gap::open;
    if (gap.starts_with('.') && before.at.size() == 1 && before.capital) gap.remove_prefix(1);
    std::size_t lines = 0;
    for (std::size_t at = 0; at < gap.size(); ++at) {
        if (gap[at] == '\n')
            ++lines;
        else if (gap[at] == '\xC2' && at + 1 < gap.size() && gap[at + 1] == '\xA0')
            ++at;
        else if (gap[at] != ' ' && gap[at] != '\t' && gap[at] != '\r')
            return Gap::closed;
    }
    if (lines == 0) return Gap::open;
    if (lines > 3) return Gap::closed;
    const Entry* entry = compiled.words.find(before.hash);
    if (entry != nullptr && entry->is_glue && entry->english_glue && !before.capital) return Gap::line_break;
    const bool goes_on = !document.words()[word + 1].capital;
    const bool full = lines == 1 && document.line_at(before.at.begin).size() >= full_line;
    return goes_on || full ? Gap::line_break : Gap::closed;
}

void Stretch::begin_at(std::size_t first) {
    const auto& words = document_.words();
    first_ = first;
    gaps_.clear();
    marks_ = 0;
    bearers_ = 0;
    for (std::size_t at = first;; ++at) {
        marks_ |= words[at].marks;
        bearers_ += (words[at].marks & compiled_.marks.bearer) != 0 || is_guessable(words[at]);
        gaps_.push_back(Gap::closed);
        if (at + 1 == words.size() || !belongs(words[at + 1])) return;
        gaps_.back() = is_one_space(document_, words[at], words[at + 1])
                           ? Gap::open
                           : gap_behind(compiled_, document_, at);
        if (gaps_.back() == Gap::closed) return;
    }
}

bool Stretch::bears_names() {
    note_concepts();
    for (std::size_t i = 0; i < words_.size(); ++i) {
        if (words_[i].is_anchor && has_partner(document_.words()[first_ + i], words_[i])) return true;
    }
    return false;
}

bool Stretch::has_partner(const Word& word, const StretchWord& anchor) const {
    if ((word.marks & compiled_.marks.alone) != 0) return true;
    return std::any_of(seen_.begin(), seen_.end(), [&](ConceptId id) {
        return compiled_.partners.has(anchor.partners, id) ||
               (has_unknown_ && compiled_.partners.has(anchor.partners + 1, id));
    });
}

void Stretch::note_concepts() {
    for (const ConceptId id : seen_) concepts_[id / 64] = 0;
    seen_.clear();
    words_.clear();
    guessed_.clear();
    has_unknown_ = false;
    for (std::size_t i = 0; i < gaps_.size(); ++i) {
        words_.push_back(meaning_of(document_.words()[first_ + i]));
        has_unknown_ = has_unknown_ || words_.back().unknown;
    }
}

/// Notes its concepts too.
StretchWord Stretch::meaning_of(const Word& word) {
    StretchWord out;
    if ((word.marks & compiled_.marks.bearer) != 0) {
        const Entry* entry = compiled_.words.find(plain_hash(document_, word));
        if (entry != nullptr && !entry->senses.empty()) {
            out.senses = entry->senses;
            out.is_anchor = entry->is_anchor;
            out.partners = entry->partners;
            for (const ConceptId id : compiled_.concepts[entry->concepts]) note(id);
            return out;
        }
    }
    if (is_guessable(word)) guess(word, out);
    out.unknown = out.senses.empty() && word.rank == 0 && !word.has_digit && word.at.size() >= 4;
    return out;
}

void Stretch::look_up() {
    for (std::size_t i = 0; i < gaps_.size(); ++i) {
        const Word& word = document_.words()[first_ + i];
        StretchWord& out = words_[i];
        out.behind = gaps_[i];
        if ((word.marks & compiled_.marks.known) != 0) {
            const Entry* entry = compiled_.words.find(word.hash);
            out.is_glue = entry != nullptr && entry->is_glue;
            if (out.is_glue) out.glue = entry->glue;
        }
        out.junk = !out.is_glue && word.rank == 0 && !word.has_digit && !word.capital;
    }
}

void Stretch::guess(const Word& word, StretchWord& out) {
    out.guessed = true;
    out.senses.first = static_cast<std::uint32_t>(guessed_.size());
    const std::string plain = utf8::unaccented(without_possessive(document_.text(word)));
    for (const ConceptId id : compiled_.stems.find_in_any(plain)) {
        guessed_.push_back({id, SenseKind::source, false, {}});
        note(id);
    }
    out.senses.size = static_cast<std::uint32_t>(guessed_.size()) - out.senses.first;
}

void Stretch::note(ConceptId id) {
    if (has(id)) return;
    concepts_[id / 64] |= std::uint64_t{1} << (id % 64);
    seen_.push_back(id);
}

/// Cheap and never wrongly false: every slot must find something in the stretch, but for the one that a word
/// nobody knows may take.
bool Stretch::may_stand(const Variant& variant) const {
    bool spare = has_unknown_ && variant.may_lack_a_word;
    for (std::size_t i = 0; i < variant.slot_count; ++i) {
        const auto slot = compiled_.slot(variant, variant.rarest_first[i]);
        const bool filled = std::any_of(slot.begin(), slot.end(), [&](ConceptId id) { return has(id); });
        if (!filled && !std::exchange(spare, false)) return false;
    }
    return true;
}

void Stretch::add_possible(std::span<const std::uint32_t> variants) {
    std::copy_if(variants.begin(), variants.end(), std::back_inserter(possible_),
                 [&](std::uint32_t index) { return may_stand(compiled_.variants[index]); });
}

/// The variants that an anchor and a concept beside it may belong to.
void Stretch::add_possible(const StretchWord& anchor, ConceptId partner) {
    const bool needed = compiled_.partners.has(anchor.partners, partner);
    const bool may_be_next = has_unknown_ && compiled_.partners.has(anchor.partners + 1, partner);
    if (!needed && !may_be_next) return;
    for (const Sense& sense : senses(anchor)) {
        if (needed) add_possible(compiled_.by_rarest.find(sense.concept_id, partner));
        if (may_be_next) add_possible(compiled_.by_next.find(sense.concept_id, partner));
    }
}

const std::vector<std::uint32_t>& Stretch::sorted_possible() {
    if (possible_.size() < 2) return possible_;
    std::sort(possible_.begin(), possible_.end());
    possible_.erase(std::unique(possible_.begin(), possible_.end()), possible_.end());
    return possible_;
}

const std::vector<std::uint32_t>& Stretch::possible(std::size_t at) {
    possible_.clear();
    const StretchWord& anchor = (*this)[at];
    if (!anchor.is_anchor) return possible_;
    if ((document_.words()[at].marks & compiled_.marks.alone) != 0) {
        for (const Sense& sense : senses(anchor)) {
            if (may_be_name_alone(sense)) add_possible(compiled_.names_alone(sense.concept_id));
        }
    }
    for (const ConceptId partner : seen_) add_possible(anchor, partner);
    return sorted_possible();
}

const std::vector<std::uint32_t>& Stretch::possible_alone(std::size_t at) {
    possible_.clear();
    const StretchWord& anchor = (*this)[at];
    if (!anchor.is_anchor) return possible_;
    for (const Sense& sense : senses(anchor)) add_possible(compiled_.names_alone(sense.concept_id));
    return sorted_possible();
}

}  // namespace mtmend::terms
