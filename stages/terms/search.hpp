#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "stages/terms/compile.hpp"
#include "stages/terms/stretch.hpp"

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
    std::size_t cost = 0;        ///< how far from the order of the source, then how long
    std::size_t first() const { return filled.front().first; }
    std::size_t last() const { return filled.back().last; }
};

/// Looks for one variant around one anchor: first to the right as far as slots fill, then to the left. Used
/// again and again, so that nothing is allocated while nothing is found.
class Search {
  public:
    Search(const Compiled& compiled, const Stretch& stretch) : compiled_(compiled), stretch_(stretch) {}

    /// The best match with `anchor`, a word of the stretch, in an anchor's slot; null where there is none.
    /// Valid until the next run. Takes a bounded number of steps, whatever the text.
    const Match* run(const Variant& variant, std::size_t anchor);

  private:
    bool takes(std::size_t slot, ConceptId id) const;
    bool is_complete() const;
    void keep();
    void go_right();
    void go_left();
    bool step(std::size_t at, std::size_t breaks_before);
    bool skip_glue(std::size_t at, std::size_t& glue);
    template <class Go>
    void fill(std::vector<Filled>& side, std::size_t first, std::size_t last, const Sense& sense, Go go);

    const Compiled& compiled_;
    const Stretch& stretch_;
    const Variant* variant_ = nullptr;
    std::uint32_t mask_ = 0;  ///< slots that are filled
    std::vector<Filled> right_, left_;
    /// What may lie between the slots a few times only.
    struct Between {
        std::size_t breaks = 0;
        std::size_t ands = 0;
        std::size_t junk = 0;
    };
    Between between_;
    std::size_t steps_ = 0;
    bool unknown_ = false;  ///< a word that nobody knows fills one
    Match found_, best_;
};

}  // namespace mtmend::terms
