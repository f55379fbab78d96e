#pragma once
#include <unordered_map>
#include <utility>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"
#include "stages/numbers/figure.hpp"
#include "stages/numbers/neighbours.hpp"

namespace mtmend {

/// Finds what stands around figures in another language's way: "25 %", "20 per-cent", "7 Mrd.", "3 millions
/// of", "the 20-th century", "70° anniversary".
class Signs {
  public:
    /// `words` must outlive it.
    Signs(const Dictionaries& dictionaries, const numbers::Neighbours& words);
    void propose(const Document& document, const std::vector<numbers::Figure>& figures, EditSink& sink) const;

  private:
    struct Scale {
        std::vector<std::uint64_t> words;
        std::string english;
        bool shortened = false;
        std::string written;  ///< where it is shortened: "Mrd" and "mrd" are two, "MRD" is none
    };
    /// How many percent signs stand with a space before them, and without.
    using PercentStyle = std::pair<std::size_t, std::size_t>;
    void percent(const Document& document, std::size_t end, PercentStyle style, EditSink& sink) const;
    void scale(const Document& document, std::size_t end, EditSink& sink) const;
    void currencies(const Document& document, const std::vector<numbers::Figure>& figures,
                    EditSink& sink) const;
    void ordinal(const Document& document, const numbers::Figure& figure, EditSink& sink) const;

    const Rule& percent_;
    const Rule& percent_unsure_;
    const Rule& percent_word_;
    const Rule& scale_;
    const Rule& currency_;
    const Rule& currency_unsure_;
    const Rule& ordinal_;
    std::unordered_multimap<std::uint64_t, Scale> scales_;
    WordSet ordinal_nouns_;
    const numbers::Neighbours& words_;
};

}  // namespace mtmend
