#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "pipeline/image/archived.hpp"
#include "pipeline/image/flat_table.hpp"
#include "pipeline/image/list_table.hpp"
#include "pipeline/image/pool.hpp"
#include "pipeline/text/lexicon.hpp"
#include "stages/terms/concepts.hpp"
#include "stages/terms/pair_table.hpp"
#include "stages/terms/term_base.hpp"

namespace mtmend::terms {

/// What a word of the text can be: the rendering of a concept, or the source word itself, left over.
enum class SenseKind : std::uint8_t { normal, odd, source };

struct Sense {
    using archived_whole = void;
    ConceptId concept_id = 0;
    SenseKind kind = SenseKind::normal;
    bool plural = false;
    std::uint32_t second = 0;  ///< of a phrase ("free trade"): the last bits of the hash of its second word
    Range more;                ///< of Compiled::hashes: the words behind the first
};

/// True where a name of one slot may be recognised in what this sense is of: a word left over from a source,
/// or an odd phrase. All other English is never taken for a rendering of such a name.
constexpr bool may_be_name_alone(const Sense& sense) {
    return sense.kind == SenseKind::source || (sense.kind == SenseKind::odd && !sense.more.empty());
}

/// Ends an order.
constexpr std::uint8_t no_slot = 255;
constexpr std::size_t most_slots = 15;

/// All official names of one term that come down to the same slots. A slot takes one word with any of its
/// concepts.
struct Variant {
    using archived_whole = void;
    std::uint32_t term = 0;
    Range names;                   ///< of Compiled::name_indices: into TermNames::official
    std::uint32_t first_slot = 0;  ///< in Compiled::slots
    Range orders;  ///< of Compiled::orders: for the canonical and each alias its slots in order, as far as
                   ///< its words have concepts, and `no_slot`
    std::array<std::uint8_t, most_slots> rarest_first{};  ///< the slots, the rarest in English first
    std::uint8_t slot_count = 0;
    std::uint16_t conjunctions = 0;
    std::uint8_t outside = 0;  ///< slots that are no embedded name
    std::uint8_t head =
        most_slots;                ///< the slot that the head of the canonical fills ("Organization"), if any
    std::uint8_t has_second = 0;   ///< 1 where a name is looked for from its second rarest slot too
    bool may_lack_a_word = false;  ///< a word that nobody knows may take one slot: the others suffice
    bool lists_things = false;     ///< "Economic, Social and Cultural Rights": commas may stand inside
    bool joined = false;           ///< by glue ("de", "en"), in one of the names

