#include "stages/terms/compile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "pipeline/rules/toml_loader.hpp"
#include "pipeline/text/document.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend::terms {
namespace {

std::string plural_of(const std::string& text) {
    const std::size_t of = text.find(" of ");
    if (of != std::string::npos) return plural_of(text.substr(0, of)) + text.substr(of);
    if (text.size() > 4 && text.ends_with("sis")) return text.substr(0, text.size() - 2) + "es";
    if (text.ends_with("s") || text.ends_with("x") || text.ends_with("ch") || text.ends_with("sh"))
        return text + "es";
    if (text.size() > 2 && text.ends_with("y") &&
        std::string_view("aeiou").find(text[text.size() - 2]) == std::string_view::npos)
        return text.substr(0, text.size() - 1) + "ies";
    return text + "s";
}

/// True for the plain plural of a rendering that is not odd: an odd one it cannot be.
bool is_plain_plural(const Concept& c, const std::string& text) {
    return std::any_of(c.renderings.begin(), c.renderings.end(),
                       [&](const Rendering& r) { return !r.odd && plural_of(r.text) == text; });
}

/// How often a word stands in English, roughly, from its class.
std::size_t commonness(Rank rank) {
    if (rank == 0) return 1;
    if (rank <= 10) return 400;
    if (rank <= 20) return 120;
    if (rank <= 35) return 40;
    if (rank <= 50) return 10;
    return 3;
}

struct Problem {
    Place place;
    std::string text;
};

/// A sense with the words behind its first.
struct DraftSense {
    ConceptId concept_id = 0;
    SenseKind kind = SenseKind::normal;
    bool plural = false;
    std::vector<std::uint64_t> more;
};

/// What an entry of the vocabulary refers to, as long as more may come.
struct DraftEntry {
    std::vector<DraftSense> senses;
    std::vector<std::uint32_t> acronym_of;
};

using Slot = std::vector<ConceptId>;

/// A variant, and what it refers to.
struct DraftVariant {
    Variant flat;
    std::vector<std::uint16_t> names;
    std::vector<Slot> slots;
    std::vector<std::uint8_t> orders;
};

class Compiler {
  public:
    Compiler(const Dictionaries& dictionaries, Compiled& out)
        : dictionaries_(dictionaries), lexicon_(dictionaries.lexicon()), concepts_(dictionaries), out_(out) {}

    void run() {
        rows_ = read_terms(dictionaries_);
        for (const TermRow& row : rows_) out_.terms.push_back(row.term);
        out_.stems = concepts_.stems();
        out_.concept_count = static_cast<std::uint32_t>(concepts_.all().size());
        out_.partners = out_.partners_of_doubtful = PartnerTable(out_.concept_count);
        for (const auto& [hash, glue] : concepts_.glue()) {
            Entry& entry = out_.words[hash];
            entry.is_glue = true;
            entry.glue = glue.first;
            entry.english_glue = glue.second;
        }
        add_renderings();
        for (std::uint32_t t = 0; t < out_.terms.size(); ++t) add_term(t);
        add_blockers();
        report();
        for (std::uint32_t v = 0; v < variants_.size(); ++v) hang_on_anchors(v);
        join_partners();
        out_.by_rarest.close();
        out_.by_next.close();
        flatten();
    }

  private:
    void problem(const Place& place, std::string text) { problems_.push_back({place, std::move(text)}); }

    /// What is known of a word, which is added where it is new.
    DraftEntry& draft(std::uint64_t word) {
        const std::size_t index = out_.words.add(word);
        if (index >= drafts_.size()) drafts_.resize(index + 1);
        return drafts_[index];
    }
    const DraftEntry* find_draft(std::uint64_t word) const {
        const std::size_t index = out_.words.index_of(word);
        return index < drafts_.size() ? &drafts_[index] : nullptr;
    }

