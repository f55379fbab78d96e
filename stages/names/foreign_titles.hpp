#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// Foreign forms of address before a name: "Señor Kelly" is Mr. Kelly, unless the article is about people
/// who are called so.
class ForeignTitles {
  public:
    explicit ForeignTitles(const Dictionaries& dictionaries);
    /// True where one of the forms stands in the document.
    bool wakes(const Document& document) const { return (document.marks() & mark_) != 0; }
    void propose(const Document& document, EditSink& sink) const;

  private:
    friend class ForeignTitleRun;
    struct Title {
        bool woman = false;
        bool initial = false;  ///< may be an initial or a suffix ("M.", "Sr."): before an office only
        bool english = false;  ///< English uses it too ("Madame"): only on the article's own evidence
        WordSet people;        ///< words of articles in which the form is meant ("German")
    };
    std::unordered_map<std::uint64_t, Title> titles_;
    Marks mark_ = 0;
    WordSet offices_;
    WordSet surnames_;
    const Rule& rule_;
    const Rule& rule_likely_;
    const Rule& rule_office_;
};

}  // namespace mtmend
