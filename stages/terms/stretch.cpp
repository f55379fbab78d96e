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

/// A word that nobody knows, long enough to be one of a name.
bool is_unknown(const Word& word) {
    return word.rank == 0 && !word.has_digit && word.at.size() >= 4;
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
        if (!is_word(document, words[at + i], phrase[i])) return false;
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
    const WordMarks& marks = compiled_.marks;
    first_ = first;
    gaps_.clear();
    marks_ = 0;
    bearers_ = 0;
    may_be_alone_ = may_be_doubtful_ = false;
    bool opens = false;  // a phrase, in the word before
    for (std::size_t at = first;; ++at) {
        const Word& word = words[at];
        const bool phrase = opens && (word.marks & marks.continues) != 0;
        marks_ |= word.marks;
        bearers_ += phrase + ((word.marks & marks.bearer) != 0 || is_guessable(word));
        may_be_alone_ = may_be_alone_ || phrase || (word.marks & marks.alone) != 0;
        may_be_doubtful_ = may_be_doubtful_ || is_unknown(word) || is_guessable(word);
        opens = (word.marks & marks.opens) != 0;
        gaps_.push_back(Gap::closed);
        if (at + 1 == words.size() || !belongs(words[at + 1])) return;
        gaps_.back() = is_one_space(document_, word, words[at + 1])
                           ? Gap::open
                           : terms::gap_behind(compiled_, document_, at);
        if (gaps_.back() == Gap::closed) return;
    }
}

bool Stretch::bears_names() {
    note_concepts();
    for (std::size_t at = first(); at < end(); ++at) {
        if ((*this)[at].is_anchor && has_name_from(at)) return true;
    }
    return false;
}

bool Stretch::has_name_from(std::size_t at) const {
    const StretchWord& anchor = (*this)[at];
    const bool is_rarest = anchor.partners != 0;
    const bool is_doubtful = has_doubtful_ && anchor.partners_of_doubtful != 0;
    if (is_rarest || is_doubtful) {
        for (const ConceptId other : borne_) {
            if (!has_beside(at, other)) continue;
            if (is_rarest && compiled_.partners.has(anchor.partners, other)) return true;
            if (is_doubtful && compiled_.partners_of_doubtful.has(anchor.partners_of_doubtful, other))
                return true;
        }
    }
    const auto mine = senses(anchor);
    return std::any_of(mine.begin(), mine.end(), [&](const Sense& sense) {
        return may_be_name_alone(sense) && !compiled_.names_alone(sense.concept_id).empty();
    });
}

void Stretch::note_concepts() {
    for (const ConceptId id : borne_) bearer_of_[id] = nobody;
    borne_.clear();
    words_.clear();
    senses_.clear();
    has_unknown_ = has_doubtful_ = false;
    find_entries();
    for (std::size_t at = first(); at < end(); ++at) {
        words_.push_back(meaning_of(at));
        for (const Sense& sense : senses(words_.back())) note(at, sense.concept_id);
        has_unknown_ = has_unknown_ || words_.back().unknown;
        has_doubtful_ = has_doubtful_ || words_.back().unknown || words_.back().guessed;
    }
}

/// The tables are larger than the caches: they are asked for the next words while they bring the last ones.
void Stretch::find_entries() {
    const auto& words = document_.words();
    entries_.assign(end() - first(), nullptr);
    auto is_rendering = [&](const Word& word) {
        return (word.marks & (compiled_.marks.bearer | compiled_.marks.opens)) != 0;
    };
    for (std::size_t at = first(); at < end(); ++at) {
        if (is_rendering(words[at])) compiled_.words.prefetch(words[at].hash);
    }
    for (std::size_t at = first(); at < end(); ++at) {
        if (!is_rendering(words[at])) continue;
        const Entry* entry = compiled_.words.find_expected(plain_hash(document_, words[at]));
        if (entry == nullptr || entry->senses.empty()) continue;
        __builtin_prefetch(compiled_.senses[entry->senses].data());
        entries_[at - first()] = entry;
    }
}

