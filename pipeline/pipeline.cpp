#include "pipeline/pipeline.hpp"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <limits>
#include <new>
#include <stdexcept>

#include "pipeline/dictionaries.hpp"
#include "pipeline/edit/fingerprint.hpp"
#include "pipeline/edit/taken_spans.hpp"
#include "pipeline/stage_names.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

/// Words of an article whose language can be told for sure; fewer are a line or two.
constexpr std::size_t shortest_article = 24;

bool is_valid(std::string_view text, const Edit& edit) {
    return edit.at.begin <= edit.at.end && edit.at.end <= text.size() &&
           utf8::is_boundary(text, edit.at.begin) && utf8::is_boundary(text, edit.at.end) &&
           !utf8::first_invalid(edit.after) && text.substr(edit.at.begin, edit.at.size()) != edit.after;
}

/// The order in which overlapping edits win: the surer, the longer, the earlier, the rule id that sorts
/// first. The replacement comes last, so that the order in which a stage proposes never matters.
bool wins(const Edit& a, const Edit& b) {
    if (a.confidence != b.confidence) return a.confidence < b.confidence;
    if (a.at.size() != b.at.size()) return a.at.size() > b.at.size();
    if (a.at.begin != b.at.begin) return a.at.begin < b.at.begin;
    if (a.rule != b.rule) return a.rule < b.rule;
    return a.after < b.after;
}

/// Places of texts are kept in 32 bits.
constexpr std::size_t longest_article = std::numeric_limits<std::uint32_t>::max() - 1;
constexpr const char* too_long = "the article has 4 GB or more; cut it into articles";

std::string describe_bad_byte(std::size_t at) {
    return fmt::format("byte {}: not valid UTF-8", at);
}

bool same_place(const Edit& a, const Edit& b) {
    return a.at == b.at && a.after == b.after;
}

/// What this thread has worked so far; other programs on the machine do not count.
std::chrono::nanoseconds cpu_time() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

/// Tells a watcher how long a step took; asks no clock where nobody watches.
class Timed {
  public:
    Timed(const Pipeline::Watcher& watch, std::string_view step) : watch_(watch), step_(step) {
        if (watch_) began_ = cpu_time();
    }
    ~Timed() {
        if (watch_) watch_(step_, cpu_time() - began_);
    }
    Timed(const Timed&) = delete;
    Timed& operator=(const Timed&) = delete;

  private:
    const Pipeline::Watcher& watch_;
    std::string_view step_;
    std::chrono::nanoseconds began_{};
};

struct Held {
    Edit edit;
    HeldReason reason;
    std::string_view stage;
};

/// What was held for its confidence while the text around it was not yet mended, where it stands in the
/// source.
struct EarlyHeld {
    Span<Source> at;
    Held held;
};

/// One article on its way through the chain.
class Run {
  public:
    Run(const Dictionaries& dictionaries, const std::vector<std::shared_ptr<const Stage>>& stages,
        const Policy& policy, std::string_view source, const Pipeline::Watcher& watch)
        : dictionaries_(dictionaries),
          stages_(stages),
          policy_(policy),
          source_(source),
          watch_(watch),
          text_(source),
          seen_(stages.size()),
          held_(stages.size()) {
        read();
    }

    bool other_language() const { return document_->is_other_language(); }
    /// True for a line or two, which are no proof of a language: what is damaged there is mended.
    bool is_fragment() const { return document_->words().size() < shortest_article; }

    /// Mends what hides the language of the article, as one lap of the chain would; true where it changed.
    bool repair() {
        bool changed = false;
        for (std::size_t i = 0; i < stages_.size(); ++i) {
            EditSink sink;
            stages_[i]->repair(*document_, sink);
            changed |= apply(i, sink, true);
        }
        return changed;
    }

    /// Runs the chain once; true where something was applied. A lap that may not apply holds what it would.
    /// A stage that has seen the text as it stands is not asked again: it would say the same.
    bool lap(bool may_apply) {
        may_apply_ = may_apply;
        bool changed = false;
        for (std::size_t i = 0; i < stages_.size(); ++i) {
            if (seen_[i] != version_) changed |= run(i);
        }
        return changed;
    }

