#pragma once
#include "pipeline/dictionaries.hpp"
#include "pipeline/text/document.hpp"

namespace mtmend::quotes {

/// Tells where marks of another language are meant: around words of that language, or where they are what the
/// article is about.
class ForeignText {
  public:
    explicit ForeignText(const Dictionaries& dictionaries);

    /// "French printers use guillemets". Linear where a word of it stands in the article.
    bool speaks_of_marks(const Document& document) const;
    /// True where nothing in `span` is of the expected language and more than a name is of another one.
    /// Linear in the span.
    bool is_foreign(const Document& document, Span<Working> span) const;
    /// « Bonjour » in a sentence that tells what French writes, and nothing plain of the expected language in
    /// it. Linear in the sentence.
    bool is_mentioned(const Document& document, Span<Working> span) const;

  private:
    WordSet marks_;
    WordSet what_;
    WordSet own_names_;
    WordSet mentions_;
    WordSet languages_;
    WordSet particles_;  ///< "de", "la": English has them in names
};

}  // namespace mtmend::quotes