    void add_sense(std::string_view text, ConceptId id, SenseKind kind, bool plural) {
        const auto words = phrase_words(text);
        if (words.empty()) return;
        auto& senses = draft(words.front()).senses;
        DraftSense sense{id, kind, plural, {words.begin() + 1, words.end()}};
        for (const DraftSense& other : senses) {
            if (other.concept_id == id && other.more == sense.more) return;
        }
        words_of_concept_[id].push_back(words.front());
        rank_sum_[id] += commonness(lexicon_.rank(text.substr(0, text.find_first_of(" -"))));
        // Odd ones first: what is odd for any concept of a slot is odd there.
        senses.insert(kind == SenseKind::odd ? senses.begin() : senses.end(), std::move(sense));
        // All words of a phrase belong to the vocabulary: no stretch of text ends inside one.
        for (std::size_t i = 1; i < words.size(); ++i) out_.words.add(words[i]);
    }

    void add_renderings() {
        const auto& concepts = concepts_.all();
        words_of_concept_.resize(concepts.size());
        rank_sum_.resize(concepts.size());
        for (ConceptId id = 0; id < concepts.size(); ++id) {
            for (const Rendering& r : concepts[id].renderings) {
                const bool plural = r.odd && is_plain_plural(concepts[id], r.text);
                const SenseKind kind = r.odd && !plural ? SenseKind::odd : SenseKind::normal;
                add_sense(r.text, id, kind, plural);
            }
            for (const Rendering& r : concepts[id].renderings) {
                const SenseKind kind = r.odd ? SenseKind::odd : SenseKind::normal;
                if (!concepts[id].name) add_sense(plural_of(r.text), id, kind, true);
            }
        }
    }

    /// Returns its words; none where it has none.
    std::vector<std::uint64_t> add_phrase(std::string_view text, std::uint32_t term, PhraseKind kind) {
        auto words = phrase_words(text);
        if (words.empty()) return words;
        std::vector<std::uint64_t> glue;
        std::copy_if(words.begin(), words.end(), std::back_inserter(glue),
                     [&](std::uint64_t word) { return is_english_glue(word); });
        out_.phrase_starts.add(words.front(), {words.size() > 1 ? words[1] : 0, out_.phrases.size()});
        out_.phrases.to_change().push_back(
            {out_.hashes.add(words), out_.hashes.add(glue), out_.texts.add(text), term, kind});
        return words;
    }

    bool is_english_glue(std::uint64_t word) const {
        const Entry* entry = out_.words.find(word);
        return entry != nullptr && entry->english_glue;
    }

    void add_own(std::uint32_t t) {
        const Term& term = out_.terms[t];
        OwnWords own;
        first_phrase_ = out_.phrases.size();
        std::vector<std::uint64_t> content;
        auto add = [&](std::string_view text) {
            std::uint32_t added = 0;
            for (const std::uint64_t word : add_phrase(text, t, PhraseKind::own)) {
                if (is_english_glue(word)) continue;
                content.push_back(word);
                ++added;
            }
            return added;
        };
        own.first_phrase = static_cast<std::uint32_t>(first_phrase_);
        own.acronym = folded_hash(term.acronym);
        own.canonical_size = add(term.canonical);
        for (const auto& alias : rows_[t].names.aliases) add(alias);
        own.phrase_count = out_.phrases.size() - first_phrase_;
        std::sort(content.begin(), content.end());
        own.content = out_.hashes.add(content);
        out_.own.to_change().push_back(own);
        for (const auto& sibling : rows_[t].names.siblings) add_phrase(sibling, t, PhraseKind::sibling);
    }

    void add_term(std::uint32_t t) {
        add_own(t);
        const auto& names = rows_[t].names.official;
        for (std::uint16_t n = 0; n < names.size(); ++n) {
            const OfficialName& name = names[n];
            if (!name.acronym.empty() && name.acronym != rows_[t].term.acronym) {
                auto& terms = draft(folded_hash(name.acronym)).acronym_of;
                if (std::find(terms.begin(), terms.end(), t) == terms.end()) terms.push_back(t);
            }
            add_name(t, n);
        }
    }

