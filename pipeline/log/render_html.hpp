#pragma once
#include <string>
#include <string_view>

#include "pipeline/log/diff_log.hpp"

namespace mtmend {

/// A log as one plain HTML file that needs nothing else: no script, no link, every text escaped, and a
/// content security policy under which a browser would load nothing either. Write the beginning, each
/// article, the end.
std::string html_beginning(std::string_view title);
/// Empty where the log line holds nothing to show. Spans may be in any unit.
std::string html_of(const ArticleLog& log);
std::string html_end();

/// The style sheet that the page carries; the policy names its hash.
std::string_view html_style();

}  // namespace mtmend