    Report report() {
        const Timed timed(watch_, "report");
        Report report;
        std::vector<Change> real;
        for (const Change& change : changes_.changes()) {
            if (source_.substr(change.at.begin, change.at.size()) != change.after) real.push_back(change);
        }
        report.changes = EditSet(std::move(real));
        add_applied(report);
        for (const auto& of_stage : held_) {
            for (const Held& held : of_stage) report.held.push_back(held_edit(report, held));
        }
        add_early(report);
        std::stable_sort(report.held.begin(), report.held.end(), [](const HeldEdit& a, const HeldEdit& b) {
            return a.at.begin != b.at.begin ? a.at.begin < b.at.begin : a.at.end < b.at.end;
        });
        report.clean = std::move(text_);
        return report;
    }

  private:
    void read() {
        const Timed timed(watch_, "scan");
        Evidence evidence;
        evidence.source_language = policy_.source_language;
        document_ = std::make_unique<Document>(text_, dictionaries_.lexicon(), std::move(evidence));
    }

    /// Goes on with the text that `made` makes.
    void read(const EditSet& made) {
        const Timed timed(watch_, "scan");
        text_ = made.apply(text_);
        const auto spans = made.made_spans();
        std::vector<Replaced> replaced;
        replaced.reserve(spans.size());
        for (std::size_t i = 0; i < spans.size(); ++i) {
            const auto was = made.changes()[i].at;
            replaced.push_back({{was.begin, was.end}, spans[i]});
        }
        document_ = std::make_unique<Document>(*document_, text_, replaced);
        changes_ = changes_.then(made);
        ++version_;
    }

    bool run(std::size_t index) {
        const Stage& stage = *stages_[index];
        EditSink sink;
        {
            const Timed timed(watch_, stage.card().name);
            if (stage.wakes(*document_)) stage.propose(*document_, sink);
        }
        seen_[index] = version_;
        return apply(index, sink, false);
    }

    bool is_foreign_block(std::size_t offset) const {
        const ProtectedSpan* around = document_->protected_at(offset);
        return around != nullptr && around->why == Protection::foreign_block;
    }

    /// `repairs`: what is proposed belongs in text of any language.
    bool apply(std::size_t index, EditSink& sink, bool repairs) {
        held_[index].clear();
        auto& edits = sink.edits();
        std::erase_if(edits, [&](const Edit& e) {
            return !is_valid(text_, e) || (!policy_.only_rule.empty() && e.rule != policy_.only_rule);
        });
        if (edits.empty()) return false;
        const EditSet made = choose(index, edits, repairs);
        if (made.empty()) return false;
        read(made);
        return true;
    }

    /// The edits that are applied; the others are held.
    EditSet choose(std::size_t index, std::vector<Edit>& edits, bool repairs) {
        const Timed timed(watch_, "apply");
        std::sort(edits.begin(), edits.end(), wins);
        edits.erase(std::unique(edits.begin(), edits.end(), same_place), edits.end());
        std::vector<Change> changes;
        TakenSpans<Working> taken;
        const auto made = changes_.made_spans();
        for (Edit& edit : edits) {
            const bool breaks_line =
                policy_.keeps_to_line && edit.after.find_first_of("\t\n") != std::string::npos;
            if (breaks_line ||
                (document_->is_protected(edit.at) && !(repairs && is_foreign_block(edit.at.begin)))) {
                hold(std::move(edit), HeldReason::protected_span, index);
            } else if (edit.confidence > policy_.apply) {
                hold(std::move(edit), HeldReason::low_confidence, index);
            } else if (!may_apply_ || lengthens_own(made, edit) || !taken.take(edit.at)) {
                hold(std::move(edit), HeldReason::overlap, index);
            } else {
                Step step{std::string(stages_[index]->card().name), std::string(edit.rule), edit.confidence,
                          std::move(edit.why)};
                changes.push_back({{edit.at.begin, edit.at.end},
                                   std::move(edit.after),
                                   {std::move(step)},
                                   std::move(edit.group)});
            }
        }
        return EditSet(std::move(changes));
    }

