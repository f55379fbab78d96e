#pragma once
#include <string>

#include "pipeline/io/inputs.hpp"
#include "pipeline/log/diff_log.hpp"

namespace mtmend::cli {

/// A check's findings as one SARIF 2.1.0 file, which code hosts and editors show: write the beginning, the
/// results of each record, the end.
std::string sarif_beginning();
/// A result for every edit of `log`, which must be in bytes. Between what two records give, where both give
/// something, sarif_separator is to be written.
std::string sarif_results(const Input& input, const Record& record, const ArticleLog& log);
inline constexpr const char* sarif_separator = ",\n";
std::string sarif_end();

}  // namespace mtmend::cli
