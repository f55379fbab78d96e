#include "stages/terms/compile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>

#include "pipeline/image/archive.hpp"
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

class Compiler {
  public:
    Compiler(const Dictionaries& dictionaries, Compiled& out)
        : dictionaries_(dictionaries), lexicon_(dictionaries.lexicon()), out_(out) {}

    void run() {
        for (const auto& [hash, glue] : out_.concepts.glue()) {
            Entry& entry = out_.words.add(hash);
            entry.is_glue = true;
            entry.glue = glue.first;
            entry.english_glue = glue.second;
        }
        add_renderings();
        for (std::uint32_t t = 0; t < out_.terms.size(); ++t) add_term(t);
        add_blockers();
        hang_on_anchors();
        report();
    }

  private:
    void problem(const Place& place, std::string text) { problems_.push_back({place, std::move(text)}); }

    void add_sense(std::string_view text, ConceptId id, SenseKind kind, bool plural) {
        const auto words = phrase_words(text);
        if (words.empty()) return;
        Entry& entry = out_.words.add(words.front());
        Sense sense{id, kind, plural, {words.begin() + 1, words.end()}};
        for (const Sense& other : entry.senses) {
            if (other.concept_id == id && other.more == sense.more) return;
        }
        words_of_concept_[id].push_back(words.front());
        rank_sum_[id] += commonness(lexicon_.rank(text.substr(0, text.find_first_of(" -"))));
        // Odd ones first: what is odd for any concept of a slot is odd there.
        entry.senses.insert(kind == SenseKind::odd ? entry.senses.begin() : entry.senses.end(),
                            std::move(sense));
        // All words of a phrase belong to the vocabulary: no stretch of text ends inside one.
        for (std::size_t i = 1; i < words.size(); ++i) out_.words.add(words[i]);
    }

