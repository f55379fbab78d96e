#pragma once
#include "pipeline/cli/settings.hpp"

namespace mtmend::cli {

/// Exit statuses that all commands share.
inline constexpr int success = 0;
inline constexpr int found_something = 1;  ///< check and test
inline constexpr int usage_or_input_error = 2;
inline constexpr int passed_errors = 3;  ///< clean --on-error pass copied something through

/// One function a command, each in a file of its name. They throw UsageError and InputError.
int clean(const Settings& settings);
int check(const Settings& settings);
int diff(const Settings& settings);
int review(const Settings& settings);
int apply(const Settings& settings);
int explain(const Settings& settings);
int test(const Settings& settings);

}  // namespace mtmend::cli
