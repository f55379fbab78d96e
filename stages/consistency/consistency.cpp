#include "stages/consistency/consistency.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "pipeline/rules/rule_stage.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"

namespace mtmend {
namespace {

constexpr StageCard stage_card = {
    .name = "consistency",
    .mends = "one name or compound written in two ways in one article",
    .wakes_on = signals::unknown_word,
};

/// A key that spellings of one foreign name share: no accents, w = v, y = ij = i, no doubled letters.
std::string light_fold(std::string_view name) {
    std::string key;
    for (char c : utf8::unaccented(name)) {
        if (c == 'w') c = 'v';
        if (c == 'y' || c == 'j') c = 'i';
        if (key.empty() || key.back() != c) key += c;
    }
    return key;
}

/// One spelling of a name, by how often it stands in the article.
struct Spelling {
    std::string text;
    std::vector<Span<Working>> places;
};

/// Names that no list knows, by their light fold. Held: two people may differ in one letter.
class SpellingRun {
  public:
    SpellingRun(const Document& document, const Rule& rule) : document_(document), rule_(rule) {}

    void propose(EditSink& sink) {
        for (const Word& word : document_.words()) collect(word);
        for (const auto& [key, spellings] : by_key_) {
            if (spellings.size() == 2) propose_rarer(spellings, sink);
        }
    }

  private:
    static constexpr std::size_t shortest = 6;

    void collect(const Word& word) {
        if (!word.capital || word.all_capitals || word.rank != 0 || word.has_digit) return;
        const std::string_view text = without_possessive(document_.text(word));
        if (text.size() < shortest || text.find('\'') != std::string_view::npos ||
            text.find("’") != std::string_view::npos ||
            std::any_of(text.begin() + 1, text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
            return;
        auto& spellings = by_key_[light_fold(text)];
        const Span<Working> at{word.at.begin, word.at.begin + text.size()};
        for (Spelling& spelling : spellings) {
            if (spelling.text == text) return spelling.places.push_back(at);
        }
        if (spellings.size() < 3) spellings.push_back({std::string(text), {at}});
    }

    void propose_rarer(const std::vector<Spelling>& spellings, EditSink& sink) const {
        const bool first = spellings[0].places.size() < spellings[1].places.size();
        const Spelling& rarer = spellings[first ? 0 : 1];
        const Spelling& usual = spellings[first ? 1 : 0];
        if (usual.places.size() < 2 * rarer.places.size()) return;
        for (const Span<Working>& at : rarer.places) {
            Edit edit;
            edit.at = at;
            edit.after = usual.text;
            edit.rule = rule_.id;
            edit.confidence = rule_.confidence;
            edit.why = fmt::format("the article writes “{}” {} times", usual.text, usual.places.size());
            sink.propose(std::move(edit));
        }
    }

    const Document& document_;
    const Rule& rule_;
    std::map<std::string, std::vector<Spelling>> by_key_;
};

class ConsistencyStage : public RuleStage {
  public:
    explicit ConsistencyStage(const Dictionaries& d)
        : RuleStage(stage_card, d), rule_(d.rule("consistency/name-spelling")) {}

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        if ((document.signals() & stage_card.wakes_on) != 0) SpellingRun(document, rule_).propose(sink);
    }

  private:
    const Rule& rule_;
};

}  // namespace

std::shared_ptr<const Stage> make_consistency_stage(const Dictionaries& dictionaries) {
    return std::make_shared<ConsistencyStage>(dictionaries);
}

}  // namespace mtmend
