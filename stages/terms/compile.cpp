#include "stages/terms/compile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>

#include "pipeline/rules/toml_loader.hpp"
#include "pipeline/text/document.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend::terms {
namespace {

std::string plural_of(const std::string& word) {
    if (word.ends_with("s") || word.ends_with("x") || word.ends_with("ch") || word.ends_with("sh"))
        return word + "es";
    if (word.size() > 2 && word.ends_with("y") &&
        std::string_view("aeiou").find(word[word.size() - 2]) == std::string_view::npos)
        return word.substr(0, word.size() - 1) + "ies";
    return word + "s";
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
        add_renderings();
        for (std::uint32_t t = 0; t < out_.terms.size(); ++t) add_term(t);
        add_blockers();
        hang_on_anchors();
        report();
    }

  private:
    void problem(const Place& place, std::string text) { problems_.push_back({place, std::move(text)}); }

    void add_sense(const std::string& text, ConceptId id, SenseKind kind, bool plural) {
        const auto words = phrase_words(text);
        if (words.empty()) return;
        auto& senses = out_.senses[words.front()];
        Sense sense{id, kind, plural, {words.begin() + 1, words.end()}};
        for (const Sense& other : senses) {
            if (other.concept_id == id && other.more == sense.more) return;
        }
        words_of_concept_[id].push_back(words.front());
        rank_sum_[id] += commonness(lexicon_.rank(text.substr(0, text.find_first_of(" -"))));
        // Odd ones first: what is odd for any concept of a slot is odd there.
        senses.insert(kind == SenseKind::odd ? senses.begin() : senses.end(), std::move(sense));
    }

    void add_renderings() {
        const auto& concepts = out_.concepts.all();
        words_of_concept_.resize(concepts.size());
        rank_sum_.resize(concepts.size());
        for (ConceptId id = 0; id < concepts.size(); ++id) {
            for (const Rendering& r : concepts[id].renderings) {
                const SenseKind kind = r.odd ? SenseKind::odd : SenseKind::normal;
                add_sense(r.text, id, kind, false);
            }
            for (const Rendering& r : concepts[id].renderings) {
                const SenseKind kind = r.odd ? SenseKind::odd : SenseKind::normal;
                if (!concepts[id].name) add_sense(plural_of(r.text), id, kind, true);
            }
        }
    }

    void add_phrase(std::string_view text, std::uint32_t term, PhraseKind kind) {
        Phrase phrase{phrase_words(text), term, kind};
        if (phrase.words.empty()) return;
        out_.phrases_by_first[phrase.words.front()].push_back(
            static_cast<std::uint32_t>(out_.phrases.size()));
        out_.phrases.push_back(std::move(phrase));
    }

    void add_own(std::uint32_t t) {
        const Term& term = out_.terms[t];
        OwnWords own;
        auto add = [&](std::string_view text) {
            add_phrase(text, t, PhraseKind::own);
            std::vector<std::uint64_t> glue;
            std::size_t content = 0;
            for (const std::uint64_t word : phrase_words(text)) {
                const auto it = out_.glue().find(word);
                if (it == out_.glue().end() || !it->second.second) {
                    own.content.insert(word);
                    ++content;
                } else {
                    glue.push_back(word);
                }
            }
            own.glue.push_back(std::move(glue));
            return content;
        };
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
                auto& terms = out_.acronyms[folded_hash(name.acronym)];
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
        variant.names.push_back(n);
        for (const auto& token : out_.concepts.tokens(name.text, name.language)) {
            if (token.glue) {
                variant.conjunctions += token.kind == Glue::conjunction;
            } else if (token.concepts.empty()) {
                problem(term.place, fmt::format("'{}' of {} «{}» is no stem of terms/concepts.tsv",
                                                token.text, name.language, name.text));
                return;
            } else {
                variant.slots.push_back(token.concepts);
                add_left_over(token, name);
            }
        }
        if (variant.slots.empty() || variant.slots.size() > 15) {
            problem(term.place, fmt::format("{} «{}» comes down to {} slots; 1 to 15 can be matched",
                                            name.language, name.text, variant.slots.size()));
            return;
        }
        add_variant(std::move(variant));
    }

    /// The words of the name as they stand, with and without their accents, where English has no such word.
    void add_left_over(const Concepts::Token& token, const OfficialName& name) {
        if (token.text.find(' ') != std::string::npos) return;
        for (const ConceptId id : token.concepts) {
            if (!is_english(token.text)) add_sense(token.text, id, SenseKind::source, false);
            for (const std::string& word : raw_words(name.text)) {
                if (utf8::unaccented(word) == token.text && word != token.text && !is_english(word))
                    add_sense(word, id, SenseKind::source, false);
            }
        }
    }

