#include "stages/terms/recogniser.hpp"

#include <algorithm>
#include <bit>
#include <set>
#include <utility>

#include "pipeline/text/utf8.hpp"

namespace mtmend::terms {
namespace {

constexpr std::size_t most_glue = 3;    ///< glue words between two slots
constexpr std::size_t most_steps = 64;  ///< of one search; hostile text cannot make it longer
constexpr std::size_t longest_phrase =
    12;                                ///< words; how far before a match a name that overlaps it may begin
constexpr std::size_t full_line = 40;  ///< bytes; a shorter line may be a heading

std::string_view between(const Document& document, std::size_t word) {
    const auto& words = document.words();
    return document.text(Span<Working>{words[word].at.end, words[word + 1].at.begin});
}

/// The words of a phrase stand at `at`, whatever is between them but a full gap.
bool stands_at(const Document& document, std::size_t at, const std::vector<std::uint64_t>& words,
               std::size_t skip = 0) {
    const auto& text = document.words();
    if (words.size() - skip > text.size() - at) return false;
    for (std::size_t i = skip; i < words.size(); ++i) {
        const Word& word = text[at + i - skip];
        if (word.hash != words[i] && plain_hash(document, word) != words[i]) return false;
    }
    return true;
}

/// A word that may be one of the source with another ending.
bool is_guessable(const Word& word) {
    return !word.has_digit && word.at.size() >= 4 && word.at.size() <= 40;
}

std::vector<ConceptId> guesses(const Document& document, const Compiled& compiled, const Word& word) {
    return compiled.concepts.of_left_over(utf8::unaccented(without_possessive(document.text(word))));
}

/// Looks for one variant around one anchor: first to the right as far as slots fill, then to the left.
class Search {
  public:
    Search(const Compiled& compiled, const Document& document, const Variant& variant)
        : compiled_(compiled), document_(document), variant_(variant) {}

    bool run(std::size_t anchor) {
        const Entry* entry = entry_at(compiled_, document_, anchor);
        if (entry == nullptr) return false;
        for (const std::size_t slot : {variant_.anchor, variant_.second}) {
            for (const Sense& sense : entry->senses) {
                if (!has(variant_.slots[slot], sense.concept_id) || !unit_stands(anchor, sense)) continue;
                mask_ = 1u << slot;
                right_.assign(1, {anchor, anchor + sense.more.size(), static_cast<std::uint8_t>(slot),
                                  sense.kind, sense.plural});
                left_.clear();
                go_right();
            }
            if (variant_.second == variant_.anchor) break;
        }
        return best_.variant != nullptr;
    }

    const Match& match() const { return best_; }

  private:
    static bool has(const Slot& slot, ConceptId id) {
        return std::find(slot.begin(), slot.end(), id) != slot.end();
    }

    bool complete() const {
        return static_cast<std::size_t>(std::popcount(mask_)) + (unknown_ ? 1 : 0) == variant_.slots.size();
    }

    /// Keeps what was found where it is better: nearer to the order of the source, then with less glue, then
    /// first.
    void keep() {
        Match found;
        found.variant = &variant_;
        found.filled.assign(left_.rbegin(), left_.rend());
        found.filled.insert(found.filled.end(), right_.begin(), right_.end());
        found.breaks = breaks_;
        found.junk = junk_;
        std::uint32_t open = ~mask_;
        for (Filled& f : found.filled) {
            if (!f.unknown) continue;
            f.slot = static_cast<std::uint8_t>(std::countr_zero(open));
            open &= open - 1;
        }
        std::size_t cost = (found.last() - found.first()) + 2 * found.junk;
        for (std::size_t i = 1; i < found.filled.size(); ++i) {
            if (found.filled[i].slot < found.filled[i - 1].slot) cost += 100;
        }
        if (best_.variant != nullptr && cost >= best_cost_) return;
        best_ = std::move(found);
        best_cost_ = cost;
    }