StretchWord Stretch::meaning_of(std::size_t at) {
    const Word& word = document_.words()[at];
    StretchWord out;
    out.senses.first = static_cast<std::uint32_t>(senses_.size());
    const Entry* entry = entries_[at - first_];
    const bool has_senses = entry != nullptr;
    if (has_senses) {
        out.is_anchor = entry->is_anchor;
        out.partners = entry->partners;
        out.partners_of_doubtful = entry->partners_of_doubtful;
        const bool phrases = may_open_phrase(at);
        for (const Sense& sense : compiled_.senses[entry->senses]) {
            if (sense.more.empty() || (phrases && stands(at, sense))) senses_.push_back(sense);
        }
    }
    out.guessed = !has_senses && is_guessable(word);
    if (out.guessed) guess(word);
    out.senses.size = static_cast<std::uint32_t>(senses_.size()) - out.senses.first;
    out.unknown = !has_senses && out.senses.empty() && is_unknown(word);
    return out;
}

bool Stretch::may_open_phrase(std::size_t at) const {
    const auto& words = document_.words();
    return (words[at].marks & compiled_.marks.opens) != 0 && at + 1 < end() &&
           (words[at + 1].marks & compiled_.marks.continues) != 0;
}

/// True where the words behind the first of a phrase stand behind `at`.
bool Stretch::stands(std::size_t at, const Sense& sense) const {
    if (at + sense.more.size >= end()) return false;
    const Word& next = document_.words()[at + 1];
    if (static_cast<std::uint32_t>(next.hash) != sense.second && !next.possessive) return false;
    for (std::size_t i = 0; i < sense.more.size; ++i) {
        const Gap gap = gap_behind(at + i);
        if (gap == Gap::closed || gap == Gap::comma) return false;
    }
    return stands_at(document_, at + 1, compiled_.hashes[sense.more]);
}

/// A word that no list knows may be a source word with another ending.
void Stretch::guess(const Word& word) {
    const std::string plain = utf8::unaccented(without_possessive(document_.text(word)));
    for (const ConceptId id : compiled_.stems.find_in_any(plain))
        senses_.push_back({id, SenseKind::source, false, 0, {}});
}

void Stretch::note(std::size_t at, ConceptId id) {
    const auto word = static_cast<std::uint32_t>(at - first_);
    std::uint32_t& bearer = bearer_of_[id];
    if (bearer == nobody) {
        borne_.push_back(id);
        bearer = word;
    } else if (bearer != word) {
        bearer = several;
    }
}

void Stretch::look_up() {
    for (std::size_t at = first(); at < end(); ++at) {
        const Word& word = document_.words()[at];
        StretchWord& out = words_[at - first_];
        if ((word.marks & compiled_.marks.known) != 0) {
            const Entry* entry = compiled_.words.find(word.hash);
            out.is_glue = entry != nullptr && entry->is_glue;
            if (out.is_glue) out.glue = entry->glue;
        }
        out.junk = !out.is_glue && word.rank == 0 && !word.has_digit && !word.capital;
    }
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

const std::vector<std::uint32_t>& Stretch::sorted_possible() {
    if (possible_.size() < 2) return possible_;
    std::sort(possible_.begin(), possible_.end());
    possible_.erase(std::unique(possible_.begin(), possible_.end()), possible_.end());
    return possible_;
}

/// Never wrongly false: some name has the anchor and needs the concept beside it.
bool Stretch::may_need(const StretchWord& anchor, ConceptId other) const {
    return compiled_.partners.has(anchor.partners, other) ||
           compiled_.partners_of_doubtful.has(anchor.partners_of_doubtful, other);
}

const std::vector<std::uint32_t>& Stretch::possible(std::size_t at) {
    possible_.clear();
    const StretchWord& anchor = (*this)[at];
    if (!anchor.is_anchor) return possible_;
    const auto mine = senses(anchor);
    for (const Sense& sense : mine) {
        if (may_be_name_alone(sense)) add_possible(compiled_.names_alone(sense.concept_id));
    }
    for (const ConceptId other : borne_) {
        if (!has_beside(at, other) || !may_need(anchor, other)) continue;
        for (const Sense& sense : mine) {
            add_possible(compiled_.by_rarest.find(sense.concept_id, other));
            if (has_unknown_) add_possible(compiled_.by_next.find(sense.concept_id, other));
        }
    }
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
