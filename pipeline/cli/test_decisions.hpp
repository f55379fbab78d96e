#pragma once
#include <cstddef>
#include <iosfwd>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/cli/review_list.hpp"
#include "pipeline/cli/settings.hpp"
#include "pipeline/log/decisions.hpp"
#include "pipeline/text/lexicon.hpp"

namespace mtmend::cli {

/// The bounds of Wilson's interval at 95 % for a share of which `right` of `judged` are right; 0 and 1 where
/// nothing is judged.
std::pair<double, double> wilson(std::size_t right, std::size_t judged);

/// The least share of right edits that a confidence promises: 99 % for safe ("every time": one wrong edit
/// among up to seventeen looks is a reason to look again), 75 % for likely ("right in most articles": who
/// goes through held edits should not refuse more than one in four), nothing for a suggestion.
double promised_share(Confidence confidence);

/// A passage without and with an edit.
struct Example {
    std::string kept, mended;
};
/// Places and what stands there instead.
using Replacements = std::vector<std::pair<Span<Source>, std::string_view>>;

/// What decisions tell about rules. A decision counts once, however many edits it decides: it is one look.
/// One on a whole rule, or on all that a filter shows (a note "bulk"), is no look at an edit and does not
/// count. Nor does one on an edit that several rules made, as it tells about none of them alone.
class RuleEvidence {
  public:
    /// All must outlive it.
    RuleEvidence(const ReviewList& list, const Decisions& decisions, const Lexicon& lexicon);

    struct Row {
        std::size_t judged = 0;
        std::size_t right = 0;           ///< accepted as they are; replaced ones are not
        std::vector<std::string> fixes;  ///< "[before, after]", as TOML
        std::vector<std::string> keeps;
        bool is_below(Confidence confidence) const;
    };
    using Rows = std::map<std::pair<std::string, Confidence>, Row>;
    const Rows& rows() const { return rows_; }

    /// Prints examples and table as TOML text, in which the table is comments; true where no rule is below
    /// what it promises.
    bool print(std::ostream& out) const;

  private:
    void look_at(std::size_t item);
    void add_example(const ReviewItem& item, const Decision& decision, Row& row) const;
    std::optional<Example> passage_of(const ReviewItem& item, const Replacements& members) const;
    void print_table(std::ostream& out) const;
    const ReviewList& list_;
    const Decisions& decisions_;
    const Lexicon& lexicon_;
    Rows rows_;
    std::set<const Decision*> used_;
    std::size_t whole_rules_ = 0;  ///< edits that only a decision on a rule, or a bulk one, decides
    std::size_t several_rules_ = 0;
};

/// `mtmend test --from`. Throws UsageError and InputError; gives the exit status.
int test_decisions(const Settings& settings);

}  // namespace mtmend::cli