    bool unit_stands(std::size_t at, const Sense& sense) const {
        if (sense.more.empty()) return true;
        if (at + sense.more.size() >= document_.words().size() || !stands_at(document_, at + 1, sense.more))
            return false;
        for (std::size_t i = 0; i < sense.more.size(); ++i) {
            const Gap gap = gap_behind(compiled_, document_, at + i);
            if (gap == Gap::closed || gap == Gap::comma) return false;
        }
        return true;
    }

    /// What the word at `at` can be. A word that no list knows may be a source word with another ending.
    const std::vector<Sense>& senses_at(std::size_t at, std::vector<Sense>& guessed) const {
        const Word& word = document_.words()[at];
        const Entry* entry = entry_at(compiled_, document_, at);
        if (entry != nullptr && !entry->senses.empty()) return entry->senses;
        guessed.clear();
        if (may_be_left_over(word.rank) && is_guessable(word)) {
            for (const ConceptId id : guesses(document_, compiled_, word))
                guessed.push_back({id, SenseKind::source, false, {}});
        }
        return guessed;
    }

    /// Fills a free slot with the unit [first, last] and goes on; takes it back afterwards.
    template <class Go>
    void fill(std::vector<Filled>& side, std::size_t first, std::size_t last, const Sense& sense, Go go) {
        for (std::size_t s = 0; s < variant_.slots.size(); ++s) {
            if ((mask_ >> s & 1) != 0 || !has(variant_.slots[s], sense.concept_id)) continue;
            mask_ |= 1u << s;
            side.push_back({first, last, static_cast<std::uint8_t>(s), sense.kind, sense.plural});
            go();
            side.pop_back();
            mask_ &= ~(1u << s);
            return;
        }
    }

    bool may_be_unknown(std::size_t at) const {
        const Word& word = document_.words()[at];
        return !unknown_ && may_lack_a_word(variant_) && word.rank == 0 && !word.has_digit &&
               word.at.size() >= 4;
    }

    /// Glue, or in a long name one lower-case word that nobody knows ("partorisca"): a preposition left over
    /// or mangled.
    bool skip_glue(std::size_t at, std::size_t& glue) {
        const auto found = glue_at(compiled_, document_, at);
        const Word& word = document_.words()[at];
        if (!found) {
            const bool junk =
                word.rank == 0 && !word.capital && !word.has_digit && variant_.slots.size() >= 3;
            return junk && ++junk_ <= 1;
        }
        if (++glue > most_glue) return false;
        return found->first != Glue::conjunction || ++ands_ <= variant_.conjunctions;
    }

    void go_right() {
        if (complete()) return keep();
        if (++steps_ > most_steps) return;
        const std::size_t breaks = breaks_;
        const std::size_t ands = ands_;
        const std::size_t junk = junk_;
        std::size_t glue = 0;
        std::size_t at = right_.back().last;
        while (step(at, breaks) && ++at < document_.words().size()) {
            std::vector<Sense> guessed;
            const std::vector<Sense>& senses = senses_at(at, guessed);
            for (const Sense& sense : senses) {
                if (unit_stands(at, sense))
                    fill(right_, at, at + sense.more.size(), sense, [&] { go_right(); });
            }
            if (senses.empty() && may_be_unknown(at)) {
                unknown_ = true;
                right_.push_back({at, at, 0, SenseKind::normal, false, true});
                go_right();
                right_.pop_back();
                unknown_ = false;
            }
            if (!skip_glue(at, glue)) break;
        }
        breaks_ = breaks;
        ands_ = ands;
        junk_ = junk;
        go_left();
    }

