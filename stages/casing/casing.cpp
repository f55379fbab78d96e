#include "stages/casing/casing.hpp"

#include <optional>

#include "pipeline/rules/rule_stage.hpp"
#include "stages/casing/lower_months.hpp"
#include "stages/casing/lower_names.hpp"
#include "stages/casing/lower_titles.hpp"
#include "stages/casing/pronouns.hpp"
#include "stages/casing/sentence_starts.hpp"
#include "stages/context.hpp"

namespace mtmend {
namespace {

constexpr StageCard stage_card = {
    .name = "casing",
    .mends = "capitals inside sentences, lower-case days, peoples and names, titles before names",
    .wakes_on = signals::none,
};

/// Looks at every word, and hands what may be wrong to the part that knows of it.
class CasingRun : CasingPass {
  public:
    CasingRun(const CasingPass& pass, const SentenceLists& sentences)
        : CasingPass(pass),
          starts_(document_, sentences),
          names_(pass),
          titles_(pass),
          months_(pass),
          pronouns_(pass) {}

    void run() {
        const auto& words = document_.words();
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (!may_be_wrong(i)) continue;
            const Word& w = words[i];
            if (w.capital) {
                if (!w.all_capitals && i > 0 && lists_.pronouns.contains(w.hash)) pronouns_.inner_capital(i);
            } else if (w.at.size() == 1 || document_.text(w)[1] == '\'' ||
                       document_.text(w).substr(1, 3) == "’") {
                pronouns_.lone_letter(i);
            } else {
                lower_case(i);
            }
        }
    }

  private:
    /// Cheap and never wrongly false: what good text has at nearly no word.
    bool may_be_wrong(std::size_t i) {
        const Word& w = word(i);
        if (w.has_digit) return false;
        if (w.capital) return (w.marks & lists_.capital_mark) != 0;
        return (w.marks & lists_.lower_mark) != 0 || is_behind_end_mark(i) || may_be_name(i);
    }

    /// True behind a full stop and the like, where only a sentence can begin.
    bool is_behind_end_mark(std::size_t i) const {
        if (i == 0 || word(i).at.begin - word(i - 1).at.end < 2) return false;
        const char mark = document_.text()[word(i - 1).at.end];
        return mark == '.' || mark == '?' || mark == '!';
    }

    /// True for a word in lower case that the word table has with a capital only; that it has in both ways,
    /// or another, and that stands beside a capital; or that it lacks, and the article has with a capital.
    bool may_be_name(std::size_t i) {
        constexpr std::size_t shortest_name = 4;
        const Word& w = word(i);
        if (w.at.size() < shortest_name) return false;
        if (w.rank == 0) return article_.may_have_capital(stem_hash(w));
        const std::uint8_t forms = forms_of(w);
        if (forms == WordTable::lower_form) return false;
        if (forms == WordTable::capital_form) return true;
        if (forms == 0) return article_.may_have_capital(stem_hash(w));
        return (i > 0 && word(i - 1).capital) || (has(i + 1) && word(i + 1).capital);
    }

    void lower_case(std::size_t i) {
        const Word& w = word(i);
        const bool in_list = (w.marks & lists_.lower_mark) != 0;
        const std::uint8_t forms = forms_of(w);
        const bool listed = in_list && lists_.proper.contains(stem_hash(w));
        const bool capital_only = (forms == WordTable::capital_form && w.rank <= 50 && w.at.size() >= 4 &&
                                   !lists_.common.contains(stem_hash(w)));
        if (listed || (capital_only && (lists_.places.contains(stem_hash(w))))) return names_.proper_name(i);
        if (in_list && names_.is_office_holder(i)) return capitalise(i, cards_.name_of_article);
        if (capital_only) return names_.likely_name(i);
        if (in_list && lists_.name_titles.contains(w.hash)) return titles_.title_before_name(i);
        if (in_list && lists_.sure_first_names.contains(w.hash) && names_.stands_before_surname(i))
            return capitalise(i, cards_.name_of_article);
        if (in_list && months_.is_month_in_date(i)) return capitalise(i, cards_.month);
        if (forms != WordTable::lower_form && names_.is_name_of_article(i, forms))
            return capitalise(i, names_.card_of_article(i));
        if (i > 0) sentence_start(i);
    }

    /// A sentence that begins in lower case behind a true full stop.
    void sentence_start(std::size_t i) {
        const SentenceStart start = starts_.opens_paragraph(i) ? SentenceStart::sure : starts_.judge(i);
        if (start == SentenceStart::none || beside_foreign_words(i) || is_part_of_token(i) ||
            is_uncapitalised_block(i))
            return;
        const bool sure =
            start == SentenceStart::sure || (start == SentenceStart::if_others && loses_capitals());
        if (!sure && !is_behind_stop(i)) return;
        capitalise(i, sure ? cards_.sentence_start : cards_.sentence_start_likely);
    }

    bool is_behind_stop(std::size_t i) const { return context::gap_after(document_, i - 1).starts_with('.'); }

    /// True where at least two sentences of the article have plainly lost their capital.
    bool loses_capitals() {
        if (!loses_capitals_) {
            std::size_t lost = 0;
            for (std::size_t i = 1; i < document_.words().size() && lost < 2; ++i) {
                lost += !word(i).capital && starts_.judge(i) == SentenceStart::sure && !is_part_of_token(i) &&
                        !is_uncapitalised_block(i);
            }
            loses_capitals_ = lost >= 2;
        }
        return *loses_capitals_;
    }

    SentenceStarts starts_;
    LowerNames names_;
    LowerTitles titles_;
    LowerMonths months_;
    Pronouns pronouns_;
    std::optional<bool> loses_capitals_;
};

class CasingStage : public RuleStage {
  public:
    explicit CasingStage(const Dictionaries& d)
        : RuleStage(stage_card, d),
          lists_(d),
          sentences_(d),
          cards_{d.rule("casing/proper-name"),
                 d.rule("casing/pointed-name"),
                 d.rule("casing/name-of-article"),
                 d.rule("casing/name-likely"),
                 d.rule("casing/pronoun-i"),
                 d.rule("casing/inner-capital"),
                 d.rule("casing/sentence-start"),
                 d.rule("casing/sentence-start-likely"),
                 d.rule("casing/month"),
                 d.rule("casing/title-before-name"),
                 d.rule("casing/title-before-name-likely")} {}

    /// Only the words themselves can tell.
    bool wakes(const Document&) const override { return true; }

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        ArticleCase article(document);
        CasingRun({document, lists_, cards_, article, sink}, sentences_).run();
    }

  private:
    CasingLists lists_;
    SentenceLists sentences_;
    CasingCards cards_;
};

}  // namespace

std::shared_ptr<const Stage> make_casing_stage(const Dictionaries& dictionaries) {
    return std::make_shared<CasingStage>(dictionaries);
}

}  // namespace mtmend
