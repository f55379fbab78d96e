#pragma once
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "pipeline/cli/counts.hpp"

namespace mtmend::cli {

/// The progress line on stderr, where that is a terminal: articles, MB/s, edits, and the time left where it
/// is known how much there is to read. Drawn at most ten times a second.
class Progress {
  public:
    /// `bytes`: how much there is to read, if known.
    explicit Progress(std::optional<std::size_t> bytes);
    ~Progress() { finish(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Draws the line, where it is time to; cheap to call after every record. `counts`: of the run so far.
    void show(const Counts& counts);
    /// `bytes` that are counted need not be read: an earlier run has done them.
    void skip(std::size_t bytes) { skipped_ += bytes; }
    /// Takes the line away.
    void finish();
    /// Since this was made.
    double seconds() const;

  private:
    using Clock = std::chrono::steady_clock;
    std::optional<std::size_t> bytes_;
    std::size_t skipped_ = 0;
    bool on_terminal_;
    bool shown_ = false;
    Clock::time_point begin_;
    Clock::time_point next_;
};

/// The line itself. `done` of `bytes` are read, `skipped` of them by an earlier run.
std::string progress_line(const Counts& counts, double seconds, std::size_t skipped,
                          std::optional<std::size_t> bytes);

}  // namespace mtmend::cli
