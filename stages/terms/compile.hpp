#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "pipeline/text/lexicon.hpp"
#include "stages/terms/concepts.hpp"
#include "stages/terms/term_base.hpp"

namespace mtmend::terms {

/// What a word of the text can be: the rendering of a concept, or the source word itself, left over.
enum class SenseKind : std::uint8_t { normal, odd, source };

struct Sense {
    ConceptId concept_id = 0;
    SenseKind kind = SenseKind::normal;
    bool plural = false;
    std::vector<std::uint64_t> more;  ///< folded hashes of the words behind the first, for "free trade"
};

/// A slot takes one word with any of these concepts.
using Slot = std::vector<ConceptId>;

/// Ends an order.
constexpr std::uint8_t no_slot = 255;

/// All official names of one term that come down to the same slots.
struct Variant {
    std::uint32_t term = 0;
    std::vector<std::uint16_t> names;  ///< indices into Term::names
    std::vector<Slot> slots;
    std::size_t anchor = 0;  ///< the slot whose words are rarest in English
    std::size_t second =
        0;  ///< the next rarest, where a word may be unknown or guessed (three slots); else the same
    std::size_t outside = 0;  ///< slots that are no embedded name
    std::size_t conjunctions = 0;
    bool lists_things = false;  ///< "Economic, Social and Cultural Rights": commas may stand inside
    bool joined = false;        ///< by glue ("de", "en"), in one of the names
    std::size_t head =
        15;  ///< the slot that the head of the canonical fills ("Organization"), 15 where none does
    std::vector<std::uint8_t>
        rarest_first;  ///< the slots in the order in which a text most likely lacks them
    /// For the canonical and each alias: its slots in order, as far as its words have concepts, and
    /// `no_slot`.
    std::vector<std::uint8_t> orders;
};

/// Good English that is never touched.
enum class PhraseKind : std::uint8_t { own, sibling, blocker };
struct Phrase {
    std::vector<std::uint64_t> words;
    std::uint32_t term = 0;  ///< for `own` and `sibling`
    PhraseKind kind = PhraseKind::own;
    std::string text;  ///< as the term base has it
};

/// What the term's own English names look like.
struct OwnWords {
    std::unordered_set<std::uint64_t> content;     ///< words of the canonical and the aliases, glue left out
    std::size_t canonical_size = 0;                ///< content words of the canonical
    std::vector<std::vector<std::uint64_t>> glue;  ///< the glue inside each
    std::uint32_t first_phrase = 0;                ///< the canonical; as many follow as `glue` has
    std::uint64_t acronym = 0;                     ///< its folded hash
};

/// A word that is rare or unknown in English may be left over from the source: "pays", "force" and "plan" say
/// nothing.
constexpr bool may_be_left_over(Rank rank) {
    return rank == 0 || rank >= 70;
}

/// A variant that is looked for where an anchor stands, and a concept that its rarest other slot takes: where
/// none of these is there, it need not be looked for. `no_concept` where there is no such slot.
struct Candidate {
    using archived_whole = void;
    ConceptId needs = no_concept;
    std::uint16_t may_lack_it = 0;  ///< 1 where a word that nobody knows may take the slot
    std::uint32_t variant = 0;
    bool operator<(const Candidate& other) const {
        return needs != other.needs ? needs < other.needs : variant < other.variant;
    }
};

/// True where one slot may be taken by a word that nobody knows: the name is long enough to be known by the
/// others.
inline bool may_lack_a_word(const Variant& variant) {
    return variant.slots.size() >= 4 && variant.outside >= 3;
}

/// What one word of English (or one left over) can mean to the recogniser.
struct Entry {
    std::vector<Sense> senses;              ///< of phrases that begin with it
    std::vector<ConceptId> concepts;        ///< of these, each once
    std::vector<Candidate> candidates;      ///< of an anchor, sorted; a variant once for each concept
    std::vector<std::uint32_t> acronym_of;  ///< terms that it may stand for behind a name ("OMS")
    bool is_glue = false;
    Glue glue = Glue::preposition;  ///< where it is
    bool english_glue = false;
};

inline auto fields(Sense& s) {
    return std::tie(s.concept_id, s.kind, s.plural, s.more);
}
inline auto fields(Variant& v) {
    return std::tie(v.term, v.names, v.slots, v.anchor, v.second, v.outside, v.conjunctions, v.lists_things,
                    v.joined, v.head, v.rarest_first, v.orders);
}
inline auto fields(Phrase& p) {
    return std::tie(p.words, p.term, p.kind, p.text);
}
inline auto fields(OwnWords& o) {
    return std::tie(o.content, o.canonical_size, o.glue, o.first_phrase, o.acronym);
}
inline auto fields(Entry& e) {
    return std::tie(e.senses, e.concepts, e.candidates, e.acronym_of, e.glue, e.english_glue, e.is_glue);
}

/// All words that matter, by folded hash: one probe a word, mostly into a bitmap that stays in the cache.
class Vocabulary {
  public:
    Entry& add(std::uint64_t hash);
    const Entry* find(std::uint64_t hash) const {
        if ((bits_[(hash >> 6) & (bits_.size() - 1)] >> (hash & 63) & 1) == 0) return nullptr;
        return probe(hash);
    }
    std::size_t size() const { return entries_.size(); }
    template <class Use>
    void for_each(Use use) {
        for (Entry& entry : entries_) use(entry);
    }