    /// The slots that a name is looked for from: the rarest, and the next where a word may be unknown or
    /// guessed.
    std::span<const std::uint8_t> anchors() const { return {rarest_first.data(), 1u + has_second}; }
};

/// Good English that is never touched.
enum class PhraseKind : std::uint32_t { own, sibling, blocker };
struct Phrase {
    using archived_whole = void;
    Range words;             ///< of Compiled::hashes
    Range glue;              ///< of Compiled::hashes: the glue among them
    Range text;              ///< of Compiled::texts: as the term base has it
    std::uint32_t term = 0;  ///< for `own` and `sibling`
    PhraseKind kind = PhraseKind::own;
};

/// Where a phrase is, and how it goes on behind its first word.
struct PhraseStart {
    using archived_whole = void;
    std::uint64_t second = 0;  ///< the hash of its second word, 0 where it has one only
    std::uint64_t phrase = 0;  ///< of Compiled::phrases
};

/// What the term's own English names look like.
struct OwnWords {
    using archived_whole = void;
    std::uint64_t acronym = 0;  ///< its folded hash
    Range content;  ///< of Compiled::hashes, sorted: words of the canonical and the aliases, glue left out
    std::uint32_t canonical_size = 0;  ///< content words of the canonical
    std::uint32_t first_phrase = 0;    ///< the canonical; the aliases follow
    std::uint64_t phrase_count = 0;
};

/// A word that is rare or unknown in English may be left over from the source: "pays", "force" and "plan" say
/// nothing.
constexpr bool may_be_left_over(Rank rank) {
    return rank == 0 || rank >= 70;
}

/// What one word of English (or one left over) can mean to the recogniser.
struct Entry {
    using archived_whole = void;
    Range senses;                ///< of Compiled::senses: of words and of phrases that begin with it
    Range acronym_of;            ///< of Compiled::acronyms: terms that it may stand for behind a name ("OMS")
    std::uint32_t partners = 0;  ///< row of Compiled::partners, 0 where it is in no rarest slot
    std::uint32_t partners_of_doubtful = 0;  ///< row of Compiled::partners_of_doubtful, 0 where it has none
    bool is_glue = false;
    Glue glue = Glue::preposition;  ///< where it is
    bool english_glue = false;
    bool is_anchor = false;    ///< some name is looked for from it
    std::uint32_t unused = 0;  ///< no padding: rows of tables are read whole
};

/// Bits that words of the term base have in a Document.
struct WordMarks {
    Marks known = 0;      ///< it has an entry
    Marks bearer = 0;     ///< it has a sense of its own
    Marks opens = 0;      ///< a phrase that has a sense begins with it
    Marks continues = 0;  ///< it is the second word of one
    Marks rarest = 0;     ///< some name has it in its rarest slot
    Marks alone = 0;      ///< a name may be recognised in it alone ("Eurocámara")
    Marks acronym = 0;    ///< of a term in another language
    Marks phrase = 0;     ///< good English that is never touched begins with it
};

/// The term base in the form the recogniser works on: flat, so that it is read from the image in a few
/// pieces. Immutable.
struct Compiled {
    std::vector<Term> terms;
    FlatTable<Entry> words;  ///< all that matter, by folded hash
    Pool<Sense> senses;
    Pool<std::uint32_t> acronyms;
    Stems stems;  ///< of source words, for those left over with another ending
    std::uint32_t concept_count = 0;
    ArchivedList<Variant> variants;
    Pool<std::uint16_t> name_indices;
    ArchivedList<Range> slots;  ///< of slot_concepts
    Pool<ConceptId> slot_concepts;
    Pool<std::uint8_t> orders;
    /// The variants to look for where an anchor stands and, in reach of it, a word for their rarest other
    /// slot: by the two concepts, the second `no_concept` where there is no other slot.
    PairTable by_rarest;
    /// Those that may lack a word, by the rarest slot but one: for stretches with a word that nobody knows.
    PairTable by_next;
    /// What must stand beside a word of a name's rarest slot; and beside any of its anchors, where a word is
    /// unknown or guessed and may be the rarest.
    PartnerTable partners, partners_of_doubtful;
    ArchivedList<OwnWords> own;  ///< one a term
    ArchivedList<Phrase> phrases;
    ListTable<PhraseStart> phrase_starts;  ///< by the hash of the first word, in the order of the phrases
    Pool<std::uint64_t> hashes;
    Pool<char> texts;
    WordMarks marks;

    std::span<const ConceptId> slot(const Variant& variant, std::size_t slot) const {
        return slot_concepts[slots[variant.first_slot + slot]];
    }
    /// The variants that have one slot only, which takes this concept.
    std::span<const std::uint32_t> names_alone(ConceptId id) const { return by_rarest.find(id, no_concept); }
    /// The phrases that begin with this word, in order. Constant time.
    std::span<const PhraseStart> phrases_from(std::uint64_t hash) const { return phrase_starts[hash]; }
    std::string_view text(const Phrase& phrase) const {
        const auto text = texts[phrase.text];
        return {text.data(), text.size()};
    }
    /// The phrases that are the term's own names, the canonical first.
    std::span<const Phrase> names_of(const OwnWords& term) const {
        return {phrases.data() + term.first_phrase, term.phrase_count};
    }
};

inline auto fields(Compiled& c) {
    return std::tie(c.terms, c.words, c.senses, c.acronyms, c.stems, c.concept_count, c.variants,
                    c.name_indices, c.slots, c.slot_concepts, c.orders, c.by_rarest, c.by_next, c.partners,
                    c.partners_of_doubtful, c.own, c.phrases, c.phrase_starts, c.hashes, c.texts);
}

/// The term base as the image has it, compiled where there is none, with its words marked.
Compiled load(const Dictionaries& dictionaries);

/// Names → slots. Throws DictionaryError that lists every name with a word the lexicon of concepts lacks
/// (with file and line), two terms that the same words would be read as, and a term without any slot to
/// anchor on.
Compiled compile(const Dictionaries& dictionaries);

/// A literal rendering of a name: the first rendering of each word in the order of the source (`odd`: the
/// first odd one where there is one), glue put word by word. What a bad translator would write; for checks
/// and `explain`.
std::string literal_rendering(const Concepts& concepts, const Term& term, const OfficialName& name, bool odd);

/// The word that a name's number hangs on: the last, or the last before "of" or "for".
std::string_view head_of(std::string_view name);

/// The folded hashes of the words of an English phrase, as a Document cuts them.
std::vector<std::uint64_t> phrase_words(std::string_view phrase);

}  // namespace mtmend::terms
