#pragma once
#include "pipeline/dictionaries.hpp"
#include "pipeline/rules/matcher.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// A stage whose pattern rules come from `dictionaries/rules/<name>`. A stage that needs code as well derives
/// from it, calls `RuleStage::propose` and adds its own edits; each of those names a rule whose card has
/// `by-code = true`.
class RuleStage : public Stage {
  public:
    RuleStage(StageCard card, const Dictionaries& dictionaries)
        : card_(card), matcher_(card.name, dictionaries.rules_of(card.name), *dictionaries.lexicon().asked) {}

    const StageCard& card() const override { return card_; }
    void propose(const Document& document, EditSink& sink) const override {
        matcher_.propose(document, sink);
    }
    bool wakes(const Document& document) const override {
        return Stage::wakes(document) || matcher_.wakes(document);
    }

  private:
    StageCard card_;
    Matcher matcher_;
};

}  // namespace mtmend
