#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/edit/edit.hpp"
#include "pipeline/interface.hpp"
#include "pipeline/text/document.hpp"

namespace mtmend {

struct Rule;

/// What a stage is, for people (`mtmend explain`) and for the pipeline.
struct StageCard {
    std::string_view name;   ///< one word, the folder's name and the first part of its rules' ids
    std::string_view mends;  ///< one sentence
    /// The stage runs where the document shows at least one of these, or where a trigger word of its rules
    /// stands.
    signals::Set wakes_on = signals::none;
};

/// Takes the proposals of one stage for one document.
class EditSink {
  public:
    void propose(Edit edit) { edits_.push_back(std::move(edit)); }
    std::vector<Edit>& edits() { return edits_; }

  private:
    std::vector<Edit> edits_;
};

/// One step of the chain. Pure: what it proposes depends on the document and on what it was made with, on
/// nothing else (no files, clock, locale, randomness). Immutable, so that all threads share one.
class MTMEND_INTERFACE Stage {
  public:
    virtual ~Stage();
    virtual const StageCard& card() const = 0;
    /// Proposes edits in any order; overlapping ones are settled by the pipeline: the surer, then the longer,
    /// then the earlier, then the rule id that sorts first. A stage never repeats itself on its own result.
    virtual void propose(const Document& document, EditSink& sink) const = 0;
    /// Proposes the part of it that mends damage no language has (misread bytes), which may hide which
    /// language an article is in: asked of a line or two, and of an article that seems to be of another
    /// language. Most stages have none.
    virtual void repair(const Document& document, EditSink& sink) const;
    /// What the stage can say about a rule that stands in no rule file (a term, say), or under its own name
    /// the list of these; empty where it knows none.
    virtual std::string describe(std::string_view name) const;
    /// Cards of what the user's own lists add to it (a term, say) beside rules: their examples are checked as
    /// those of rules are (`mtmend test`). Most stages have none.
    virtual std::vector<Rule> cards_of_lists() const;
    /// True where the stage has something to look for in this document (signals, or words its rules start
    /// from).
    virtual bool wakes(const Document& document) const;
};

}  // namespace mtmend