  private:
    struct Cell {
        using archived_whole = void;
        std::uint64_t hash = 0;
        std::uint64_t index = none;
    };
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    const Entry* probe(std::uint64_t hash) const {
        for (std::size_t at = hash & mask_;; at = (at + 1) & mask_) {
            if (cells_[at].index == none) return nullptr;
            if (cells_[at].hash == hash) return &entries_[cells_[at].index];
        }
    }
    void grow();
    friend auto fields(Vocabulary& v) { return std::tie(v.bits_, v.cells_, v.mask_, v.entries_); }
    std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>(2048);
    std::vector<Cell> cells_ = std::vector<Cell>(1024);
    std::uint64_t mask_ = 1023;
    std::vector<Entry> entries_;
};

/// The term base in the form the recogniser works on. Immutable.
struct Compiled {
    std::vector<Term> terms;
    Concepts concepts;
    std::vector<Variant> variants;
    std::vector<OwnWords> own;  ///< one a term
    Vocabulary words;
    std::vector<std::uint64_t> anchors;  ///< the words that some name is looked for from
    Marks anchor_mark = 0;               ///< of these
    Marks phrase_mark = 0;               ///< of words that some phrase begins with
    /// Indices into `phrases` by the hash of the first word.
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> phrases_by_first;
    std::vector<Phrase> phrases;
};

inline auto fields(Compiled& c) {
    return std::tie(c.terms, c.concepts, c.variants, c.own, c.words, c.anchors, c.phrases_by_first,
                    c.phrases);
}

/// The term base as the image has it, compiled where there is none, with its anchors marked.
Compiled load(const Dictionaries& dictionaries);

/// Names → slots. Throws DictionaryError that lists every name with a word the lexicon of concepts lacks
/// (with file and line), two terms that the same words would be read as, and a term without any slot to
/// anchor on.
Compiled compile(const Dictionaries& dictionaries);

/// A literal rendering of a name: the first rendering of each word in the order of the source (`odd`: the
/// first odd one where there is one), glue put word by word. What a bad translator would write; for checks
/// and `explain`.
std::string literal_rendering(const Compiled& compiled, const Term& term, const OfficialName& name, bool odd);

/// The word that a name's number hangs on: the last, or the last before "of" or "for".
std::string_view head_of(std::string_view name);

/// The folded hashes of the words of an English phrase, as a Document cuts them.
std::vector<std::uint64_t> phrase_words(std::string_view phrase);

}  // namespace mtmend::terms