    void add_name(std::uint32_t t, std::uint16_t n) {
        const auto& [term, names] = rows_[t];
        const OfficialName& name = names.official[n];
        if (name.text == term.canonical) return;
        DraftVariant variant;
        variant.flat.term = t;
        variant.flat.lists_things = term.canonical.find(',') != std::string::npos;
        variant.names.push_back(n);
        for (const auto& token : concepts_.tokens(name.text, name.language)) {
            if (token.glue) {
                variant.flat.conjunctions += token.kind == Glue::conjunction;
                variant.flat.joined = true;
            } else if (token.concepts.empty()) {
                problem(names.place, fmt::format("'{}' of {} «{}» is no stem of terms/concepts.tsv",
                                                 token.text, name.language, name.text));
                return;
            } else {
                variant.slots.push_back(token.concepts);
                add_left_over(token);
            }
        }
        if (variant.slots.empty() || variant.slots.size() > most_slots) {
            problem(names.place, fmt::format("{} «{}» comes down to {} slots; 1 to {} can be matched",
                                             name.language, name.text, variant.slots.size(), most_slots));
            return;
        }
        add_variant(std::move(variant));
    }

    /// The word of the name as it stands, with and without its accents, where English has no such word.
    void add_left_over(const Concepts::Token& token) {
        if (token.text.find(' ') != std::string::npos) return;
        for (const std::string& word : {token.text, token.accented}) {
            if (word.empty() || is_english(word)) continue;
            for (const ConceptId id : token.concepts) add_sense(word, id, SenseKind::source, false);
        }
    }

    bool is_english(const std::string& word) const { return !may_be_left_over(lexicon_.rank(word)); }

    void add_variant(DraftVariant variant) {
        std::vector<Slot> bag = variant.slots;
        std::sort(bag.begin(), bag.end());
        const auto [it, is_new] =
            by_bag_.try_emplace(std::move(bag), static_cast<std::uint32_t>(variants_.size()));
        if (!is_new) {
            DraftVariant& same = variants_[it->second];
            if (same.flat.term != variant.flat.term) {
                const TermNames& mine = rows_[variant.flat.term].names;
                const TermRow& other = rows_[same.flat.term];
                problem(mine.place, fmt::format("«{}» has the same concepts as a name of '{}' ({}:{})",
                                                mine.official[variant.names[0]].text, other.term.canonical,
                                                other.names.place.file, other.names.place.line));
                return;
            }
            same.names.push_back(variant.names[0]);
            same.flat.joined = same.flat.joined || variant.flat.joined;
            same.flat.conjunctions = std::max(same.flat.conjunctions, variant.flat.conjunctions);
            return;
        }
        weigh_slots(variant);
        find_orders(variant);
        variants_.push_back(std::move(variant));
    }

    void weigh_slots(DraftVariant& variant) const {
        Variant& flat = variant.flat;
        std::vector<std::pair<std::size_t, std::uint8_t>> costs;
        for (const Slot& slot : variant.slots) {
            std::size_t cost = 0;
            for (const ConceptId id : slot) cost += rank_sum_[id];
            flat.outside += !concepts_[slot[0]].name;
            costs.emplace_back(cost, static_cast<std::uint8_t>(costs.size()));
        }
        std::sort(costs.begin(), costs.end());
        flat.slot_count = static_cast<std::uint8_t>(costs.size());
        flat.has_second = costs.size() >= 3;
        flat.may_lack_a_word = costs.size() >= 4 && flat.outside >= 3;
        for (std::size_t i = 0; i < costs.size(); ++i) flat.rarest_first[i] = costs[i].second;
    }