    void go_left() {
        if (complete()) return keep();
        if (++steps_ > most_steps) return;
        const std::size_t breaks = breaks_;
        const std::size_t ands = ands_;
        const std::size_t junk = junk_;
        std::size_t glue = 0;
        std::size_t at = left_.empty() ? right_.front().first : left_.back().first;
        while (at > 0 && step(at - 1, breaks)) {
            --at;
            for (std::size_t length = 0; length < 4 && length <= at; ++length) {
                std::vector<Sense> guessed;
                const std::vector<Sense>& senses = senses_at(at - length, guessed);
                for (const Sense& sense : senses) {
                    if (sense.more.size() == length && unit_stands(at - length, sense))
                        fill(left_, at - length, at, sense, [&] { go_left(); });
                }
            }
            if (!skip_glue(at, glue)) break;
        }
        breaks_ = breaks;
        ands_ = ands;
        junk_ = junk;
    }

    /// True where the gap behind word `at` may lie inside a name; counts the one break that may.
    bool step(std::size_t at, std::size_t breaks_before) {
        if (at + 1 >= document_.words().size()) return false;
        const Gap gap = gap_behind(compiled_, document_, at);
        if (gap == Gap::closed || (gap == Gap::comma && !variant_.lists_things)) return false;
        if (gap == Gap::line_break) breaks_ = std::max(breaks_, breaks_before) + 1;
        return breaks_ <= 1;
    }

    const Compiled& compiled_;
    const Document& document_;
    const Variant& variant_;
    std::uint32_t mask_ = 0;
    std::vector<Filled> right_, left_;
    std::size_t breaks_ = 0;
    std::size_t ands_ = 0;
    std::size_t junk_ = 0;
    std::size_t steps_ = 0;
    bool unknown_ = false;
    Match best_;
    std::size_t best_cost_ = 0;
};

/// Weighs a match: whether it is one at all, and how sure.
class Judge {
  public:
    Judge(const Compiled& compiled, const Document& document, const Match& match)
        : compiled_(compiled),
          document_(document),
          match_(match),
          term_(compiled.terms[match.variant->term]),
          own_(compiled.own[match.variant->term]) {}

    /// Nothing for good English and for what only looks like the name.
    std::optional<Judgement> judge() {
        if (is_good_english()) return half_capitalised();
        count();
        if (term_.line_only && !fills_line()) return std::nullopt;
        if (match_.filled.size() == 1) return of_one_word(is_attested());
        const bool strong = odd_ + source_ > 0 || order_odd();
        if (!strong && unknown_ == 0 && synonyms_ == 0 && !glue_odd()) return std::nullopt;
        if (is_short_form(strong) || is_indefinite()) return std::nullopt;
        Judgement result;
        result.left_over = source_ > 0;
        const bool evidence = source_ > 0 || acronym_behind() || is_attested();
        if (!evidence && !stands_alone()) return std::nullopt;
        const bool doubtful = continues() || (other_number_ && !term_.common);
        result.confidence = doubtful ? Confidence::suggestion : tier(strong, evidence);
        if ((term_.common || term_.weak) && !strong) return std::nullopt;
        return result;
    }

  private:
    bool is_attested() const { return terms::is_attested(compiled_, document_, match_.variant->term); }

    bool overlaps_match(std::size_t first, std::size_t last) const {
        return first <= match_.last() && last >= match_.first();
    }

    /// A canonical, alias, sibling or blocker equals, holds or cuts the span; or the term's own name lies
    /// inside.
    bool is_good_english() const {
        const std::size_t from = match_.first() - std::min(match_.first(), longest_phrase);
        for (std::size_t at = from; at <= match_.last(); ++at) {
            if ((document_.words()[at].marks & compiled_.phrase_mark) == 0) continue;
            if (blocked_from(at, document_.words()[at].hash)) return true;
        }
        return false;
    }

