#include "stages/names/names.hpp"

#include <vector>

#include "pipeline/rules/rule_stage.hpp"
#include "stages/names/acronyms.hpp"
#include "stages/names/article.hpp"
#include "stages/names/date_words.hpp"
#include "stages/names/first_names.hpp"
#include "stages/names/foreign_titles.hpp"
#include "stages/names/people.hpp"
#include "stages/names/places.hpp"
#include "stages/names/read_name_tables.hpp"
#include "stages/names/translated_people.hpp"

namespace mtmend {
namespace {

constexpr StageCard stage_card = {
    .name = "names",
    .mends = "foreign spellings of acronyms, places and people",
    .wakes_on = signals::none,
};

/// True for "NASA", found as "Nasa" in capitals: an acronym is wrong only as the tables write it.
bool is_acronym_in_capitals(const NameMatch& match) {
    const NameKind kind = match.form->kind;
    return match.in_capitals && (kind == NameKind::acronym || kind == NameKind::title_case_acronym);
}

/// One document's names.
class NameRun {
  public:
    NameRun(const Document& document, const NameTable& table, const names::NameLists& lists,
            const names::Cards& cards)
        : document_(document),
          table_(table),
          article_(document, lists, cards),
          places_(article_, table),
          acronyms_(article_, table),
          people_(article_),
          translated_people_(article_),
          date_words_(article_) {}

    void propose(EditSink& sink) {
        std::vector<NameMatch> matches = find();
        for (const NameMatch& match : matches) places_.note_usage(match);
        std::erase_if(matches, [&](const NameMatch& match) {
            return table_.is_guarded(document_, match) || article_.around.is_mentioned(match);
        });
        for (const NameMatch& match : matches) {
            places_.note(match);
            acronyms_.note(match);
        }
        for (const NameMatch& match : matches) {
            if (auto edit = mend(match)) sink.propose(std::move(*edit));
        }
    }

  private:
    /// All that may have to be mended, in order.
    std::vector<NameMatch> find() {
        std::vector<NameMatch> matches;
        for (std::size_t i = 0; i < document_.words().size();) {
            if (!table_.may_begin_at(document_, document_.words()[i])) {
                ++i;
                continue;
            }
            const auto found = table_.match_at(document_, i);
            if (found) people_.note(*found);
            if (found && !found->english && !is_acronym_in_capitals(*found)) matches.push_back(*found);
            i = found ? found->last : i + 1;
        }
        return matches;
    }

    std::optional<Edit> mend(const NameMatch& match) const {
        switch (match.form->kind) {
            case NameKind::place:
                return places_.mend(match);
            case NameKind::house_spelling:
                return places_.house_spelling(match);
            case NameKind::acronym:
                return acronyms_.mend(match);
            case NameKind::title_case_acronym:
                return acronyms_.in_title_case(match);
            case NameKind::person:
            case NameKind::surname:
                return people_.mend(match);
            case NameKind::translated_person:
                return translated_people_.mend(match);
            case NameKind::date_word:
                return date_words_.mend(match);
        }
        return std::nullopt;
    }

    const Document& document_;
    const NameTable& table_;
    names::Article article_;
    names::Places places_;
    names::Acronyms acronyms_;
    names::People people_;
    names::TranslatedPeople translated_people_;
    names::DateWords date_words_;
};

class NamesStage : public RuleStage {
  public:
    explicit NamesStage(const Dictionaries& d)
        : RuleStage(stage_card, d),
          table_(load_name_tables(d)),
          lists_(names::read_lists(d)),
          titles_(d),
          first_names_(d),
          cards_{
              d.rule("names/place"),   d.rule("names/place-likely"),       d.rule("names/house-spelling"),
              d.rule("names/acronym"), d.rule("names/acronym-in-context"), d.rule("names/title-case-acronym"),
              d.rule("names/person"),  d.rule("names/translated-person"),  d.rule("names/date-word")} {}

    bool wakes(const Document& document) const override {
        return table_.may_stand_in(document) || titles_.wakes(document) || first_names_.wakes(document) ||
               RuleStage::wakes(document);
    }

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        if (table_.may_stand_in(document)) NameRun(document, table_, lists_, cards_).propose(sink);
        titles_.propose(document, sink);
        first_names_.propose(document, sink);
    }

  private:
    NameTable table_;
    names::NameLists lists_;
    ForeignTitles titles_;
    UkrainianFirstNames first_names_;
    names::Cards cards_;
};

}  // namespace

std::shared_ptr<const Stage> make_names_stage(const Dictionaries& dictionaries) {
    return std::make_shared<NamesStage>(dictionaries);
}

}  // namespace mtmend