    /// In which order the term's English names have the slots.
    void find_orders(DraftVariant& variant) const {
        const Term& term = out_.terms[variant.flat.term];
        auto order_of = [&](std::span<const std::uint64_t> words) {
            std::vector<std::uint8_t> order;
            std::uint32_t filled = 0;
            for (std::size_t i = 0; i < words.size(); ++i) {
                const DraftEntry* entry = find_draft(words[i]);
                if (entry == nullptr) continue;
                for (const DraftSense& sense : entry->senses) {
                    if (sense.more.size() >= words.size() - i ||
                        !std::equal(sense.more.begin(), sense.more.end(),
                                    words.begin() + static_cast<std::ptrdiff_t>(i) + 1))
                        continue;
                    const std::size_t slot = free_slot(variant, sense.concept_id, filled);
                    if (slot == variant.slots.size()) continue;
                    filled |= 1u << slot;
                    order.push_back(static_cast<std::uint8_t>(slot));
                    break;
                }
            }
            return order;
        };
        for (const std::uint64_t word : phrase_words(head_of(term.canonical))) {
            const DraftEntry* entry = find_draft(word);
            if (entry == nullptr) continue;
            for (const DraftSense& sense : entry->senses) {
                const std::size_t slot = free_slot(variant, sense.concept_id, 0);
                if (slot < variant.slots.size() && sense.more.empty())
                    variant.flat.head = static_cast<std::uint8_t>(slot);
            }
        }
        for (std::size_t i = first_phrase_;
             i < out_.phrases.size() && out_.phrases[i].kind == PhraseKind::own; ++i) {
            const auto order = order_of(out_.hashes[out_.phrases[i].words]);
            variant.orders.insert(variant.orders.end(), order.begin(), order.end());
            variant.orders.push_back(no_slot);
        }
    }

    static std::size_t free_slot(const DraftVariant& variant, ConceptId id, std::uint32_t filled) {
        for (std::size_t s = 0; s < variant.slots.size(); ++s) {
            const Slot& slot = variant.slots[s];
            if ((filled >> s & 1) == 0 && std::find(slot.begin(), slot.end(), id) != slot.end()) return s;
        }
        return variant.slots.size();
    }

    void add_blockers() {
        for (const TableRow& row : dictionaries_.table("terms/blockers.tsv", 2)) {
            add_phrase(row.cells[0], 0, PhraseKind::blocker);
        }
    }

    /// The concepts of the slots that are rarest beside the anchor: of the rarest, and of the next one.
    static std::pair<Slot, Slot> rarest_beside(const DraftVariant& variant, std::size_t anchor) {
        std::pair<Slot, Slot> found{{no_concept}, {}};
        std::size_t seen = 0;
        for (std::size_t i = 0; i < variant.slots.size() && seen < 2; ++i) {
            const std::size_t slot = variant.flat.rarest_first[i];
            if (slot == anchor) continue;
            (seen++ == 0 ? found.first : found.second) = variant.slots[slot];
        }
        return found;
    }

    void hang_on_anchors(std::uint32_t v) {
        const DraftVariant& variant = variants_[v];
        for (const std::uint8_t slot : variant.flat.anchors()) {
            const auto [rarest, next] = rarest_beside(variant, slot);
            for (const ConceptId id : variant.slots[slot]) {
                for (const ConceptId other : rarest) out_.by_rarest.add(id, other, v);
                if (variant.flat.may_lack_a_word) {
                    for (const ConceptId other : next) out_.by_next.add(id, other, v);
                }
                for (const std::uint64_t word : words_of_concept_[id]) {
                    Entry& entry = out_.words[word];
                    entry.is_anchor = true;
                    if (slot == variant.flat.rarest_first[0])
                        add_partners(out_.partners, entry.partners, rarest);
                    if (variant.flat.has_second)
                        add_partners(out_.partners_of_doubtful, entry.partners_of_doubtful, rarest);
                    if (variant.flat.may_lack_a_word)
                        add_partners(out_.partners_of_doubtful, entry.partners_of_doubtful, next);
                }
            }
        }
    }

    static void add_partners(PartnerTable& table, std::uint32_t& row, const Slot& concepts) {
        if (row == 0) row = table.add_row();
        for (const ConceptId id : concepts) {
            if (id != no_concept) table.add(row, id);
        }
    }

    void join_partners() {
        const auto rarest = out_.partners.join_equal_rows();
        const auto doubtful = out_.partners_of_doubtful.join_equal_rows();
        for (std::size_t i = 0; i < out_.words.size(); ++i) {
            Entry& entry = out_.words.at_index(i);
            entry.partners = rarest[entry.partners];
            entry.partners_of_doubtful = doubtful[entry.partners_of_doubtful];
        }
    }

