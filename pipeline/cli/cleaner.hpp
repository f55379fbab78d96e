#pragma once
#include <cstddef>
#include <optional>
#include <string>

#include "pipeline/cli/settings.hpp"
#include "pipeline/io/record.hpp"
#include "pipeline/log/decisions.hpp"
#include "pipeline/log/diff_log.hpp"
#include "pipeline/mtmend.hpp"

namespace mtmend::cli {

/// What the options say about the pipeline. Throws UsageError.
Options options_from(const Settings& settings);

/// Cleans records as the options say; what `clean` and `check` have in common.
class Cleaner {
  public:
    /// `watch` is told how long the steps of the pipeline take; may be empty.
    explicit Cleaner(const Settings& settings, Pipeline::Watcher watch = {});

    /// What was done to a record that is not a blank line; spans in bytes. A record that cannot be read is an
    /// InputError naming `file`, or with --on-error pass a log line with its error.
    ArticleLog clean(const Record& record, const std::string& file);

    /// The line for a log file, with offsets in the unit of --offsets.
    std::string to_line(ArticleLog log, const Record& record) const;

    /// How many records could not be read and were passed through.
    std::size_t unread() const { return unread_; }
    /// The same for people.
    std::string describe_unread() const;

  private:
    ArticleLog pass_through(const Record& record, const std::string& file);
    Pipeline pipeline_;
    MadeBy made_by_;
    Decisions decisions_;
    Pipeline::Watcher watch_;
    OffsetUnit unit_;
    bool stops_on_error_;
    std::size_t unread_ = 0;
    std::string first_error_;
};

}  // namespace mtmend::cli
