#pragma once
#include <filesystem>
#include <iosfwd>
#include <vector>

#include "pipeline/mtmend.hpp"

namespace mtmend::cli {

/// Runs the examples of all rules, or of the rules in the given files (which may lie outside the
/// dictionaries). Prints each failure and a closing line; true where none failed. Throws DictionaryError for
/// a file that does not load.
bool test_rules(const Options& options, const std::vector<std::filesystem::path>& files, std::ostream& out);

}  // namespace mtmend::cli
