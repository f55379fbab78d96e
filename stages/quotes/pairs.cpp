#include "stages/quotes/pairs.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "pipeline/text/utf8.hpp"

namespace mtmend {

using quotes::Mark;
using quotes::Role;

/// What would mend a pair with a mark of another language; whether it is to be mended, the others tell.
struct Pairs::ForeignPair {
    struct Change {
        Span<Working> at;
        std::string after;
    };
    const Rule* rule = nullptr;
    Span<Working> inside;
    std::vector<Change> changes;
};

/// The marks of one block.
class Pairs::Block {
  public:
    Block(const Pairs& rules, const Document& document, Span<Working> at, const MarkStyle& style,
          const quotes::ArticleMarks& article, std::vector<ForeignPair>& foreign, EditSink& sink)
        : rules_(rules),
          document_(document),
          text_(document.text()),
          at_(at),
          style_(style),
          foreign_(foreign),
          sink_(sink),
          article_(article) {}

    void run() {
        auto marks = quotes::marks_to_mend(document_, at_);
        if (!marks || marks->empty()) return;
        marks_ = std::move(*marks);
        drop_doubled();
        if (!rules_.turns_.decide(document_, at_, marks_)) return;
        for (std::size_t i = 0; i < marks_.size(); i += 2) mend_pair(i);
    }

  private:
    /// "””": the second one goes where the block has one closing mark too many.
    void drop_doubled() {
        const auto count = [&](std::string_view sign) {
            return std::count_if(marks_.begin(), marks_.end(),
                                 [&](const Mark& m) { return m.sign->text == sign; });
        };
        for (std::size_t i = 1; i < marks_.size(); ++i) {
            const bool twice = marks_[i].sign->text == "”" && marks_[i - 1].sign->text == "”" &&
                               marks_[i - 1].end == marks_[i].begin;
            if (!twice || count("”") != count("“") + 1) continue;
            mtmend::propose(document_, sink_, rules_.doubled_, {marks_[i - 1].begin, marks_[i].end}, "”");
            marks_.erase(marks_.begin() + static_cast<std::ptrdiff_t>(i));
            marks_[i - 1] = quotes::read_mark(text_, at_, marks_[i - 1].begin, *marks_[i - 1].sign);
            dropped_ = i - 1;
            return;
        }
    }

    /// The sign that a mark should be, given its partner and the article.
    std::string_view wanted(std::size_t i) const {
        const Mark& mark = marks_[i];
        const Mark* partner = mark.role == Role::closing ? &marks_[i - 1]
                              : i + 1 < marks_.size()    ? &marks_[i + 1]
                                                         : nullptr;
        const bool straight = mark.sign->text == "\"";
        const bool partner_straight = partner != nullptr && partner->sign->text == "\"";
        bool curly = !straight;
        if (mark.sign->foreign) {
            const bool unknown = style_.doubles == MarkStyle::Form::unknown;
            curly = unknown ? !partner_straight : style_.doubles == MarkStyle::Form::curly;
        } else if (straight != partner_straight && partner != nullptr && !partner->sign->foreign) {
            curly = article_.has_curly_pair() || style_.doubles != MarkStyle::Form::straight;
        }
        if (!curly) return "\"";
        return mark.role == Role::opening ? "“" : "”";
    }

    bool is_known_word_at(std::size_t at) const {
        const std::size_t i = document_.word_at_or_after(at);
        if (i >= document_.words().size() || document_.words()[i].at.begin != at) return false;
        const Word& word = document_.words()[i];
        const bool article =
            document_.text(word) == "a" && word.at.end < at_.end && text_[word.at.end] == ' ';
        return word.rank != 0 && (word.at.size() > 1 || article) && !rules_.turns_.is_ending(word);
    }
    bool is_known_word_before(std::size_t at) const {
        const std::size_t i = document_.word_at_or_after(at);
        return i > 0 && document_.words()[i - 1].at.end == at && document_.words()[i - 1].rank != 0 &&
               document_.words()[i - 1].at.size() > 1;
    }

