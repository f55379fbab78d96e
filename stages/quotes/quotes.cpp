#include "stages/quotes/quotes.hpp"

#include "pipeline/rules/rule_stage.hpp"
#include "stages/quotes/apostrophes.hpp"
#include "stages/quotes/pairs.hpp"
#include "stages/quotes/style.hpp"

namespace mtmend {
namespace {

constexpr StageCard quotes_card = {
    .name = "quotes",
    .mends =
        "foreign, reversed and mixed quotation marks, spaces around them, and signs that stand for an apostrophe",
    .wakes_on = signals::quote | signals::non_ascii | signals::markup,
};

class QuotesStage : public RuleStage {
  public:
    explicit QuotesStage(const Dictionaries& dictionaries)
        : RuleStage(quotes_card, dictionaries),
          pairs_(dictionaries),
          apostrophes_(dictionaries),
          comma_outside_(dictionaries.rule("quotes/comma-outside")) {}

    bool wakes(const Document& document) const override {
        return RuleStage::wakes(document) || document.text().find('`') != std::string_view::npos;
    }

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        const MarkStyle style = mark_style(document.text());
        pairs_.propose(document, style, sink);
        apostrophes_.propose(document, style, sink);
        commas(document, sink);
    }

  private:
    /// Commas and stops outside the closing mark, where the article has them inside elsewhere.
    void commas(const Document& document, EditSink& sink) const {
        const std::string_view text = document.text();
        std::vector<std::size_t> outside;
        std::size_t inside = 0;
        for (std::size_t at = text.find("”"); at != std::string_view::npos; at = text.find("”", at + 3)) {
            const char left = at > 0 ? text[at - 1] : ' ';
            const char right = at + 3 < text.size() ? text[at + 3] : ' ';
            const bool mark_left = left == ',' || left == '.';
            if (mark_left) ++inside;
            if ((right == ',' || right == '.') && !mark_left && left != '!' && left != '?')
                outside.push_back(at);
        }
        if (inside == 0) return;
        for (std::size_t at : outside) {
            mtmend::propose(document, sink, comma_outside_, {at, at + 4}, std::string(1, text[at + 3]) + "”");
        }
    }

    Pairs pairs_;
    Apostrophes apostrophes_;
    const Rule& comma_outside_;
};

}  // namespace

std::shared_ptr<const Stage> make_quotes_stage(const Dictionaries& dictionaries) {
    return std::make_shared<QuotesStage>(dictionaries);
}

}  // namespace mtmend
