#pragma once
#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"
#include "stages/numbers/figure.hpp"
#include "stages/numbers/neighbours.hpp"

namespace mtmend {

/// Finds thousands and decimals written in another language's style: "4.840 people", "300 000 euros", "8,5
/// million", "6.229,21 points". One point before three digits can be either; it is read by what is counted,
/// by the article's other figures and by its source language, and without any of these it stays.
class Separators {
  public:
    /// `units` and `words` must outlive it.
    Separators(const Dictionaries& dictionaries, const numbers::Units& units,
               const numbers::Neighbours& words);
    void propose(const Document& document, const std::vector<numbers::Figure>& figures, EditSink& sink) const;

  private:
    struct Style {
        std::size_t comma_decimals = 0;  ///< figures that can only be read with a comma for decimals
        std::size_t point_decimals = 0;
        std::size_t point_thousands = 0;   ///< "4.840 people": the point groups
        std::size_t grouped_millions = 0;  ///< "2,518.53 million": the article counts thousands of millions
        bool measures_finely = false;      ///< it tells of laps or gymnastics: three decimals are usual
        bool comma_language = false;
        /// The article's other figures show that points group.
        bool groups_with_points() const {
            return point_decimals == 0 && (comma_decimals > 0 || point_thousands > 0);
        }
        bool foreign() const { return comma_decimals > 0 && point_decimals == 0; }
        /// So much speaks for points that group, and nothing against it, that a bare figure is read so too.
        bool proven() const {
            return !measures_finely && foreign() && (point_thousands > 0 || comma_decimals >= 3);
        }
    };
    Style style(const Document& document, const std::vector<numbers::Figure>& figures) const;
    const Rule* spaced(const Document& document, const numbers::Figure& figure) const;
    const Rule* pointed(const Document& document, const std::vector<numbers::Figure>& figures,
                        std::size_t index, const Style& style) const;
    /// An amount of money with a point before three digits; `end` is that of its unit, or its own.
    const Rule* amount(const Document& document, const numbers::Figure& figure, std::size_t end,
                       const Style& style) const;
    /// "1.234.567"
    const Rule* dotted(const Document& document, const numbers::Figure& figure) const;
    const Rule* decimal_comma(const Document& document, const std::vector<numbers::Figure>& figures,
                              std::size_t index, const Style& style) const;

    const Rule& thousands_;
    const Rule& point_thousands_;
    const Rule& comma_decimals_;
    const Rule& mixed_;
    const Rule& unsure_;
    const Rule& scale_;
    const numbers::Units& units_;
    const numbers::Neighbours& words_;
};

}  // namespace mtmend
