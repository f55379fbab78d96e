#include "pipeline/cli/timings.hpp"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>

namespace mtmend::cli {

using std::chrono::nanoseconds;

namespace {

/// What the whole process has worked so far.
nanoseconds cpu_time() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + nanoseconds(now.tv_nsec);
}

}  // namespace

Pipeline::Watcher Timings::watcher() {
    if (!wanted_) return {};
    return [this](std::string_view step, nanoseconds spent) { add(step, spent); };
}

void Timings::start_is_over() {
    if (wanted_) add("start", cpu_time());
}

void Timings::add(std::string_view step, nanoseconds spent) {
    const std::lock_guard lock(mutex_);
    const auto known =
        std::find_if(steps_.begin(), steps_.end(), [&](const auto& s) { return s.first == step; });
    if (known == steps_.end())
        steps_.emplace_back(step, spent);
    else
        known->second += spent;
}

std::string Timings::table() const {
    const nanoseconds whole = cpu_time();
    nanoseconds other = whole;
    std::string out;
    auto line = [&](std::string_view step, nanoseconds spent) {
        const double share = 100.0 * static_cast<double>(spent.count()) / static_cast<double>(whole.count());
        out += fmt::format("{:>10.1f} ms {:>5.1f} %  {}\n", static_cast<double>(spent.count()) / 1e6, share,
                           step);
    };
    for (const auto& [step, spent] : steps_) {
        line(step, spent);
        other -= spent;
    }
    line("other", other);
    return out;
}

}  // namespace mtmend::cli