    /// A rule that makes longer what it wrote itself would do so in every lap. `made`: where changes_ stand.
    bool lengthens_own(const std::vector<Span<Working>>& made, const Edit& edit) const {
        if (edit.after.size() <= edit.at.size()) return false;
        const auto around =
            std::upper_bound(made.begin(), made.end(), edit.at.begin,
                             [](std::size_t begin, Span<Working> m) { return begin < m.begin; });
        if (around == made.begin() || std::prev(around)->end < edit.at.end) return false;
        const Change& change = changes_.changes()[static_cast<std::size_t>(std::prev(around) - made.begin())];
        return std::any_of(change.steps.begin(), change.steps.end(),
                           [&](const Step& step) { return step.rule == edit.rule; });
    }

    void hold(Edit edit, HeldReason reason, std::size_t index) {
        Held held{std::move(edit), reason, stages_[index]->card().name};
        // Those of a group stand or fall together, and a later lap may have come to one of them.
        if (reason == HeldReason::low_confidence && held.edit.group.empty()) {
            const Span<Source> at = changes_.to_source(held.edit.at);
            const bool untouched = source_.substr(at.begin, at.size()) ==
                                   std::string_view(text_).substr(held.edit.at.begin, held.edit.at.size());
            if (untouched) early_.push_back({at, held});
        }
        held_[index].push_back(std::move(held));
    }

    /// Adds what was held in earlier laps and nothing came to since: that the article's other numbers were
    /// foreign is evidence for "1.250" although by now they are mended.
    void add_early(Report& report) {
        std::vector<Span<Source>> taken;
        for (const HeldEdit& held : report.held) taken.push_back(held.at);
        for (const AppliedEdit& edit : report.edits) taken.push_back(edit.at);
        const auto by_place = [](Span<Source> a, Span<Source> b) {
            return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
        };
        std::sort(taken.begin(), taken.end(), by_place);
        std::stable_sort(early_.begin(), early_.end(),
                         [&](const EarlyHeld& a, const EarlyHeld& b) { return by_place(a.at, b.at); });
        std::size_t next = 0;
        std::optional<std::size_t> reached;  // by those of `taken` that begin before
        for (EarlyHeld& early : early_) {
            while (next < taken.size() && taken[next].begin <= early.at.end)
                reached = std::max(reached.value_or(0), taken[next++].end);
            if (reached && *reached >= early.at.begin) continue;
            reached = early.at.end;
            early.held.edit.at = report.changes.to_made(early.at);
            report.held.push_back(held_edit(report, early.held));
        }
    }

    void add_applied(Report& report) const {
        const auto made = report.changes.made_spans();
        for (std::size_t i = 0; i < made.size(); ++i) {
            const Change& change = report.changes.changes()[i];
            AppliedEdit edit;
            edit.at = change.at;
            edit.to = made[i];
            edit.before = source_.substr(change.at.begin, change.at.size());
            edit.after = change.after;
            edit.steps = change.steps;
            edit.group = change.group;
            edit.fingerprint =
                fingerprint(edit.steps, edit.before, edit.after, source_, change.at.begin, change.at.end);
            edit.change_id = change_id(edit.steps, edit.before, edit.after);
            report.edits.push_back(std::move(edit));
        }
    }

    /// A held edit in terms of the source. It was proposed in the last lap, so against the clean text; where
    /// it touches applied edits it takes them in whole, since a part of one cannot be put back.
    HeldEdit held_edit(const Report& report, const Held& held) const {
        HeldEdit result;
        const auto& edits = report.edits;
        auto first = std::lower_bound(edits.begin(), edits.end(), held.edit.at.begin,
                                      [](const AppliedEdit& e, std::size_t o) { return e.to.end < o; });
        Span<Working> span = held.edit.at;
        result.at = report.changes.to_source(span);
        for (auto it = first; it != edits.end() && it->to.begin <= held.edit.at.end; ++it) {
            span.begin = std::min(span.begin, it->to.begin);
            span.end = std::max(span.end, it->to.end);
            result.at.begin = std::min(result.at.begin, it->at.begin);
            result.at.end = std::max(result.at.end, it->at.end);
            result.over.push_back(it->fingerprint);
        }
        result.before = source_.substr(result.at.begin, result.at.size());
        result.after = text_.substr(span.begin, held.edit.at.begin - span.begin) + held.edit.after +
                       text_.substr(held.edit.at.end, span.end - held.edit.at.end);
        result.steps = {
            {std::string(held.stage), std::string(held.edit.rule), held.edit.confidence, held.edit.why}};
        result.group = held.edit.group;
        result.reason = held.reason;
        result.fingerprint =
            fingerprint(result.steps, result.before, result.after, source_, result.at.begin, result.at.end);
        result.change_id = change_id(result.steps, result.before, result.after);
        return result;
    }