    /// Puts what entries and variants refer to into the pools.
    void flatten() {
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            std::vector<Sense> senses;
            for (const DraftSense& sense : drafts_[i].senses) {
                const auto second = static_cast<std::uint32_t>(sense.more.empty() ? 0 : sense.more.front());
                senses.push_back(
                    {sense.concept_id, sense.kind, sense.plural, second, out_.hashes.add(sense.more)});
            }
            Entry& entry = out_.words.at_index(i);
            entry.senses = out_.senses.add(senses);
            entry.acronym_of = out_.acronyms.add(drafts_[i].acronym_of);
        }
        for (DraftVariant& variant : variants_) {
            Variant& flat = variant.flat;
            flat.names = out_.name_indices.add(variant.names);
            flat.orders = out_.orders.add(variant.orders);
            flat.first_slot = static_cast<std::uint32_t>(out_.slots.size());
            for (const Slot& slot : variant.slots)
                out_.slots.to_change().push_back(out_.slot_concepts.add(slot));
            out_.variants.to_change().push_back(flat);
        }
        out_.phrase_starts.close();
    }

    static constexpr std::size_t most_told = 5;

    void report() const {
        if (problems_.empty()) return;
        std::string text = problems_.front().text;
        for (std::size_t i = 1; i < std::min(problems_.size(), most_told); ++i) {
            text += fmt::format("; {}:{}: {}", problems_[i].place.file, problems_[i].place.line,
                                problems_[i].text);
        }
        if (problems_.size() > most_told) text += fmt::format("; and {} more", problems_.size() - most_told);
        throw DictionaryError(problems_.front().place, text);
    }

    const Dictionaries& dictionaries_;
    const Lexicon& lexicon_;
    const Concepts concepts_;
    Compiled& out_;
    std::vector<DraftEntry> drafts_;  ///< of the vocabulary, by index
    std::vector<DraftVariant> variants_;
    std::vector<std::vector<std::uint64_t>> words_of_concept_;
    std::vector<std::size_t> rank_sum_;
    std::map<std::vector<Slot>, std::uint32_t> by_bag_;
    std::vector<Problem> problems_;
    std::vector<TermRow> rows_;
    std::size_t first_phrase_ = 0;  ///< of the term that is being added
};

}  // namespace

std::vector<std::uint64_t> phrase_words(std::string_view phrase) {
    static const Lexicon no_words;
    const Document document(phrase, no_words);
    std::vector<std::uint64_t> hashes;
    hashes.reserve(document.words().size());
    for (const Word& word : document.words()) hashes.push_back(word.hash);
    return hashes;
}

std::string_view head_of(std::string_view name) {
    for (const std::string_view preposition : {" of ", " for ", " on ", " against ", " in ", " to "}) {
        name = name.substr(0, name.find(preposition));
    }
    return name.substr(name.find_last_of(" -") + 1);
}

Compiled compile(const Dictionaries& dictionaries) {
    Compiled result;
    Compiler(dictionaries, result).run();
    return result;
}

std::string literal_rendering(const Concepts& concepts, const Term& term, const OfficialName& name,
                              bool odd) {
    std::string text;
    for (const auto& token : concepts.tokens(name.text, name.language)) {
        if (!text.empty()) text += ' ';
        if (token.glue) {
            text += token.kind == Glue::article ? "the" : token.kind == Glue::conjunction ? "and" : "of";
            continue;
        }
        if (token.concepts.empty()) {  // a name that is the English one is never taken apart
            text += token.text;
            continue;
        }
        const Concept& one = concepts[token.concepts.front()];
        auto chosen = one.renderings.begin();
        if (odd) {
            const auto found =
                std::find_if(chosen, one.renderings.end(), [](const Rendering& r) { return r.odd; });
            if (found != one.renderings.end()) chosen = found;
        }
        text += term.common ? chosen->text : utf8::capitalised(chosen->text);
    }
    return text;
}

}  // namespace mtmend::terms
