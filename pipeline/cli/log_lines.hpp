#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/cli/settings.hpp"
#include "pipeline/log/diff_log.hpp"

namespace mtmend::cli {

/// Takes a line of a log and, where it is at hand, the text it is about; then the log is in bytes.
using TakeLine = std::function<void(ArticleLog line, std::optional<std::string_view> text)>;

/// Hands out the lines of the log `file`: with --source those about the articles there, checked against them,
/// else all. Lines about other articles are counted and complained of as not `where`. Throws InputError and
/// LogMismatch.
void for_each_line(const Settings& settings, const std::string& file, const char* where,
                   const TakeLine& take);

/// Throws UsageError where `written`, the value of `option`, is one of the articles of --source, or `log`.
void refuse_to_write_over_inputs(const Settings& settings, const std::string& log, const std::string& written,
                                 std::string_view option);

}  // namespace mtmend::cli
