#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/edit/edit.hpp"
#include "pipeline/text/document.hpp"
#include "stages/terms/compile.hpp"
#include "stages/terms/search.hpp"

namespace mtmend::terms {

/// How good the case for a match is, and how sure that makes the edit.
struct Judgement {
    Confidence confidence = Confidence::suggestion;
    bool left_over = false;  ///< a source word stands in it
    /// Set where the name is right but for its capitals ("economic Commission for …"): how it is written.
    std::string_view same_name;
};

/// Finds literal renderings in a document. Good English costs a look at the bits of each word, and a look-up
/// of the words only where several that names are made of stand in a row.
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
    const Compiled& compiled_;
};

/// The glue class of a word of the text, and whether English has it; nothing for other words.
std::optional<std::pair<Glue, bool>> glue_at(const Compiled& compiled, const Document& document,
                                             std::size_t word);

/// True where the term's own English name or acronym stands in the article.
bool is_attested(const Compiled& compiled, const Document& document, std::uint32_t term);

}  // namespace mtmend::terms
