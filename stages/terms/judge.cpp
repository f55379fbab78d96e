#include "stages/terms/judge.hpp"

#include <algorithm>
#include <iterator>
#include <span>

#include "stages/terms/glue.hpp"
#include "stages/terms/good_english.hpp"

namespace mtmend::terms {
namespace {

/// Weighs a match: whether it is one at all, and how sure.
class Judge {
  public:
    Judge(const Compiled& compiled, const Document& document, const Match& match, AttestedTerms& attested)
        : compiled_(compiled),
          document_(document),
          match_(match),
          attested_(attested),
          term_(compiled.terms[match.variant->term]),
          own_(compiled.own[match.variant->term]) {}

    /// Nothing for good English and for what only looks like the name.
    std::optional<Judgement> judge() {
        if (is_good_english(compiled_, document_, match_)) return right_but_for_capitals();
        count();
        if (term_.line_only && !fills_line()) return std::nullopt;
        if (match_.filled.size() == 1) return of_one_word(is_attested());
        const bool strong = odd_ + source_ > 0 || order_odd();
        if (!strong && unknown_ == 0 && synonyms_ == 0 && !glue_odd()) return std::nullopt;
        if (is_short_form(strong) || is_indefinite() || is_said_of_the_thing()) return std::nullopt;
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
    std::optional<Judgement> right_but_for_capitals() const {
        const auto name = half_capitalised(compiled_, document_, match_);
        if (!name) return std::nullopt;
        return Judgement{match_.filled.size() >= 4 ? Confidence::safe : Confidence::likely, false, *name};
    }

    bool is_attested() const { return attested_.has(match_.variant->term); }

    void count() {
        for (const Filled& f : match_.filled) {
            const Word& word = document_.words()[f.first];
            capitals_ += word.capital;
            if (f.plural && !term_.plural && f.slot == match_.variant->head && !is_content(word.hash))
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

    bool is_content(std::uint64_t word) const {
        const auto content = compiled_.hashes[own_.content];
        return std::binary_search(content.begin(), content.end(), word);
    }

    /// The words of the term's English names; a phrase that is odd as a whole ("rights human") is not.
    bool is_own(const Filled& f) const {
        if (f.last > f.first && f.kind == SenseKind::odd) return false;
        for (std::size_t at = f.first; at <= f.last; ++at) {
            const Word& word = document_.words()[at];
            if (!is_content(word.hash) && !is_content(plain_hash(document_, word))) return false;
        }
        return true;
    }

    /// The slots of the canonical and of each alias, in their order.
    template <class Use>
    void for_each_order(Use use) const {
        const auto orders = compiled_.orders[match_.variant->orders];
        for (auto begin = orders.begin(); begin != orders.end();) {
            const auto end = std::find(begin, orders.end(), no_slot);
            use(std::span(begin, end));
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
        return compared || (!glue_.empty() && names().front().glue.empty());
    }

    /// "adopted in Rome of a statute": no rendering of a name has an indefinite article inside.
    bool is_indefinite() const {
        static const std::vector<std::uint64_t> articles = {folded_hash("a"), folded_hash("an")};
        return std::find_first_of(glue_.begin(), glue_.end(), articles.begin(), articles.end()) !=
                   glue_.end() &&
               glue_odd();
    }

    /// "Endangered species in international trade under the Convention": what is under or by the thing, not
    /// its name, which has its head elsewhere.
    bool is_said_of_the_thing() const {
        const Filled& head = match_.filled.back();
        // "arms to low-ammunitions": things are joined by whatever the source language has.
        if (term_.common || head.slot != match_.variant->head) return false;
        // "broadcasting in the European Union": modifiers of the head stand right before it.
        auto first = std::prev(match_.filled.end());
        while (first != match_.filled.begin() && std::prev(first)->last + 1 == first->first) --first;
        if (first->first < match_.first() + 2) return false;
        std::size_t at = first->first - 1;
        const auto last = glue_at(compiled_, document_, at);
        const bool behind_article = last && last->first == Glue::article;
        const auto glue = behind_article ? glue_at(compiled_, document_, --at) : last;
        static const std::uint64_t of = folded_hash("of");
        return at > match_.first() && glue && glue->second && glue->first == Glue::preposition &&
               document_.words()[at].hash != of;
    }

    /// Articles and prepositions as none of the English names has them.
    bool glue_odd() const {
        return std::none_of(names().begin(), names().end(), [&](const Phrase& name) {
            const auto glue = compiled_.hashes[name.glue];
            return std::equal(glue.begin(), glue.end(), glue_.begin(), glue_.end());
        });
    }

    /// The term's own English names.
    std::span<const Phrase> names() const { return compiled_.names_of(own_); }

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
        auto stands_in = [](std::span<const std::uint64_t> words, std::uint64_t word) {
            return std::find(words.begin(), words.end(), word) != words.end();
        };
        auto is_own = [&](std::uint64_t word) {
            return std::any_of(names().begin(), names().end(), [&](const Phrase& name) {
                return stands_in(compiled_.hashes[name.glue], word);
            });
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
        if (entry == nullptr) return false;
        const auto terms = compiled_.acronyms[entry->acronym_of];
        return std::find(terms.begin(), terms.end(), match_.variant->term) != terms.end();
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
        // "people we shop", "the duty of the nation to guard": plain words that happen to stand together.
        const bool plain = !term_.common && (odd_ == 0 || !glue_.empty());
        if (capitals_ == 0 && source_ == 0 && (unknown_ > 0 || plain)) return suggestion;
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
    AttestedTerms& attested_;
    const Term& term_;
    const OwnWords& own_;
    std::size_t odd_ = 0, source_ = 0, synonyms_ = 0, own_words_ = 0, own_slots_ = 0, unknown_ = 0,
                capitals_ = 0;
    bool other_number_ = false;  ///< "agencies" for an agency: may be a plain plural
    std::vector<std::uint64_t> glue_;
};
}  // namespace

bool AttestedTerms::has(std::uint32_t term) {
    const auto [it, is_new] = known_.try_emplace(term, false);
    if (is_new) it->second = look_up(term);
    return it->second;
}

bool AttestedTerms::look_up(std::uint32_t term) const {
    const OwnWords& own = compiled_.own[term];
    if (compiled_.terms[term].acronym.size() >= 3 && document_.may_have(own.acronym) &&
        document_.count(own.acronym) > 0)
        return true;
    const auto names = compiled_.names_of(own);
    return std::any_of(names.begin(), names.end(), [&](const Phrase& name) {
        const auto words = compiled_.hashes[name.words];
        const bool may_stand = std::all_of(words.begin(), words.end(),
                                           [&](std::uint64_t word) { return document_.may_have(word); });
        return may_stand && document_.contains(compiled_.text(name));
    });
}

std::optional<Judgement> judge(const Compiled& compiled, const Document& document, const Match& match,
                               AttestedTerms& attested) {
    return Judge(compiled, document, match, attested).judge();
}

}  // namespace mtmend::terms
