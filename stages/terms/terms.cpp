#include "stages/terms/terms.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/rules/rule_stage.hpp"
#include "stages/terms/compile.hpp"
#include "stages/terms/concepts.hpp"
#include "stages/terms/insertion.hpp"
#include "stages/terms/recogniser.hpp"

namespace mtmend {
namespace {

constexpr StageCard terms_card = {
    .name = "terms",
    .mends = "literal renderings of official names",
    .wakes_on = signals::none,
};

void describe_name(const terms::Concepts& concepts, const terms::Term& term, const terms::OfficialName& name,
                   std::string& out) {
    out += fmt::format("    {} «{}»{}\n", name.language, name.text,
                       name.acronym.empty() ? std::string() : fmt::format(" ({})", name.acronym));
    for (const auto& token : concepts.tokens(name.text, name.language)) {
        if (token.glue) continue;
        std::string renderings;
        for (const auto id : token.concepts) {
            for (const auto& r : concepts[id].renderings) {
                renderings += fmt::format("{}{}{}", renderings.empty() ? "" : ", ", r.text, r.odd ? "*" : "");
            }
        }
        out += fmt::format("        {}: {}\n", token.text, renderings);
    }
    out += fmt::format("        e.g. {}\n", terms::literal_rendering(concepts, term, name, true));
}

class TermsStage final : public RuleStage {
  public:
    explicit TermsStage(const Dictionaries& dictionaries)
        : RuleStage(terms_card, dictionaries),
          dictionaries_(dictionaries),
          compiled_(terms::load(dictionaries)),
          recogniser_(compiled_) {
        for (const terms::Term& term : compiled_.terms) {
            if (!term.built_in) own_terms_.push_back(&term);
        }
    }

    bool wakes(const Document& document) const override {
        const terms::WordMarks& marks = compiled_.marks;
        return RuleStage::wakes(document) ||
               (document.marks() & (marks.bearer | marks.opens | marks.acronym)) != 0;
    }

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        const terms::Insertion insertion(compiled_, document);
        for (const auto& found : recogniser_.find(document)) insertion.put(found, sink);
        if ((document.marks() & compiled_.marks.acronym) == 0) return;
        const auto& words = document.words();
        for (std::size_t at = 1; at < words.size(); ++at) {
            if ((words[at].marks & compiled_.marks.acronym) != 0) insertion.put_acronym_behind_name(at, sink);
        }
    }

    /// The card of a term: its names, what their words may become, and an example of each.
    std::string describe(std::string_view id) const override {
        if (id == terms_card.name) return list_terms();
        const auto term = std::find_if(compiled_.terms.begin(), compiled_.terms.end(),
                                       [&](const terms::Term& t) { return t.id == id; });
        if (term == compiled_.terms.end()) return {};
        terms::TermNames names = term->names.read();
        if (term->built_in) dictionaries_.put_folder_in(names.place);
        std::string out = fmt::format("{}   {}\n  {}{}\n", term->id, names.type, term->canonical,
                                      term->acronym.empty() ? std::string() : " (" + term->acronym + ")");
        if (!names.aliases.empty())
            out += fmt::format("\n  also good English: {}\n", fmt::join(names.aliases, "; "));
        if (!names.siblings.empty())
            out += fmt::format("\n  something else: {}\n", fmt::join(names.siblings, "; "));
        out += "\n  recognised are literal renderings of\n";
        const terms::Concepts concepts(dictionaries_);
        for (const auto& name : names.official) describe_name(concepts, *term, name, out);
        return out + fmt::format(
                         "  (* odd: no writer of English puts it there)\n\n  names    {}\n  written  {}:{}\n",
                         names.source, names.place.file, names.place.line);
    }

    /// Of each term in the user's tables: its English names are kept, and one literal rendering is
    /// recognised.
    std::vector<Rule> cards_of_lists() const override {
        std::vector<Rule> cards;
        if (own_terms_.empty()) return cards;
        const terms::Concepts concepts(dictionaries_);
        for (const terms::Term* term : own_terms_) {
            const terms::TermNames names = term->names.read();
            RuleCard card;
            card.keeps.push_back(sentence(term->canonical));
            for (const std::string& alias : names.aliases) card.keeps.push_back(sentence(alias));
            for (const std::string& sibling : names.siblings) card.keeps.push_back(sentence(sibling));
            add_unrecognised(concepts, *term, names, card);
            Rule rule;
            rule.id = term->id;
            rule.confidence = Confidence::suggestion;
            rule.place = names.place;
            rule.card = Archived<RuleCard>(card);
            cards.push_back(std::move(rule));
        }
        return cards;
    }

  private:
    static std::string sentence(std::string_view name) {
        return fmt::format("Officials spoke about {} yesterday, and nobody was surprised.", name);
    }

    /// An example that must fail, where no literal rendering of the term is recognised.
    void add_unrecognised(const terms::Concepts& concepts, const terms::Term& term,
                          const terms::TermNames& names, RuleCard& card) const {
        std::string text;
        for (const terms::OfficialName& name : names.official) {
            text = sentence(terms::literal_rendering(concepts, term, name, true));
            for (const auto& found : recogniser_.find(Document(text, dictionaries_.lexicon()))) {
                if (&compiled_.terms[found.match.variant->term] == &term) return;
            }
        }
        if (!text.empty()) card.fixes.emplace_back(text, sentence(term.canonical));
    }

    std::string list_terms() const {
        std::string out;
        for (const terms::Term& term : compiled_.terms)
            out += fmt::format("  {}   {}\n", term.id, term.canonical);
        return out;
    }

    const Dictionaries& dictionaries_;
    terms::Compiled compiled_;
    terms::Recogniser recogniser_;
    std::vector<const terms::Term*> own_terms_;  ///< of the user's tables
};

}  // namespace

std::shared_ptr<const Stage> make_terms_stage(const Dictionaries& dictionaries) {
    return std::make_shared<TermsStage>(dictionaries);
}

}  // namespace mtmend
