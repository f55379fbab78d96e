#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

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

/// The terms whose own English name or acronym stands in an article.
class AttestedTerms {
  public:
    AttestedTerms(const Compiled& compiled, const Document& document)
        : compiled_(compiled), document_(document) {}
    /// Looked up in the article once for each term.
    bool has(std::uint32_t term);

  private:
    bool look_up(std::uint32_t term) const;
    const Compiled& compiled_;
    const Document& document_;
    std::unordered_map<std::uint32_t, bool> known_;
};

/// Weighs a match: whether it is a rendering of the name at all, and how sure. Nothing for good English and
/// for what only looks like the name. `attested` is that of the document. Linear in the match.
std::optional<Judgement> judge(const Compiled& compiled, const Document& document, const Match& match,
                               AttestedTerms& attested);

}  // namespace mtmend::terms