    bool blocked_from(std::size_t at, std::uint64_t hash) const {
        auto it = compiled_.phrases_by_first.find(hash);
        if (it == compiled_.phrases_by_first.end())
            it = compiled_.phrases_by_first.find(plain_hash(document_, document_.words()[at]));
        if (it == compiled_.phrases_by_first.end()) return false;
        for (const std::uint32_t index : it->second) {
            const Phrase& phrase = compiled_.phrases[index];
            const std::size_t last = at + phrase.words.size() - 1;
            if (!overlaps_match(at, last) || !stands_at(document_, at, phrase.words)) continue;
            const bool inside =
                at >= match_.first() && last <= match_.last() && last - at < match_.last() - match_.first();
            if (!inside || phrase.kind == PhraseKind::blocker) return true;
            // Names of other terms may be part of this one ("Council of Europe"); its own may not.
            if (phrase.term == match_.variant->term) return true;
        }
        return false;
    }

    /// The name itself, begun in lower case and gone on in capitals: "general Assembly of the United
    /// Nations".
    std::optional<Judgement> half_capitalised() const {
        const auto& words = document_.words();
        if (term_.common || term_.weak || words[match_.first()].capital) return std::nullopt;
        const auto it = compiled_.phrases_by_first.find(words[match_.first()].hash);
        if (it == compiled_.phrases_by_first.end() || match_.variant->slots.size() < 3) return std::nullopt;
        const std::string_view here =
            document_.text(Span<Working>{words[match_.first()].at.begin, words[match_.last()].at.end});
        if (std::any_of(it->second.begin(), it->second.end(),
                        [&](std::uint32_t index) { return compiled_.phrases[index].text == here; }))
            return std::nullopt;
        for (const std::uint32_t index : it->second) {
            const Phrase& phrase = compiled_.phrases[index];
            const bool equal = phrase.kind == PhraseKind::own && phrase.term == match_.variant->term &&
                               phrase.words.size() == match_.last() - match_.first() + 1 &&
                               stands_at(document_, match_.first(), phrase.words);
            std::size_t lower = 0;
            for (const Filled& f : match_.filled) lower += !words[f.first].capital;
            if (equal && lower == 1 && utf8::is_upper(utf8::decode(phrase.text, 0).value))
                return Judgement{match_.filled.size() >= 4 ? Confidence::safe : Confidence::likely, false,
                                 phrase.text};
        }
        return std::nullopt;
    }

    void count() {
        for (const Filled& f : match_.filled) {
            const Word& word = document_.words()[f.first];
            capitals_ += word.capital;
            if (f.plural && !term_.plural && f.slot == match_.variant->head &&
                !own_.content.contains(word.hash))
                other_number_ = true;
            if (f.unknown) {
                ++unknown_;
            } else if (is_own(f)) {
                own_words_ += f.last - f.first + 1;
                ++own_slots_;
            } else if (f.kind == SenseKind::odd) {
                ++odd_;
            } else if (f.kind == SenseKind::source) {
                ++source_;
            } else {
                ++synonyms_;
            }
        }
        unknown_ += match_.junk;
        std::size_t filled = 0;
        for (std::size_t at = match_.first(); at <= match_.last(); ++at) {
            while (filled < match_.filled.size() && match_.filled[filled].last < at) ++filled;
            if (filled < match_.filled.size() && match_.filled[filled].first <= at) continue;
            const auto glue = glue_at(compiled_, document_, at);
            glue_.push_back(document_.words()[at].hash);
            if (glue && !glue->second) ++source_;
        }
    }

    /// The words of the term's English names; a phrase that is odd as a whole ("rights human") is not.
    bool is_own(const Filled& f) const {
        if (f.last > f.first && f.kind == SenseKind::odd) return false;
        for (std::size_t at = f.first; at <= f.last; ++at) {
            const Word& word = document_.words()[at];
            if (!own_.content.contains(word.hash) && !own_.content.contains(plain_hash(document_, word)))
                return false;
        }
        return true;
    }

    /// The slots of the canonical and of each alias, in their order.
    template <class Use>
    void for_each_order(Use use) const {
        const auto& orders = match_.variant->orders;
        for (auto begin = orders.begin(); begin != orders.end();) {
            const auto end = std::find(begin, orders.end(), no_slot);
            use(std::basic_string_view<std::uint8_t>(&*begin, static_cast<std::size_t>(end - begin)));
            begin = std::next(end);
        }
    }

