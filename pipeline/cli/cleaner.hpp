#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "pipeline/cli/settings.hpp"
#include "pipeline/io/record.hpp"
#include "pipeline/log/decisions.hpp"
#include "pipeline/log/diff_log.hpp"
#include "pipeline/mtmend.hpp"

namespace mtmend::cli {

/// What the options say about the pipeline. Throws UsageError.
Options options_from(const Settings& settings);

/// Cleans records as the options say; what `clean` and `check` have in common. All threads share one.
class Cleaner {
  public:
    /// `watch` is told how long the steps of the pipeline take, by the threads that clean; may be empty.
    explicit Cleaner(const Settings& settings, Pipeline::Watcher watch = {});

    /// What was done to the texts of a record that is not a blank line, one log for each; spans in bytes. A
    /// record that cannot be read is an InputError naming `file`, or with --on-error pass one log with its
    /// error.
    std::vector<ArticleLog> clean(const Record& record, const std::string& file) const;

    /// The lines for a log file, with offsets in the unit of --offsets.
    std::string to_lines(const std::vector<ArticleLog>& logs, const Record& record) const;
    const MadeBy& made_by() const { return made_by_; }
    const Pipeline& pipeline() const { return pipeline_; }

  private:
    ArticleLog clean_text(const Record& record, std::size_t index) const;
    ArticleLog pass_through(const Record& record, const std::string& file) const;
    Pipeline pipeline_;
    MadeBy made_by_;
    Decisions decisions_;
    Pipeline::Watcher watch_;
    OffsetUnit unit_;
    bool stops_on_error_;
};

/// Lines of a log as one value in JSON: an object, or an array where they are several.
std::string as_json(std::string lines);

}  // namespace mtmend::cli
