#include "pipeline/cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace mtmend::cli {

namespace {

constexpr auto first_shown = std::chrono::seconds(1);
constexpr auto between = std::chrono::milliseconds(100);

std::string duration(double seconds) {
    const auto whole = static_cast<long>(seconds + 0.5);
    if (whole >= 3600) return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
    if (whole >= 60) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
    return fmt::format("{} s", whole);
}

}  // namespace

Progress::Progress(std::optional<std::size_t> bytes)
    : bytes_(bytes),
      on_terminal_(::isatty(STDERR_FILENO) == 1),
      begin_(Clock::now()),
      next_(begin_ + first_shown) {}

void Progress::show(const Counts& counts) {
    if (!on_terminal_) return;
    const auto now = Clock::now();
    if (now < next_) return;
    next_ = now + between;
    shown_ = true;
    fmt::print(stderr, "\r{}\x1b[K", progress_line(counts, seconds(), skipped_, bytes_));
    std::fflush(stderr);
}

void Progress::finish() {
    if (shown_) fmt::print(stderr, "\r\x1b[K");
    shown_ = false;
}

double Progress::seconds() const {
    return std::chrono::duration<double>(Clock::now() - begin_).count();
}

std::string progress_line(const Counts& counts, double seconds, std::size_t skipped,
                          std::optional<std::size_t> bytes) {
    const std::size_t done = counts.bytes_in();
    const double rate = seconds > 0 ? static_cast<double>(done - std::min(skipped, done)) / seconds : 0;
    std::string line =
        fmt::format("{} articles, {:.1f} MB/s, {} edits", counts.articles(), rate / 1e6, counts.edits());
    if (bytes && rate > 0 && *bytes >= done)
        line += fmt::format(", {} left", duration(static_cast<double>(*bytes - done) / rate));
    return line;
}

}  // namespace mtmend::cli
