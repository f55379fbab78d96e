#pragma once
#include <cstddef>
#include <filesystem>
#include <string_view>

#include "pipeline/cli/settings.hpp"

namespace mtmend::cli {

/// How many threads --jobs asks for; without it as many as there are usable cores.
std::size_t jobs_of(const Settings& settings);

/// How many threads this process can keep busy, at least 1: the cores it may run on, or fewer where its
/// control group has a quota of CPU time.
std::size_t usable_cores();

/// The quota of a control group and all above it, in cores rounded up; 0 where there is none. `root`: where
/// control groups (version 2) are mounted; `membership`: the content of /proc/self/cgroup.
std::size_t cores_of_quota(const std::filesystem::path& root, std::string_view membership);

}  // namespace mtmend::cli