    void add_renderings() {
        const auto& concepts = out_.concepts.all();
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

    void add_phrase(std::string_view text, std::uint32_t term, PhraseKind kind) {
        Phrase phrase{phrase_words(text), term, kind, std::string(text)};
        if (phrase.words.empty()) return;
        out_.phrases_by_first[phrase.words.front()].push_back(
            static_cast<std::uint32_t>(out_.phrases.size()));
        out_.phrases.push_back(std::move(phrase));
    }

    void add_own(std::uint32_t t) {
        const Term& term = out_.terms[t];
        OwnWords own;
        first_phrase_ = out_.phrases.size();
        auto add = [&](std::string_view text) {
            add_phrase(text, t, PhraseKind::own);
            std::vector<std::uint64_t> glue;
            std::size_t content = 0;
            for (const std::uint64_t word : out_.phrases.back().words) {
                const Entry* entry = out_.words.find(word);
                if (entry == nullptr || !entry->english_glue) {
                    own.content.insert(word);
                    ++content;
                } else {
                    glue.push_back(word);
                }
            }
            own.glue.push_back(std::move(glue));
            return content;
        };
        own.first_phrase = static_cast<std::uint32_t>(out_.phrases.size());
        own.acronym = folded_hash(term.acronym);
        own.canonical_size = add(term.canonical);
        for (const auto& alias : term.aliases) add(alias);
        out_.own.push_back(std::move(own));
        for (const auto& sibling : term.siblings) add_phrase(sibling, t, PhraseKind::sibling);
    }

    void add_term(std::uint32_t t) {
        add_own(t);
        const Term& term = out_.terms[t];
        for (std::uint16_t n = 0; n < term.names.size(); ++n) {
            const OfficialName& name = term.names[n];
            if (!name.acronym.empty() && name.acronym != term.acronym) {
                auto& terms = out_.words.add(folded_hash(name.acronym)).acronym_of;
                if (std::find(terms.begin(), terms.end(), t) == terms.end()) terms.push_back(t);
            }
            add_name(t, n);
        }
    }

    void add_name(std::uint32_t t, std::uint16_t n) {
        const Term& term = out_.terms[t];
        const OfficialName& name = term.names[n];
        if (name.text == term.canonical) return;
        Variant variant;
        variant.term = t;
        variant.lists_things = term.canonical.find(',') != std::string::npos;
        variant.names.push_back(n);
        for (const auto& token : out_.concepts.tokens(name.text, name.language)) {
            if (token.glue) {
                variant.conjunctions += token.kind == Glue::conjunction;
                variant.joined = true;
            } else if (token.concepts.empty()) {
                problem(term.place, fmt::format("'{}' of {} «{}» is no stem of terms/concepts.tsv",
                                                token.text, name.language, name.text));
                return;
            } else {
                variant.slots.push_back(token.concepts);
                add_left_over(token);
            }
        }
        if (variant.slots.empty() || variant.slots.size() > 15) {
            problem(term.place, fmt::format("{} «{}» comes down to {} slots; 1 to 15 can be matched",
                                            name.language, name.text, variant.slots.size()));
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

    void add_variant(Variant variant) {
        std::vector<Slot> bag = variant.slots;
        std::sort(bag.begin(), bag.end());
        const auto [it, is_new] =
            by_bag_.try_emplace(std::move(bag), static_cast<std::uint32_t>(out_.variants.size()));
        if (!is_new) {
            Variant& same = out_.variants[it->second];
            if (same.term != variant.term) {
                const Term& other = out_.terms[same.term];
                problem(out_.terms[variant.term].place,
                        fmt::format("«{}» has the same concepts as a name of '{}' ({}:{})",
                                    out_.terms[variant.term].names[variant.names[0]].text, other.canonical,
                                    other.place.file, other.place.line));
                return;
            }
            same.names.push_back(variant.names[0]);
            same.joined = same.joined || variant.joined;
            same.conjunctions = std::max(same.conjunctions, variant.conjunctions);
            return;
        }
        choose_anchors(variant);
        find_orders(variant);
        out_.variants.push_back(std::move(variant));
    }

    void choose_anchors(Variant& variant) const {
        std::vector<std::pair<std::size_t, std::size_t>> costs;
        for (std::size_t s = 0; s < variant.slots.size(); ++s) {
            std::size_t cost = 0;
            for (const ConceptId id : variant.slots[s]) cost += rank_sum_[id];
            variant.outside += !out_.concepts[variant.slots[s][0]].name;
            costs.emplace_back(cost, s);
        }
        std::sort(costs.begin(), costs.end());
        variant.anchor = costs.front().second;
        variant.second = costs.size() >= 3 ? costs[1].second : variant.anchor;
        for (const auto& [cost, slot] : costs)
            variant.rarest_first.push_back(static_cast<std::uint8_t>(slot));
    }

    /// In which order the term's English names have the slots.
    void find_orders(Variant& variant) const {
        const Term& term = out_.terms[variant.term];
        auto order_of = [&](const std::vector<std::uint64_t>& words) {
            std::vector<std::uint8_t> order;
            std::uint32_t filled = 0;
            for (std::size_t i = 0; i < words.size(); ++i) {
                const Entry* entry = out_.words.find(words[i]);
                if (entry == nullptr) continue;
                for (const Sense& sense : entry->senses) {
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
            const Entry* entry = out_.words.find(word);
            if (entry == nullptr) continue;
            for (const Sense& sense : entry->senses) {
                const std::size_t slot = free_slot(variant, sense.concept_id, 0);
                if (slot < variant.slots.size() && sense.more.empty()) variant.head = slot;
            }
        }
        for (std::size_t i = first_phrase_;
             i < out_.phrases.size() && out_.phrases[i].kind == PhraseKind::own; ++i) {
            const auto order = order_of(out_.phrases[i].words);
            variant.orders.insert(variant.orders.end(), order.begin(), order.end());
            variant.orders.push_back(no_slot);
        }
    }

    static std::size_t free_slot(const Variant& variant, ConceptId id, std::uint32_t filled) {
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

    /// The concepts of the rarest slot beside `taken`.
    static Slot needs_beside(const Variant& variant, std::size_t taken) {
        for (const std::uint8_t slot : variant.rarest_first) {
            if (slot != taken) return variant.slots[slot];
        }
        return {no_concept};
    }

    void hang_on_anchors() {
        for (std::uint32_t v = 0; v < out_.variants.size(); ++v) {
            const Variant& variant = out_.variants[v];
            for (const std::size_t slot : {variant.anchor, variant.second}) {
                const Slot needs = needs_beside(variant, slot);
                for (const ConceptId id : variant.slots[slot]) {
                    for (const std::uint64_t word : words_of_concept_[id]) {
                        auto& list = out_.words.add(word).candidates;
                        for (const ConceptId need : needs)
                            list.push_back({need, std::uint16_t{may_lack_a_word(variant)}, v});
                        out_.anchors.push_back(word);
                    }
                }
            }
        }
        out_.words.for_each([](Entry& entry) {
            for (const Sense& sense : entry.senses) entry.concepts.push_back(sense.concept_id);
            std::sort(entry.concepts.begin(), entry.concepts.end());
            entry.concepts.erase(std::unique(entry.concepts.begin(), entry.concepts.end()),
                                 entry.concepts.end());
            std::sort(entry.candidates.begin(), entry.candidates.end());
            const auto same = [](const Candidate& a, const Candidate& b) { return !(a < b); };
            entry.candidates.erase(std::unique(entry.candidates.begin(), entry.candidates.end(), same),
                                   entry.candidates.end());
        });
        std::sort(out_.anchors.begin(), out_.anchors.end());
        out_.anchors.erase(std::unique(out_.anchors.begin(), out_.anchors.end()), out_.anchors.end());
    }

    void report() const {
        if (problems_.empty()) return;
        std::string text = problems_.front().text;
        for (std::size_t i = 1; i < std::min<std::size_t>(problems_.size(), 200); ++i) {
            text += fmt::format("\n{}:{}: {}", problems_[i].place.file, problems_[i].place.line,
                                problems_[i].text);
        }
        throw DictionaryError(problems_.front().place, text);
    }

    const Dictionaries& dictionaries_;
    const Lexicon& lexicon_;
    Compiled& out_;
    std::vector<std::vector<std::uint64_t>> words_of_concept_;
    std::vector<std::size_t> rank_sum_;
    std::map<std::vector<Slot>, std::uint32_t> by_bag_;
    std::vector<Problem> problems_;
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

Entry& Vocabulary::add(std::uint64_t hash) {
    if (const Entry* known = find(hash)) return entries_[static_cast<std::size_t>(known - entries_.data())];
    if ((entries_.size() + 1) * 2 > cells_.size()) grow();
    std::size_t at = hash & mask_;
    while (cells_[at].index != none) at = (at + 1) & mask_;
    cells_[at] = {hash, entries_.size()};
    bits_[(hash >> 6) & (bits_.size() - 1)] |= std::uint64_t{1} << (hash & 63);
    return entries_.emplace_back();
}

void Vocabulary::grow() {
    std::vector<Cell> old(cells_.size() * 2);
    old.swap(cells_);
    mask_ = cells_.size() - 1;
    for (const Cell& cell : old) {
        if (cell.index == none) continue;
        std::size_t at = cell.hash & mask_;
        while (cells_[at].index != none) at = (at + 1) & mask_;
        cells_[at] = cell;
    }
}

std::string_view head_of(std::string_view name) {
    for (const std::string_view preposition : {" of ", " for ", " on ", " against ", " in ", " to "}) {
        name = name.substr(0, name.find(preposition));
    }
    return name.substr(name.find_last_of(" -") + 1);
}

Compiled compile(const Dictionaries& dictionaries) {
    Compiled result;
    result.terms = read_terms(dictionaries);
    result.concepts = Concepts(dictionaries);
    Compiler(dictionaries, result).run();
    return result;
}

namespace {

Compiled from_image_or_text(const Dictionaries& dictionaries) {
    const auto bytes = dictionaries.image_section("terms");
    if (!bytes) return compile(dictionaries);
    Compiled result;
    try {
        ArchiveReader(*bytes).all(result);
    } catch (const ArchiveError&) {
        return compile(dictionaries);
    }
    for (Term& term : result.terms) dictionaries.put_folder_in(term.place);
    return result;
}

}  // namespace

Compiled load(const Dictionaries& dictionaries) {
    Compiled result = from_image_or_text(dictionaries);
    MarkedWords& marked = dictionaries.lexicon().asked->words;
    result.anchor_mark = marked.add("names of terms", result.anchors);
    std::vector<std::uint64_t> first_words;
    for (const auto& phrase : result.phrases_by_first) first_words.push_back(phrase.first);
    result.phrase_mark = marked.add("phrases of terms", first_words);
    return result;
}

std::string literal_rendering(const Compiled& compiled, const Term& term, const OfficialName& name,
                              bool odd) {
    std::string text;
    for (const auto& token : compiled.concepts.tokens(name.text, name.language)) {
        if (!text.empty()) text += ' ';
        if (token.glue) {
            text += token.kind == Glue::article ? "the" : token.kind == Glue::conjunction ? "and" : "of";
            continue;
        }
        if (token.concepts.empty()) {  // a name that is the English one is never taken apart
            text += token.text;
            continue;
        }
        const Concept& one = compiled.concepts[token.concepts.front()];
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