    /// `in December, ”Lee said`: the blank before a closing mark belongs behind it.
    static bool space_moves(const Mark& mark) {
        const bool stop = mark.left == U',' || mark.left == U'.' || mark.left == U'!' || mark.left == U'?';
        return stop && mark.blank_before() && utf8::is_letter(mark.right);
    }

    /// `said Lee."We go."`: an opening mark right behind a stop.
    static bool begins_sentence(const Mark& mark) {
        const bool stop = mark.left == U'.' || mark.left == U'!' || mark.left == U'?';
        return stop && utf8::is_upper(mark.right);
    }

    /// `They left;"gone" was the word.`, not `=IF(A1>3;"red";"green")`.
    bool is_behind_semicolon(const Mark& mark) const {
        return mark.left == U';' && mark.begin > 1 &&
               utf8::is_letter(utf8::decode_before(text_, mark.begin - 1).value);
    }

    /// `of danger:“ yellow ”- he said`, `a Russian“ office. ” Then`: a quotation inside another one, whose
    /// marks stand the right way round, and only their spaces do not.
    bool is_of_inner_pair(std::size_t i) const {
        const auto opens_inner = [&](std::size_t k) {
            const Mark& mark = marks_[k];
            return mark.role == Role::closing && mark.sign->text == "“" && !mark.blank_before() &&
                   mark.blank_behind() && (utf8::is_letter(mark.left) || mark.left == U':');
        };
        const auto closes_inner = [&](std::size_t k) {
            const Mark& mark = marks_[k];
            return mark.role == Role::opening && mark.sign->text == "”" && mark.blank_before() &&
                   (mark.blank_behind() || !(utf8::is_letter(mark.right)));
        };
        return (i + 1 < marks_.size() && opens_inner(i) && closes_inner(i + 1)) ||
               (i > 0 && closes_inner(i) && opens_inner(i - 1));
    }

    /// What is wrong with a mark; the worst thing of a pair names both edits.
    enum class Fault { none, outside, inside, wrong_side, mixed, reversed, foreign };
    struct Mended {
        Span<Working> at;
        std::string after;
        Fault fault = Fault::none;
    };

    Mended mended(std::size_t i) const {
        const Mark& mark = marks_[i];
        const std::string_view sign = wanted(i);
        Mended result{{mark.begin, mark.end}, std::string(sign), Fault::none};
        const bool opens = mark.role == Role::opening;
        // The inner side takes no blank, the outer one needs it before a word.
        const bool inside =
            (opens ? mark.blank_behind() : mark.blank_before()) && (opens ? mark.right : mark.left) != U'\n';
        if (inside) (opens ? result.at.end : result.at.begin) = opens ? mark.blanks_end : mark.blanks_begin;
        const bool outside =
            opens ? !mark.blank_before() &&
                        (is_known_word_before(mark.begin) || mark.left == U',' || is_behind_semicolon(mark) ||
                         (mark.left == U':' && mark.blank_behind()) || begins_sentence(mark))
                  : !mark.blank_behind() && (is_known_word_at(mark.end) || space_moves(mark));
        if (outside) result.after.insert(opens ? 0 : result.after.size(), " ");
        if (result.after == text_.substr(result.at.begin, result.at.size())) return result;
        const bool other_kind = (sign == "\"") != (mark.sign->text == "\"");
        result.fault = mark.sign->foreign        ? Fault::foreign
                       : sign != mark.sign->text ? (other_kind ? Fault::mixed : Fault::reversed)
                       : inside && outside       ? Fault::wrong_side
                       : inside                  ? Fault::inside
                                                 : Fault::outside;
        return result;
    }

    const Rule& rule_of(Fault fault) const {
        switch (fault) {
            case Fault::reversed:
                return rules_.reversed_;
            case Fault::mixed:
                return rules_.mixed_;
            case Fault::wrong_side:
                return rules_.wrong_side_;
            case Fault::inside:
                return rules_.inside_;
            default:
                return rules_.outside_;
        }
    }

