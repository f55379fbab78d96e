#include "stages/grammar/grammar.hpp"

#include <unordered_set>

#include "pipeline/rules/rule_stage.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"

namespace mtmend {
namespace {

constexpr StageCard stage_card = {
    .name = "grammar",
    .mends = "articles before names, titles and calqued fixed phrases",
    .wakes_on = signals::none,
};

using WordSet = std::unordered_set<std::uint64_t>;

/// "the President Truman signed": an article before a title with a name.
class TitleRun {
  public:
    TitleRun(const Document& document, const WordSet& titles, const WordSet& pairs,
             const WordSet& clause_words, const Rule& rule)
        : document_(document), titles_(titles), pairs_(pairs), clause_words_(clause_words), rule_(rule) {}

    void propose(EditSink& sink) const {
        static const std::uint64_t the = folded_hash("the");
        for (std::size_t i = 0; i + 2 < document_.words().size(); ++i) {
            if (word(i).hash == the && !word(i).all_capitals) look_behind_article(i, sink);
        }
    }

  private:
    const Word& word(std::size_t i) const { return document_.words()[i]; }

    void look_behind_article(std::size_t the, EditSink& sink) const {
        std::size_t name = the + 2;
        if (!context::runs_on(document_, the) || !context::runs_on(document_, the + 1)) return;
        if (!titles_.contains(word(the + 1).hash)) {
            if (the + 3 >= document_.words().size() || !context::runs_on(document_, the + 2)) return;
            const std::string pair =
                std::string(document_.text(word(the + 1))) + " " + std::string(document_.text(word(the + 2)));
            if (!pairs_.contains(folded_hash(pair))) return;
            name = the + 3;
        }
        const std::size_t end = end_of_name(name);
        if (end == name || !sentence_goes_on(end) || context::in_title_case(document_, the)) return;
        propose_without(the, name, sink);
    }

    /// Up to three capitalised words that are names and no common nouns ("Truman", "Kyrsten Sinema").
    std::size_t end_of_name(std::size_t at) const {
        std::size_t end = at;
        while (end < document_.words().size() && end < at + 3 && is_name(end)) {
            ++end;
            if (!context::runs_on(document_, end - 1)) break;
        }
        if (end < document_.words().size() && end > at && context::runs_on(document_, end - 1) &&
            word(end).capital)
            return at;
        return end;
    }

    bool is_name(std::size_t i) const {
        const Word& w = word(i);
        if (!w.capital || w.all_capitals || w.has_digit || w.at.size() < 3) return false;
        const std::string_view stem = without_possessive(document_.text(w));
        const auto* entry = document_.lexicon().words.find(folded_hash(stem));
        return entry == nullptr || (entry->forms & WordTable::capital_form) != 0;
    }

    /// True where what follows the name is no noun that the title and name modify ("the President Truman
    /// Museum").
    bool sentence_goes_on(std::size_t end) const {
        const std::string_view last = document_.text(word(end - 1));
        if (without_possessive(last).size() < last.size()) return true;
        const std::string_view gap = context::gap_after(document_, end - 1);
        if (gap.starts_with("-") || gap.starts_with("–") || gap.starts_with("/")) return false;
        if (end >= document_.words().size() || !context::runs_on(document_, end - 1)) return true;
        return clause_words_.contains(word(end).hash);
    }

    void propose_without(std::size_t the, std::size_t name, EditSink& sink) const {
        Edit edit;
        edit.at = {word(the).at.begin, word(name).at.begin};
        for (std::size_t i = the + 1; i < name; ++i)
            edit.after += utf8::capitalised(document_.text(word(i))) + " ";
        edit.rule = rule_.id;
        edit.confidence = rule_.confidence;
        sink.propose(std::move(edit));
    }

    const Document& document_;
    const WordSet& titles_;
    const WordSet& pairs_;
    const WordSet& clause_words_;
    const Rule& rule_;
};

class GrammarStage : public RuleStage {
  public:
    explicit GrammarStage(const Dictionaries& d)
        : RuleStage(stage_card, d), title_rule_(d.rule("grammar/title-after-the")) {
        for (const TableRow& row : d.table("names/name_titles.tsv")) {
            const std::string& title = row.cells[0];
            (title.find(' ') == std::string::npos ? titles_ : pairs_).insert(folded_hash(title));
        }
        for (const TableRow& row : d.table("names/clause_words.tsv"))
            clause_words_.insert(folded_hash(row.cells[0]));
    }

    /// An article before a title can stand anywhere.
    bool wakes(const Document&) const override { return true; }

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        TitleRun(document, titles_, pairs_, clause_words_, title_rule_).propose(sink);
    }

  private:
    const Rule& title_rule_;
    WordSet titles_;
    WordSet pairs_;  ///< titles of two words
    WordSet clause_words_;
};

}  // namespace

std::shared_ptr<const Stage> make_grammar_stage(const Dictionaries& dictionaries) {
    return std::make_shared<GrammarStage>(dictionaries);
}

}  // namespace mtmend
