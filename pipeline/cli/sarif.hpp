#pragma once
#include <set>
#include <string>

#include "pipeline/io/inputs.hpp"
#include "pipeline/log/diff_log.hpp"
#include "pipeline/pipeline.hpp"

namespace mtmend::cli {

/// A check's findings as one SARIF 2.1.0 file, which code hosts and editors show: write the beginning, the
/// results of each record, the end. Lines and columns are from 1, columns in code points. In a record of
/// JSON, CSV or WET its line is all that can be said.
std::string sarif_beginning();
/// A result for every edit of `log`, which must be in bytes: the last step's reason, else the
/// rule's, is in the message. Between what two records give, where both give something, sarif_separator is to
/// be written.
std::string sarif_results(const Input& input, const Record& record, const ArticleLog& log,
                          const Pipeline& pipeline);
inline constexpr const char* sarif_separator = ",\n";
/// `rules`: the ids of the rules of all results.
std::string sarif_end(const std::set<std::string>& rules, const Pipeline& pipeline);

}  // namespace mtmend::cli