    void mend_pair(std::size_t first) {
        const std::size_t last = std::min(first + 2, marks_.size());
        std::array<Mended, 2> pair;
        Fault worst = Fault::none;
        for (std::size_t i = first; i < last; ++i) {
            if (dropped_ == i || is_of_inner_pair(i)) continue;
            pair[i - first] = mended(i);
            worst = std::max(worst, pair[i - first].fault);
        }
        if (worst == Fault::foreign) return keep_foreign(first, last, pair);
        for (Mended& edit : pair) {
            if (edit.fault != Fault::none)
                mtmend::propose(document_, sink_, rule_of(worst), edit.at, std::move(edit.after));
        }
    }

    void keep_foreign(std::size_t first, std::size_t last, std::array<Mended, 2>& pair) {
        ForeignPair kept;
        kept.rule = fit(first, last) ? &rules_.foreign_ : &rules_.foreign_unsure_;
        kept.inside = {marks_[first].end, last - first < 2 ? at_.end : marks_[first + 1].begin};
        for (Mended& edit : pair) {
            if (edit.fault != Fault::none) kept.changes.push_back({edit.at, std::move(edit.after)});
        }
        foreign_.push_back(std::move(kept));
    }

    /// True where a foreign mark has the partner it is printed with, or a mark that can be nothing else.
    bool fit(std::size_t first, std::size_t last) const {
        const std::string_view opening = marks_[first].sign->text;
        if (last - first < 2) return article_.may_close_behind(opening, at_.end);
        const std::string_view closing = marks_[first + 1].sign->text;
        if (opening == "“" || closing == "”") return true;
        // With a straight partner in its own sentence.
        const bool straight = opening == "\"" || closing == "\"";
        const Sentence& sentence = document_.sentence_at(marks_[first].begin);
        if (straight && marks_[first + 1].begin < sentence.end) return true;
        return quotes::are_family(opening, closing);
    }

    const Pairs& rules_;
    const Document& document_;
    std::string_view text_;
    Span<Working> at_;
    const MarkStyle& style_;
    std::vector<ForeignPair>& foreign_;
    EditSink& sink_;
    std::vector<Mark> marks_;
    std::optional<std::size_t> dropped_;
    const quotes::ArticleMarks& article_;
};

Pairs::Pairs(const Dictionaries& dictionaries)
    : foreign_(dictionaries.rule("quotes/foreign-mark")),
      foreign_unsure_(dictionaries.rule("quotes/foreign-mark-unsure")),
      reversed_(dictionaries.rule("quotes/reversed")),
      mixed_(dictionaries.rule("quotes/mixed-pair")),
      doubled_(dictionaries.rule("quotes/doubled")),
      inside_(dictionaries.rule("quotes/space-inside")),
      outside_(dictionaries.rule("quotes/space-outside")),
      wrong_side_(dictionaries.rule("quotes/space-on-wrong-side")),
      turns_(dictionaries),
      foreign_text_(dictionaries) {}

void Pairs::propose(const Document& document, const MarkStyle& style, EditSink& sink) const {
    const quotes::ArticleMarks article(document.text());
    std::vector<ForeignPair> foreign;
    for (const mtmend::Block& block : document.blocks())
        Block(*this, document, block, style, article, foreign, sink).run();
    if (!foreign.empty()) propose_foreign(document, std::move(foreign), sink);
}

void Pairs::propose_foreign(const Document& document, std::vector<ForeignPair> pairs, EditSink& sink) const {
    if (foreign_text_.speaks_of_marks(document)) return;
    // An article with such marks around English has them by mistake around other words as well.
    const bool by_mistake = std::any_of(pairs.begin(), pairs.end(), [&](const ForeignPair& pair) {
        return !foreign_text_.is_foreign(document, pair.inside) &&
               !foreign_text_.is_mentioned(document, pair.inside);
    });
    for (ForeignPair& pair : pairs) {
        if (!by_mistake || foreign_text_.is_foreign(document, document.sentence_at(pair.inside.begin)))
            continue;
        for (ForeignPair::Change& change : pair.changes)
            mtmend::propose(document, sink, *pair.rule, change.at, std::move(change.after));
    }
}

}  // namespace mtmend
