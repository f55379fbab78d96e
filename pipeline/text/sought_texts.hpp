#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/text/span.hpp"

namespace mtmend {

using TextId = std::uint32_t;

/// Where the texts of a SoughtTexts stand in an article.
class TextPlaces {
  public:
    /// True where the text stands anywhere. Constant time.
    bool stands(TextId text) const { return first_[text] < first_[text + 1]; }
    /// True where the text stands inside `span`; O(log places). Always true for a text that stands nearly
    /// everywhere.
    bool stands_in(TextId text, Span<Working> span) const;
    /// How often it stands.
    std::size_t count(TextId text) const { return first_[text + 1] - first_[text]; }
    /// True for a text that stands so often that its places were not all kept.
    bool is_everywhere(TextId text) const;
    /// The offsets where it begins, ascending: [begin, end).
    const std::uint32_t* begin(TextId text) const { return places_.data() + first_[text]; }
    const std::uint32_t* end(TextId text) const { return places_.data() + first_[text + 1]; }

  private:
    friend class SoughtTexts;
    const std::vector<std::string>* texts_ = nullptr;
    std::size_t most_ = 0;              ///< places of one text that are kept; one more says "everywhere"
    std::vector<std::uint32_t> first_;  ///< of places_, by text; one more at the end
    std::vector<std::uint32_t> places_;
};

/// Texts that are looked for in every article, all of them in one pass: at each byte small bitmaps tell
/// whether those few bytes of a text may stand there by which it is noticed.
class SoughtTexts {
  public:
    /// A text, not empty, in lower case as far as it is ASCII; one that is known already keeps its id. Not
    /// to be called once find was.
    TextId add(std::string_view text);
    std::size_t size() const { return texts_.size(); }

    /// Finds the places of all texts in an article of less than 4 GB; its ASCII letters may be in any case.
    /// Linear; thread-safe.
    TextPlaces find(std::string_view article) const;

    /// The same for what an article became by replacements (sorted, apart from each other), from the places
    /// of `before`: only what stands at the replacements is looked for. Linear in places and replacements.
    TextPlaces find_again(const TextPlaces& before, std::string_view article,
                          const std::vector<Replaced>& replaced) const;

  private:
    class Table;
    struct Hit {
        TextId text = 0;
        std::uint32_t begin = 0;
    };
    std::vector<Hit> find_at(std::string_view article, const std::vector<Replaced>& replaced) const;
    std::vector<Hit> keep(const TextPlaces& before, const std::vector<Replaced>& replaced) const;
    const Table& table() const;
    std::vector<std::string> texts_;
    std::size_t longest_ = 0;
    std::unordered_map<std::string, TextId> ids_;
    mutable std::once_flag once_;
    mutable std::shared_ptr<const Table> table_;  ///< made by the first find
};

}  // namespace mtmend
