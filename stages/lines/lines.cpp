#include "stages/lines/lines.hpp"

#include "pipeline/rules/rule_stage.hpp"
#include "stages/lines/line_end_hyphens.hpp"
#include "stages/lines/row_joints.hpp"
#include "stages/lines/shape.hpp"

namespace mtmend {
namespace {

constexpr StageCard lines_card = {
    .name = "lines",
    .mends = "line breaks inside a sentence or a term, hyphens at line ends",
    .wakes_on = signals::line_break,
};

class LinesStage : public RuleStage {
  public:
    explicit LinesStage(const Dictionaries& dictionaries)
        : RuleStage(lines_card, dictionaries),
          lists_(dictionaries),
          hyphens_(dictionaries, lists_.joints),
          drop_cap_(dictionaries.rule("lines/drop-cap")) {}

    bool wakes(const Document& document) const override {
        return RuleStage::wakes(document) || document.text().find("- ") != std::string_view::npos;
    }

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        const Neighbours neighbours(document);
        hyphens_.propose_before_space(document, neighbours, sink);
        if ((document.signals() & signals::line_break) == 0) return;
        Layout layout = read_layout(document);
        layout.linked = has_links_as_paragraphs(document.text());
        const RowJoints joints(lists_, document, layout, neighbours);
        layout.broken = has_broken_sentence(layout, joints);
        bool continued = false;
        for (std::size_t i = 0; i + 1 < layout.rows.size(); ++i) {
            const Row& left = layout.rows[i];
            const Row& right = layout.rows[i + 1];
            if (!has_text(left, right)) {
                continued = false;
            } else if (hyphens_.propose_at_break(document, neighbours, left, right, sink) ||
                       propose_drop_cap(document, layout, i, sink)) {
                continued = true;
            } else {
                const Rule* rule = may_be_one(left, right) ? joints.between(i, continued) : nullptr;
                if (rule != nullptr) add(sink, {left.at.end, right.at.begin}, " ", *rule);
                continued = rule != nullptr;
            }
        }
    }

  private:
    static void add(EditSink& sink, Span<Working> at, std::string after, const Rule& rule) {
        sink.propose({at, std::move(after), rule.id, rule.confidence, {}, {}});
    }

    /// Words on both sides, and not far apart.
    static bool has_text(const Row& left, const Row& right) {
        return left.words() > 0 && right.words() > 0 && right.breaks <= 3;
    }
    static bool may_be_one(const Row& left, const Row& right) {
        return !right.item && !left.bare && !right.bare;
    }

    /// A paragraph that is a full stop, or begins with a comma, stood behind a link.
    static bool has_links_as_paragraphs(std::string_view text) {
        return text.find("\n\n, ") != std::string_view::npos ||
               text.find("\n\n.\n") != std::string_view::npos;
    }

    /// True where some break is plainly inside a sentence, so that others may be.
    bool has_broken_sentence(const Layout& layout, const RowJoints& joints) const {
        bool continued = false;
        for (std::size_t i = 0; i + 1 < layout.rows.size(); ++i) {
            const Row& left = layout.rows[i];
            const Row& right = layout.rows[i + 1];
            const bool text = has_text(left, right) && may_be_one(left, right);
            const Rule* rule = text ? joints.between(i, continued) : nullptr;
            if (rule != nullptr && rule != &lists_.unsure) return true;
            continued = rule != nullptr;
        }
        return false;
    }

    /// "T", then "he station": an initial that was set apart from its word.
    bool propose_drop_cap(const Document& document, const Layout& layout, std::size_t i,
                          EditSink& sink) const {
        const Row& left = layout.rows[i];
        const Row& right = layout.rows[i + 1];
        if (left.width != 1 || left.opening != Row::Opening::upper || right.opening != Row::Opening::lower)
            return false;
        if (right.words() < 4 || (i > 0 && layout.rows[i - 1].width == 1)) return false;
        const Word& rest = document.words()[right.first];
        const std::string joined = std::string(document.text(left.at)) + std::string(document.text(rest));
        if (document.lexicon().rank(joined) == 0) return false;
        const char initial = document.text()[left.at.begin];
        if ((initial == 'A' || initial == 'I') && rest.rank != 0 && rest.at.size() > 1) return false;
        add(sink, {left.at.begin, rest.at.end}, joined, drop_cap_);
        return true;
    }

    BreakLists lists_;
    LineEndHyphens hyphens_;
    const Rule& drop_cap_;
};

}  // namespace

std::shared_ptr<const Stage> make_lines_stage(const Dictionaries& dictionaries) {
    return std::make_shared<LinesStage>(dictionaries);
}

}  // namespace mtmend