    bool order_odd() const {
        // A short alias ("World Court") says nothing about the order of the long name.
        std::size_t longest = 2;
        for_each_order([&](const auto& order) { longest = std::max(longest, order.size()); });
        bool compared = false;
        bool same = false;
        for_each_order([&](const auto& order) {
            if (order.size() < longest) return;
            compared = true;
            std::vector<std::uint8_t> mine;
            for (const Filled& f : match_.filled) {
                if (std::find(order.begin(), order.end(), f.slot) != order.end()) mine.push_back(f.slot);
            }
            same = same || std::equal(mine.begin(), mine.end(), order.begin(), order.end());
        });
        if (same) return false;
        return compared || (!glue_.empty() && own_.glue.front().empty());
    }

    /// "adopted in Rome of a statute": no rendering of a name has an indefinite article inside.
    bool is_indefinite() const {
        static const std::vector<std::uint64_t> articles = {folded_hash("a"), folded_hash("an")};
        return std::find_first_of(glue_.begin(), glue_.end(), articles.begin(), articles.end()) !=
                   glue_.end() &&
               glue_odd();
    }

    /// Articles and prepositions as none of the English names has them.
    bool glue_odd() const { return std::find(own_.glue.begin(), own_.glue.end(), glue_) == own_.glue.end(); }

    /// Fewer words than the canonical and all of them its own: how English shortens names.
    bool is_short_form(bool strong) const {
        return own_slots_ == match_.filled.size() && own_words_ < own_.canonical_size &&
               (!strong || !glue_odd());
    }

    /// Without evidence a name needs three words of its own, or a capital on every one, or on one of them and
    /// be joined as a source language joins: by "of (the)", by what its English names have too, or not at
    /// all. So does a common noun.
    bool stands_alone() const {
        if (match_.variant->outside >= 3) return true;
        if (!term_.common && capitals_ == match_.filled.size()) return true;
        static const std::vector<std::uint64_t> joints = {folded_hash("of"), folded_hash("the")};
        // What machines put for "en", "à", "a" inside common nouns: "ammunition in bunch".
        static const std::vector<std::uint64_t> loose_joints = {folded_hash("in"), folded_hash("to"),
                                                                folded_hash("at"), folded_hash("on")};
        auto stands_in = [](const std::vector<std::uint64_t>& words, std::uint64_t word) {
            return std::find(words.begin(), words.end(), word) != words.end();
        };
        auto is_own = [&](std::uint64_t word) {
            return std::any_of(own_.glue.begin(), own_.glue.end(),
                               [&](const auto& glue) { return stands_in(glue, word); });
        };
        const bool joined = std::all_of(glue_.begin(), glue_.end(), [&](std::uint64_t word) {
            return stands_in(joints, word) ||
                   (term_.common ? odd_ > 0 && stands_in(loose_joints, word) : is_own(word));
        });
        if (!joined) return false;
        // "ammunition of bunch" is what a machine writes, "a bunch of ammunition" what a person does.
        if (term_.common) return glue_.empty() || (match_.variant->joined && in_source_order());
        return capitals_ > 0 && odd_ + order_odd() > 0;
    }

    bool in_source_order() const {
        return std::is_sorted(match_.filled.begin(), match_.filled.end(),
                              [](const Filled& a, const Filled& b) { return a.slot < b.slot; });
    }

    bool fills_line() const {
        const auto& words = document_.words();
        const Line& line = document_.line_at(words[match_.first()].at.begin);
        return line.begin == words[match_.first()].at.begin && line.end <= words[match_.last()].at.end + 1;
    }

