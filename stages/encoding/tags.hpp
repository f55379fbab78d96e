#pragma once
#include "pipeline/rules/pattern.hpp"
#include "stages/encoding/findings.hpp"

namespace mtmend {

/// Finds left-over markup: HTML tags with a known name and well-formed attributes, and **bold** of Markdown
/// in articles that are no Markdown otherwise. What merely looks like a tag (a < b, List<T>, <3) is none.
class Tags {
  public:
    /// `markup_words` must outlive it.
    Tags(const Dictionaries& dictionaries, const WordSet& markup_words);
    void propose(const Document& document, EditSink& sink) const;

    /// True for what stands between the angle brackets of a tag: "b", "/b", "br /", "a href=…".
    static bool is_tag(std::string_view inside);

  private:
    void propose_bold(const Document& document, EditSink& sink) const;
    Pattern tag_;
    Pattern bold_;
    Pattern markdown_;
    const Rule& sure_;
    const Rule& unsure_;
    const Rule& markdown_rule_;
    const WordSet& markup_words_;
};

}  // namespace mtmend
