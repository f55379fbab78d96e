#pragma once
#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/pipeline.hpp"

namespace mtmend::cli {

/// Where the CPU time of a run went, of all its threads together, for --timings.
class Timings {
  public:
    explicit Timings(bool wanted) : wanted_(wanted) {}

    /// What a Pipeline calls with its steps, from any thread; empty where nobody asked.
    Pipeline::Watcher watcher();
    /// What has passed so far was the start: dictionaries are read, stages made.
    void start_is_over();
    /// A line a step in order of first appearance, in milliseconds and shares; "other" is reading and
    /// writing.
    std::string table() const;

  private:
    void add(std::string_view step, std::chrono::nanoseconds spent);
    bool wanted_;
    std::mutex mutex_;
    std::vector<std::pair<std::string, std::chrono::nanoseconds>> steps_;
};

}  // namespace mtmend::cli