    /// The English acronym of the term or one of another language stands in brackets behind the name.
    bool acronym_behind() const {
        const auto& words = document_.words();
        const std::size_t next = match_.last() + 1;
        if (next >= words.size() || between(document_, match_.last()).find('(') == std::string_view::npos)
            return false;
        if (!term_.acronym.empty() && words[next].hash == folded_hash(term_.acronym)) return true;
        const Entry* entry = compiled_.words.find(words[next].hash);
        return entry != nullptr && std::find(entry->acronym_of.begin(), entry->acronym_of.end(),
                                             match_.variant->term) != entry->acronym_of.end();
    }

    /// A capitalised neighbour, or "of Brazil" behind it: the name is longer than what was recognised.
    bool continues() const {
        const auto& words = document_.words();
        if (match_.first() > 0) {
            const Word& before = words[match_.first() - 1];
            const std::string_view gap = between(document_, match_.first() - 1);
            const bool glue = glue_at(compiled_, document_, match_.first() - 1).has_value();
            const bool begins = document_.sentence_at(before.at.begin).begin == before.at.begin;
            const bool only_space = gap.find_first_not_of(" \n") == std::string_view::npos;
            if (gap == "-" || (only_space && before.capital && !glue && !begins && !term_.common))
                return true;
        }
        if (match_.last() + 1 >= words.size()) return false;
        const Word& next = words[match_.last() + 1];
        const std::string_view gap = between(document_, match_.last());
        if (gap == "-") return true;
        if (gap != " " || term_.common) return false;
        if (next.capital && !next.all_capitals) return true;
        const auto glue = glue_at(compiled_, document_, match_.last() + 1);
        if (!glue || glue->first != Glue::preposition || match_.last() + 2 >= words.size()) return false;
        std::size_t behind = match_.last() + 2;
        const std::string_view preposition = document_.text(next);
        const bool binds =
            !glue->second || preposition == "of" || preposition == "for" || preposition == "on";
        if (!binds) return false;
        const auto article = glue_at(compiled_, document_, behind);
        if (article && article->first == Glue::article && behind + 1 < words.size()) ++behind;
        return words[behind].capital;
    }

    Judgement single(Confidence confidence) const { return {confidence, true, {}}; }

    std::optional<Judgement> of_one_word(bool attested) const {
        const bool phrase = match_.last() > match_.first();
        if (source_ == 0 && !(attested && odd_ > 0 && phrase)) return std::nullopt;
        if (continues()) return single(Confidence::suggestion);
        if (term_.certain && source_ > 0)
            return single(attested || acronym_behind() ? Confidence::safe : Confidence::likely);
        return single(attested ? Confidence::likely : Confidence::suggestion);
    }

    Confidence tier(bool strong, bool evidence) const {
        using enum Confidence;
        const std::size_t n = match_.filled.size();
        if (term_.common || term_.weak || unknown_ > 0) return evidence && strong ? likely : suggestion;
        const bool all = capitals_ == n;
        const bool enough = n >= 4 ? capitals_ * 2 >= n : all;
        const bool first = document_.words()[match_.first()].capital;
        if (match_.variant->outside >= 3) {
            if (enough) return strong || evidence ? safe : likely;
            if (first) return strong && evidence ? safe : strong || evidence ? likely : suggestion;
            return evidence ? likely : suggestion;
        }
        if (all) return strong ? (evidence ? safe : likely) : (evidence ? likely : suggestion);
        return evidence ? likely : suggestion;
    }

