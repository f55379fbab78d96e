#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/edit/edit.hpp"
#include "pipeline/text/document.hpp"
#include "stages/terms/compile.hpp"

namespace mtmend::terms {

/// One slot of a variant and the words of the text that fill it.
struct Filled {
    std::size_t first = 0;  ///< word indices of the document
    std::size_t last = 0;
    std::uint8_t slot = 0;
    SenseKind kind = SenseKind::normal;
    bool plural = false;
    bool unknown = false;  ///< a word that nobody knows took a slot that was left
    std::size_t glue_before = 0;
};

/// A stretch of text in which all slots of a name are filled.
struct Match {
    const Variant* variant = nullptr;
    std::vector<Filled> filled;  ///< in the order of the text
    std::size_t breaks = 0;      ///< line or paragraph breaks inside
    std::size_t junk = 0;        ///< unknown words passed over like glue
    std::size_t first() const { return filled.front().first; }
    std::size_t last() const { return filled.back().last; }
};

/// How good the case for a match is, and how sure that makes the edit.
struct Judgement {
    Confidence confidence = Confidence::suggestion;
    bool left_over = false;  ///< a source word stands in it
    /// Set where the name is right but for its capitals ("economic Commission for …"): how it is written.
    std::string_view same_name;
};

/// Finds literal renderings in a document. Works from anchors: a word that is in no name costs one probe.
class Recogniser {
  public:
    explicit Recogniser(const Compiled& compiled) : compiled_(compiled) {}

    struct Found {
        Match match;
        Judgement judgement;
    };
    /// Non-overlapping, the longest first where two would overlap, in order of place.
    std::vector<Found> find(const Document& document) const;

  private:
    class Stretch;
    bool may_stand(const Variant& variant, const Stretch& stretch) const;
    void find_from(const Document& document, std::size_t anchor, Stretch& stretch, std::vector<Found>& found,
                   std::vector<std::pair<std::size_t, std::size_t>>& refused) const;
    const Compiled& compiled_;
};

/// What may stand between two words of one name.
enum class Gap : std::uint8_t { closed, open, comma, line_break };  ///< comma: for names that list things
Gap gap_behind(const Compiled& compiled, const Document& document, std::size_t word);

/// What the vocabulary has for a word of the text, a possessive ending aside; or null.
const Entry* entry_at(const Compiled& compiled, const Document& document, std::size_t word);

/// The glue class of a word of the text, and whether English has it; nothing for other words.
std::optional<std::pair<Glue, bool>> glue_at(const Compiled& compiled, const Document& document,
                                             std::size_t word);

/// The hash of a word without its possessive ending.
std::uint64_t plain_hash(const Document& document, const Word& word);

/// True where the term's own English name or acronym stands in the article.
bool is_attested(const Compiled& compiled, const Document& document, std::uint32_t term);

}  // namespace mtmend::terms
