#include "pipeline/cli/jobs.hpp"

#include <sched.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

namespace mtmend::cli {

namespace fs = std::filesystem;

namespace {

std::size_t allowed_cores() {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    // It fails on machines with more than 1,024 cores, where one thread for now is no disaster.
    if (::sched_getaffinity(0, sizeof cores, &cores) != 0) return 1;
    return static_cast<std::size_t>(std::max(CPU_COUNT(&cores), 1));
}

/// The quota of one control group in cores, or 0.
std::size_t quota_of(const fs::path& group) {
    std::ifstream file(group / "cpu.max");  // "max 100000", or microseconds of work and of the period
    std::size_t work = 0;
    std::size_t period = 0;
    if (!(file >> work >> period) || period == 0) return 0;
    return std::max<std::size_t>((work + period - 1) / period, 1);
}

/// The group's path from the root of the version 2 hierarchy, or empty.
std::string_view group_of(std::string_view membership) {
    constexpr std::string_view mark = "0::/";
    const std::size_t at = membership.starts_with(mark) ? 0 : membership.find("\n0::/");
    if (at == std::string_view::npos) return {};
    const std::size_t begin = membership.find(mark, at) + mark.size();
    return membership.substr(begin, membership.find('\n', begin) - begin);
}

}  // namespace

std::size_t jobs_of(const Settings& settings) {
    return settings.has("jobs") ? settings.number("jobs") : std::min(usable_cores(), most_jobs);
}

std::size_t cores_of_quota(const fs::path& root, std::string_view membership) {
    std::size_t least = quota_of(root);
    fs::path group = root;
    for (const fs::path& part : fs::path(group_of(membership))) {
        group /= part;
        const std::size_t quota = quota_of(group);
        if (quota != 0) least = least == 0 ? quota : std::min(least, quota);
    }
    return least;
}

std::size_t usable_cores() {
    std::ifstream file("/proc/self/cgroup");
    const std::string membership{std::istreambuf_iterator<char>(file), {}};
    const std::size_t quota = cores_of_quota("/sys/fs/cgroup", membership);
    return quota == 0 ? allowed_cores() : std::min(allowed_cores(), quota);
}

}  // namespace mtmend::cli
