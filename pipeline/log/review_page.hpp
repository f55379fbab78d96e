#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/log/diff_log.hpp"
#include "pipeline/rules/rule.hpp"

namespace mtmend {

/// What the page shows beside an edit about its rule.
struct ReviewCard {
    std::string id;
    const Rule* rule = nullptr;  ///< none for what a stage describes itself (a term)
    std::string written;         ///< where the rule stands, "file:line"
    std::string description;     ///< by the stage, as `mtmend explain` prints it; empty where there is a rule
};

/// A log as a page on which people decide about its edits: one HTML file that needs nothing else and works
/// from disk. Its script, its style and its elements are the files of `review/`, put into the program when
/// that is built; articles and edits go in as JSON, some megabyte a block, with every `<` escaped. Under the
/// policy of the page a browser runs that script and loads nothing.
///
/// What is written is in order of the calls; memory is that of one article and one block.
class ReviewPage {
  public:
    using Sink = std::function<void(std::string_view)>;

    /// Writes the beginning. `log_name` is how the page names the log.
    ReviewPage(std::string_view log_name, Sink out);

    /// One line of the log. `text`: what it is about (then the log must be in bytes), or nothing, and the
    /// page shows what the log has around its edits. Throws InputError where an offset does not fit the text.
    void add(ArticleLog log, std::optional<std::string_view> text);

    /// The rules of the edits added so far: those to have cards.
    const std::set<std::string>& rules() const { return rules_; }

    /// Writes the rest. `dictionaries`: the hash of those the cards are from.
    void finish(const std::vector<ReviewCard>& cards, std::string_view dictionaries);

  private:
    void write_block();
    void write_data(std::string_view name, std::string_view json);
    Sink out_;
    std::string log_name_;
    std::string hash_;                ///< over all lines
    std::string articles_;            ///< of the block, as JSON
    std::vector<std::string> steps_;  ///< of the block: lists of steps as JSON, each once
    std::set<std::string> rules_;
    std::optional<MadeBy> made_by_;
};

}  // namespace mtmend
