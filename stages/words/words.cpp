#include "stages/words/words.hpp"

#include "pipeline/rules/rule_stage.hpp"
#include "stages/words/merged.hpp"
#include "stages/words/speller.hpp"
#include "stages/words/split.hpp"

namespace mtmend {
namespace {

constexpr StageCard card = {
    .name = "words",
    .mends = "split and merged words",
    .wakes_on = signals::any,
};

class WordsStage : public RuleStage {
  public:
    explicit WordsStage(const Dictionaries& dictionaries)
        : RuleStage(mtmend::card, dictionaries),
          speller_(dictionaries),
          merged_(dictionaries, speller_),
          split_(dictionaries, speller_) {}

    // Split words leave pieces that can be words themselves ("th rough"), so no signal tells of them.
    bool wakes(const Document&) const override { return true; }

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        if ((document.signals() & (signals::unknown_word | signals::glued)) != 0)
            merged_.propose(document, sink);
        split_.propose(document, sink);
    }

  private:
    Speller speller_;
    MergedWords merged_;
    SplitWords split_;
};

}  // namespace

std::shared_ptr<const Stage> make_words_stage(const Dictionaries& dictionaries) {
    return std::make_shared<WordsStage>(dictionaries);
}

}  // namespace mtmend
