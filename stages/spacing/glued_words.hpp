#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>

#include "stages/propose.hpp"
#include "stages/spacing/code_lines.hpp"

namespace mtmend {

/// Finds lost spaces inside what the scanner takes for one word, where only an inner capital or a figure
/// marks the border ("theInter", "in1980"). Brands and names of programs stay.
class GluedWords {
  public:
    explicit GluedWords(const Dictionaries& dictionaries);

    /// A walk over the words of one document.
    class Pass {
      public:
        Pass(const GluedWords& rules, const Document& document, CodeLines& code, EditSink& sink)
            : rules_(rules), document_(document), text_(document.text()), code_(code), sink_(sink) {}

        void look_at(const Word& word) {
            if (word.rank == 0 && !word.capital && !word.all_capitals) find_border(word);
        }

      private:
        void find_border(const Word& word);
        void glued_figure(const Word& word, std::string_view left, std::string_view right,
                          bool function_word);
        void glued_capital(const Word& word, std::string_view left, std::string_view right,
                           bool function_word);
        void split(const Word& word, std::string_view left, std::string_view right, bool sure);
        /// A name, as opposed to a word that sentences and identifiers begin with: "toParis", not "onClick".
        bool is_name(std::string_view word) const;
        /// A lone name may want no article at all: another language set it ("theInter says goodbye"). A
        /// common word, a name that goes on or stands before its noun ("theInter match"), or the article
        /// itself show that it is right.
        bool takes_the(const Word& word, std::string_view right, bool all_capitals);

        const GluedWords& rules_;
        const Document& document_;
        std::string_view text_;
        CodeLines& code_;
        EditSink& sink_;
        std::size_t lookups_ = 0;
    };

  private:
    WordSet function_words_;
    WordSet heads_;
    std::unordered_set<std::string> with_article_;
    const Rule& glued_;
    const Rule& glued_unsure_;
};

}  // namespace mtmend
