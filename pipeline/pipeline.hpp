#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/edit/edit_set.hpp"
#include "pipeline/interface.hpp"
#include "pipeline/outcome.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

class Dictionaries;

/// An edit that was applied. Texts are copies, so that a Report stands on its own.
struct AppliedEdit {
    Span<Source> at;
    Span<Working> to;  ///< in the clean text
    std::string before;
    std::string after;
    std::vector<Step> steps;
    std::string group;
    std::string
        fingerprint;  ///< 16 hex digits: rules, before, after and two source words either side, no position
    std::string change_id;  ///< the same without the words
};

enum class HeldReason { low_confidence, overlap, protected_span, rejected };
MTMEND_INTERFACE std::string_view to_string(HeldReason);

/// An edit that was proposed and not applied. Its span covers the applied edits it rests on, named in `over`;
/// accepting it means putting `after` in place of source[at].
struct HeldEdit {
    Span<Source> at;
    std::string before;
    std::string after;
    std::vector<Step> steps;
    std::string group;
    HeldReason reason = HeldReason::low_confidence;
    std::string fingerprint;
    std::string change_id;
    std::vector<std::string> over;
};

/// What came of one article. All offsets are UTF-8 bytes.
struct Report {
    std::string clean;
    std::vector<AppliedEdit> edits;  ///< sorted by place, apart from each other
    std::vector<HeldEdit> held;      ///< sorted by place; may overlap
    bool other_language = false;     ///< the article is not in the expected language and was passed through
    EditSet changes;                 ///< the same as `edits`, as a value to calculate with

    /// Carries an offset or span across: from the source to the clean text and back.
    std::size_t to_clean(std::size_t source_offset) const { return changes.to_made(source_offset); }
    std::size_t to_source(std::size_t clean_offset) const { return changes.to_source(clean_offset); }
    Span<Working> to_clean(Span<Source> span) const { return changes.to_made(span); }
    Span<Source> to_source(Span<Working> span) const { return changes.to_source(span); }
};

/// What the pipeline does with proposals.
struct Policy {
    /// Edits at least as sure as this are applied, others held.
    Confidence apply = Confidence::safe;
    /// The language the articles were translated from, where the caller knows it; evidence for rules.
    std::string source_language;
    /// The article is a line among others and must stay one cell of it: an edit that would put a line feed or
    /// a tab into it is held as protected.
    bool keeps_to_line = false;
    /// Where set: edits of other rules are not even held. Used to try one rule alone.
    std::string only_rule;
};

/// Runs stages over an article in the given order. The only place where text changes. Const and free of
/// global state: one Pipeline serves all threads.
///
/// The chain runs in laps: what a late stage changed can bring to light what an early one mends. Every lap
/// sees the text the lap before made, and the last lap is one that applied nothing. So cleaning the result
/// again finds nothing, by construction. A lap after the first runs only for articles that changed; after
/// `max_laps` the edits of the last lap are held instead of applied.
class MTMEND_INTERFACE Pipeline {
  public:
    static constexpr int max_laps = 8;

    /// Most programs call open_pipeline (mtmend.hpp). `dictionaries` must be what the stages were made with.
    Pipeline(std::shared_ptr<const Dictionaries> dictionaries,
             std::vector<std::shared_ptr<const Stage>> stages, Policy policy = {});

    /// This pipeline with a stage more, which runs before the stage called `before`, or behind all others.
    /// Throws std::invalid_argument (with a did-you-mean) where there is no stage of that name.
    Pipeline with(std::shared_ptr<const Stage> stage, std::string_view before = {}) const;

    /// Cleans one article, after the policy of the pipeline or of this call. `article` must be valid UTF-8
    /// (throws std::invalid_argument naming the first bad byte) of less than 4 GB (std::length_error); what
    /// a stage throws comes through. Good text takes some 0.2 s a MB; memory is linear in the article.
    Report clean(std::string_view article) const { return clean(article, policy_); }
    Report clean(std::string_view article, const Policy& policy) const;

    /// The same with errors as values: throws nothing.
    Outcome<Report> try_clean(std::string_view article) const noexcept { return try_clean(article, policy_); }
    Outcome<Report> try_clean(std::string_view article, const Policy& policy) const noexcept;

    /// Called after every step with the CPU time it took: "scan" (views of a text are made), each stage that
    /// was asked, "apply" (proposals are settled), "report" (`mtmend clean --timings`).
    using Watcher = std::function<void(std::string_view step, std::chrono::nanoseconds spent)>;
    Report clean(std::string_view article, const Policy& policy, const Watcher& watch) const;

    const std::vector<std::shared_ptr<const Stage>>& stages() const { return stages_; }
    /// What the stages were made with; not part of the interface.
    const Dictionaries& dictionaries() const { return *dictionaries_; }
    const Policy& policy() const { return policy_; }

  private:
    std::shared_ptr<const Dictionaries> dictionaries_;
    std::vector<std::shared_ptr<const Stage>> stages_;
    Policy policy_;
};

}  // namespace mtmend