    bool is_english(const std::string& word) const { return !may_be_left_over(lexicon_.rank(word)); }

    static std::vector<std::string> raw_words(std::string_view text) {
        std::vector<std::string> words(1);
        for (std::size_t at = 0; at < text.size();) {
            const auto point = utf8::decode(text, at);
            if (utf8::is_word(point.value))
                words.back().append(text.substr(at, point.size));
            else if (!words.back().empty())
                words.emplace_back();
            at += point.size;
        }
        for (auto& word : words) word = utf8::folded(word);
        return words;
    }

    void add_variant(Variant variant) {
        std::vector<Slot> bag = variant.slots;
        std::sort(bag.begin(), bag.end());
        const auto [it, is_new] =
            by_bag_.emplace(std::move(bag), static_cast<std::uint32_t>(out_.variants.size()));
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
    }

    /// In which order the term's English names have the slots.
    void find_orders(Variant& variant) const {
        const Term& term = out_.terms[variant.term];
        auto order_of = [&](std::string_view text) {
            std::vector<std::uint8_t> order;
            std::uint32_t filled = 0;
            const auto words = phrase_words(text);
            for (std::size_t i = 0; i < words.size(); ++i) {
                const auto it = out_.senses.find(words[i]);
                if (it == out_.senses.end()) continue;
                for (const Sense& sense : it->second) {
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
            const auto it = out_.senses.find(word);
            if (it == out_.senses.end()) continue;
            for (const Sense& sense : it->second) {
                const std::size_t slot = free_slot(variant, sense.concept_id, 0);
                if (slot < variant.slots.size() && sense.more.empty()) variant.head = slot;
            }
        }
        variant.orders.push_back(order_of(term.canonical));
        for (const auto& alias : term.aliases) variant.orders.push_back(order_of(alias));
    }

    static std::size_t free_slot(const Variant& variant, ConceptId id, std::uint32_t filled) {
        for (std::size_t s = 0; s < variant.slots.size(); ++s) {
            const Slot& slot = variant.slots[s];
            if ((filled >> s & 1) == 0 && std::find(slot.begin(), slot.end(), id) != slot.end()) return s;
        }
        return variant.slots.size();
    }

    void add_blockers() {
        for (const TableRow& row : dictionaries_.table("terms/blockers.tsv", 2))
            add_phrase(row.cells[0], 0, PhraseKind::blocker);
    }

    void hang_on_anchors() {
        std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> anchors;
        for (std::uint32_t v = 0; v < out_.variants.size(); ++v) {
            const Variant& variant = out_.variants[v];
            for (const std::size_t slot : {variant.anchor, variant.second}) {
                for (const ConceptId id : variant.slots[slot]) {
                    for (const std::uint64_t word : words_of_concept_[id]) {
                        auto& list = anchors[word];
                        if (list.empty() || list.back() != v) list.push_back(v);
                    }
                }
            }
        }
        for (const auto& [acronym, terms] : out_.acronyms) anchors.try_emplace(acronym);
        out_.anchors.build(anchors);
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

void AnchorTable::build(const std::unordered_map<std::uint64_t, std::vector<std::uint32_t>>& anchors) {
    slots_.assign(std::bit_ceil(anchors.size() * 2 + 1), {});
    mask_ = slots_.size() - 1;
    for (const auto& [hash, list] : anchors) {
        std::size_t at = hash & mask_;
        while (slots_[at].index != none) at = (at + 1) & mask_;
        slots_[at] = {hash, static_cast<std::uint32_t>(lists_.size())};
        lists_.push_back(list);
        bits_[(hash >> 6) & (bits_.size() - 1)] |= std::uint64_t{1} << (hash & 63);
    }
}

std::string_view head_of(std::string_view name) {
    for (const std::string_view preposition : {" of ", " for ", " on ", " against ", " in ", " to "}) {
        name = name.substr(0, name.find(preposition));
    }
    return name.substr(name.find_last_of(" -") + 1);
}

Compiled compile(const Dictionaries& dictionaries) {
    Compiled result{read_terms(dictionaries), Concepts(dictionaries), {}, {}, {}, {}, {}, {}, {}};
    Compiler(dictionaries, result).run();
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
