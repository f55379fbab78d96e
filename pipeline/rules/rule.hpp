#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "pipeline/edit/edit.hpp"
#include "pipeline/image/archived.hpp"
#include "pipeline/text/asked.hpp"
#include "pipeline/text/document.hpp"

namespace re2 {
class RE2;
}

namespace mtmend {

/// Where a rule stands: file, line and column (1-based) of its table.
struct Place {
    std::string file;
    std::size_t line = 0;
    std::size_t column = 0;
};

enum class RuleStatus { preview, stable, retired };

/// The piece of text a pattern is run on. A match never leaves it.
enum class Window { sentence, line, block, article };

/// What a rule says of itself, for people and tests.
struct RuleCard {
    std::vector<std::string> from;      ///< source languages
    std::vector<std::string> evidence;  ///< where it was seen
    std::string added;                  ///< a date

    std::vector<std::pair<std::string, std::string>> fixes;
    std::vector<std::string> keeps;
    std::vector<std::pair<std::string, std::string>> known_wrong;
};

struct Rule {
    std::string id;  ///< "stage/what-is-wrong", in plain words; the first part is the stage
    RuleStatus status = RuleStatus::stable;
    Confidence confidence = Confidence::suggestion;
    std::string why;

    /// Empty for a rule that is found by code of its stage; such a rule is a card with a confidence and
    /// examples.
    std::string find;
    /// \1 … \9 for captures. Where it is empty the match goes with the line break or space it would leave
    /// behind (see rules/removal.hpp).
    std::string replace;
    std::vector<std::string> unless;  ///< patterns; a match that overlaps a match of one of these is let go
    /// `source-language:es`, `article:TEXT` (the text stands elsewhere in the article; captures are filled
    /// in), `no-article:TEXT`; `text:A|B` and `no-text:A|B` ask the same of any characters. All must
    /// hold.
    std::vector<std::string> needs;
    /// Words (folded) one of which must stand in the window before the pattern is tried.
    std::vector<std::string> trigger;
    /// Or words (folded) one of which must be the first of a line of the window; for patterns that begin with
    /// the beginning of a line.
    std::vector<std::string> opener;
    /// Or signals, one of which the article must show (names as in text/document.hpp).
    signals::Set signal = signals::none;
    Window window = Window::sentence;
    /// What a text must show before the pattern can match.
    Gate gate;
    Archived<RuleCard> card;

    Place place;
    std::string_view stage() const { return std::string_view(id).substr(0, id.find('/')); }
    bool by_code() const { return find.empty(); }
};

/// What an image keeps of them.
inline auto fields(Place& p) {
    return std::tie(p.file, p.line, p.column);
}
inline auto fields(Gate& g) {
    return std::tie(g.all, g.any);
}
inline auto fields(RuleCard& c) {
    return std::tie(c.from, c.evidence, c.added, c.fixes, c.keeps, c.known_wrong);
}
inline auto fields(Rule& r) {
    return std::tie(r.id, r.status, r.confidence, r.why, r.find, r.replace, r.unless, r.needs, r.trigger,
                    r.opener, r.signal, r.window, r.gate, r.card, r.place);
}

}  // namespace mtmend
