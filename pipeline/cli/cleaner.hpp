#pragma once
#include <string>

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

    /// What was done to a record that is not a blank line; spans in bytes. A record that cannot be read is an
    /// InputError naming `file`, or with --on-error pass a log line with its error.
    ArticleLog clean(const Record& record, const std::string& file) const;

    /// The line for a log file, with offsets in the unit of --offsets.
    std::string to_line(ArticleLog log, const Record& record) const;
    const MadeBy& made_by() const { return made_by_; }

  private:
    ArticleLog pass_through(const Record& record, const std::string& file) const;
    Pipeline pipeline_;
    MadeBy made_by_;
    Decisions decisions_;
    Pipeline::Watcher watch_;
    OffsetUnit unit_;
    bool stops_on_error_;
};

}  // namespace mtmend::cli