    const Dictionaries& dictionaries_;
    const std::vector<std::shared_ptr<const Stage>>& stages_;
    const Policy& policy_;
    std::string_view source_;
    const Pipeline::Watcher& watch_;
    std::string text_;
    std::unique_ptr<Document> document_;
    EditSet changes_;
    std::size_t version_ = 1;              ///< of the text: every change counts it up
    std::vector<std::size_t> seen_;        ///< by stage: the version it was asked about last
    std::vector<std::vector<Held>> held_;  ///< by stage, in the text as it stands
    std::vector<EarlyHeld> early_;         ///< of all laps
    bool may_apply_ = true;
};

}  // namespace

std::string_view to_string(HeldReason reason) {
    switch (reason) {
        case HeldReason::low_confidence:
            return "low-confidence";
        case HeldReason::overlap:
            return "overlap";
        case HeldReason::protected_span:
            return "protected";
        case HeldReason::rejected:
            return "rejected";
    }
    return {};
}

Pipeline::Pipeline(std::shared_ptr<const Dictionaries> dictionaries,
                   std::vector<std::shared_ptr<const Stage>> stages, Policy policy)
    : dictionaries_(std::move(dictionaries)), stages_(std::move(stages)), policy_(std::move(policy)) {}

Pipeline Pipeline::with(std::shared_ptr<const Stage> stage, std::string_view before) const {
    auto stages = stages_;
    auto at = stages.end();
    if (!before.empty()) {
        at = std::find_if(stages.begin(), stages.end(),
                          [&](const auto& each) { return each->card().name == before; });
        if (at == stages.end()) throw std::invalid_argument(unknown_stage(before, stages));
    }
    stages.insert(at, std::move(stage));
    return Pipeline(dictionaries_, std::move(stages), policy_);
}

Outcome<Report> Pipeline::try_clean(std::string_view article, const Policy& policy) const noexcept {
    try {
        if (article.size() > longest_article) return Error{Error::Kind::too_long, too_long};
        if (const auto bad = utf8::first_invalid(article))
            return Error{Error::Kind::not_utf8, describe_bad_byte(*bad), *bad};
        return clean(article, policy);
    } catch (const std::bad_alloc&) {
        return Error{Error::Kind::no_memory, {}};
    } catch (const std::exception& error) {
        return Error{Error::Kind::other, error.what()};
    } catch (...) {
        return Error{Error::Kind::other, "a stage threw what is no std::exception"};
    }
}

Report Pipeline::clean(std::string_view article, const Policy& policy) const {
    return clean(article, policy, Watcher());
}

Report Pipeline::clean(std::string_view article, const Policy& policy, const Watcher& watch) const {
    if (article.size() > longest_article) throw std::length_error(too_long);
    if (const auto bad = utf8::first_invalid(article)) {
        throw std::invalid_argument(describe_bad_byte(*bad));
    }
    Run run(*dictionaries_, stages_, policy, article, watch);
    bool repaired = false;
    if (run.is_fragment() || run.other_language()) {
        for (int lap = 1; lap < max_laps && run.repair(); ++lap) repaired = true;
    }
    if (run.other_language()) {
        if (repaired && run.is_fragment()) return run.report();
        Report report;
        report.clean = article;
        report.other_language = true;
        return report;
    }
    for (int lap = 1; run.lap(lap < max_laps); ++lap) {
    }
    return run.report();
}

}  // namespace mtmend