    const Compiled& compiled_;
    const Document& document_;
    const Match& match_;
    const Term& term_;
    const OwnWords& own_;
    std::size_t odd_ = 0, source_ = 0, synonyms_ = 0, own_words_ = 0, own_slots_ = 0, unknown_ = 0,
                capitals_ = 0;
    bool other_number_ = false;  ///< "agencies" for an agency: may be a plain plural
    std::vector<std::uint64_t> glue_;
};

/// Takes the matches that stand: the longest first, then the surer, then the term that sorts first.
std::vector<Recogniser::Found> without_overlaps(const Document& document,
                                                std::vector<Recogniser::Found> all) {
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

std::uint64_t plain_hash(const Document& document, const Word& word) {
    return word.possessive ? folded_hash(without_possessive(document.text(word))) : word.hash;
}

const Entry* entry_at(const Compiled& compiled, const Document& document, std::size_t word) {
    return compiled.words.find(plain_hash(document, document.words()[word]));
}

std::optional<std::pair<Glue, bool>> glue_at(const Compiled& compiled, const Document& document,
                                             std::size_t word) {
    const Entry* entry = compiled.words.find(document.words()[word].hash);
    if (entry == nullptr || !entry->is_glue) return std::nullopt;
    return std::pair(entry->glue, entry->english_glue);
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
    const auto glue = glue_at(compiled, document, word);
    if (glue && glue->second && !before.capital) return Gap::line_break;
    const bool goes_on = !document.words()[word + 1].capital;
    const bool full = lines == 1 && document.line_at(before.at.begin).size() >= full_line;
    return goes_on || full ? Gap::line_break : Gap::closed;
}

bool is_attested(const Compiled& compiled, const Document& document, std::uint32_t index) {
    const OwnWords& own = compiled.own[index];
    if (compiled.terms[index].acronym.size() >= 3 && document.may_have(own.acronym) &&
        document.count(own.acronym) > 0)
        return true;
    for (std::size_t i = 0; i < own.glue.size(); ++i) {
        const Phrase& phrase = compiled.phrases[own.first_phrase + i];
        const bool may_stand = std::all_of(phrase.words.begin(), phrase.words.end(),
                                           [&](std::uint64_t word) { return document.may_have(word); });
        if (may_stand && document.contains(phrase.text)) return true;
    }
    return false;
}

/// Words in a row in which nothing ends a name: each is known to the vocabulary, or may be left over from the
/// source. A name lies inside one stretch, so what a stretch lacks need not be looked for in it.
class Recogniser::Stretch {
  public:
    Stretch(const Compiled& compiled, const Document& document)
        : compiled_(compiled), document_(document), concepts_(compiled.concepts.all().size() / 64 + 1) {}

    /// Makes this the stretch around `at`, which belongs to one; `least` is the first word it may begin at.
    void begin_at(std::size_t at) {
        for (const ConceptId id : seen_) concepts_[id / 64] = 0;
        seen_.clear();
        unknown_ = false;
        bearers_ = 0;
        std::size_t first = at;
        while (first > 0 && belongs(first - 1) && !is_closed(first - 1)) --first;
        for (end_ = first; take(end_); ++end_) {
            if (end_ + 1 >= document_.words().size() || is_closed(end_)) {
                ++end_;
                break;
            }
        }
    }
    /// The word behind its last.
    std::size_t end() const { return end_; }
    /// True where one of its words may carry this concept, or one of these.
    bool has(ConceptId id) const { return (concepts_[id / 64] >> (id % 64) & 1) != 0; }
    bool has(const Slot& slot) const {
        return std::any_of(slot.begin(), slot.end(), [&](ConceptId id) { return has(id); });
    }
    /// The variants among the candidates of an anchor that may stand here, in order, each once.
    const std::vector<std::uint32_t>& possible(const std::vector<Candidate>& candidates) {
        possible_.clear();
        if (bearers_ > 1 || unknown_) {
            for (const Candidate& candidate : candidates) {
                if (candidate.needs == no_concept || has(candidate.needs) ||
                    (unknown_ && candidate.may_lack_it))
                    possible_.push_back(candidate.variant);
            }
        } else {
            // Alone the anchor can be a name of one word only; those come last.
            for (auto it = candidates.rbegin(); it != candidates.rend() && it->needs == no_concept; ++it)
                possible_.push_back(it->variant);
        }
        if (possible_.size() < 2) return possible_;
        std::sort(possible_.begin(), possible_.end());
        possible_.erase(std::unique(possible_.begin(), possible_.end()), possible_.end());
        return possible_;
    }
    /// A word that nobody knows is among them: it may be a word of the name.
    bool has_unknown() const { return unknown_; }

  private:
    bool is_closed(std::size_t word) const { return gap_behind(compiled_, document_, word) == Gap::closed; }

    bool belongs(std::size_t at) const {
        return may_be_left_over(document_.words()[at].rank) || entry_at(compiled_, document_, at) != nullptr;
    }

    /// Notes what the word at `at` may mean; false where it belongs to no stretch.
    bool take(std::size_t at) {
        if (at >= document_.words().size()) return false;
        const Word& word = document_.words()[at];
        const Entry* entry = entry_at(compiled_, document_, at);
        if (entry != nullptr) {
            for (const ConceptId id : entry->concepts) note(id);
            bearers_ += !entry->senses.empty();
        }
        if (!may_be_left_over(word.rank)) return entry != nullptr;
        unknown_ = unknown_ || word.rank == 0;
        if ((entry == nullptr || entry->senses.empty()) && is_guessable(word)) {
            const auto guessed = guesses(document_, compiled_, word);
            for (const ConceptId id : guessed) note(id);
            bearers_ += !guessed.empty();
        }
        return true;
    }

    void note(ConceptId id) {
        if (has(id)) return;
        concepts_[id / 64] |= std::uint64_t{1} << (id % 64);
        seen_.push_back(id);
    }

    const Compiled& compiled_;
    const Document& document_;
    std::vector<std::uint64_t> concepts_;  ///< a bit each
    std::vector<ConceptId> seen_;
    std::vector<std::uint32_t> possible_;
    std::size_t bearers_ = 0;  ///< words that carry a concept
    bool unknown_ = false;
    std::size_t end_ = 0;
};

/// Cheap and never wrongly false: every slot must find something in the stretch, but for the one that a word
/// nobody knows may take.
bool Recogniser::may_stand(const Variant& variant, const Stretch& stretch) const {
    bool spare = stretch.has_unknown() && may_lack_a_word(variant);
    for (const std::uint8_t slot : variant.rarest_first) {
        if (!stretch.has(variant.slots[slot]) && !std::exchange(spare, false)) return false;
    }
    return true;
}

void Recogniser::find_from(const Document& document, std::size_t anchor, Stretch& stretch,
                           std::vector<Found>& found,
                           std::vector<std::pair<std::size_t, std::size_t>>& refused) const {
    const Entry* entry = entry_at(compiled_, document, anchor);
    if (entry == nullptr) return;
    for (const std::uint32_t index : stretch.possible(entry->candidates)) {
        const Variant& variant = compiled_.variants[index];
        if (!may_stand(variant, stretch)) continue;
        Search search(compiled_, document, variant);
        if (!search.run(anchor)) continue;
        const Match& match = search.match();
        const auto judgement = Judge(compiled_, document, match).judge();
        if (judgement)
            found.push_back({match, *judgement});
        else
            refused.emplace_back(match.first(), match.last());
    }
}

std::vector<Recogniser::Found> Recogniser::find(const Document& document) const {
    std::vector<Found> all;
    std::vector<std::pair<std::size_t, std::size_t>> refused;
    if ((document.marks() & compiled_.anchor_mark) == 0) return all;
    Stretch stretch(compiled_, document);
    const auto& words = document.words();
    for (std::size_t at = 0; at < words.size(); ++at) {
        if ((words[at].marks & compiled_.anchor_mark) == 0) continue;
        if (at >= stretch.end()) stretch.begin_at(at);
        find_from(document, at, stretch, all, refused);
    }
    // What is part of a longer name that was refused is refused with it.
    std::erase_if(all, [&](const Found& found) {
        return std::any_of(refused.begin(), refused.end(), [&](const auto& r) {
            return r.first <= found.match.first() && r.second >= found.match.last() &&
                   r.second - r.first > found.match.last() - found.match.first();
        });
    });
    return without_overlaps(document, std::move(all));
}

}  // namespace mtmend::terms
