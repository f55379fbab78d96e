#pragma once
#include <chrono>
#include <cstddef>
#include <map>
#include <string>

#include "pipeline/log/diff_log.hpp"

namespace mtmend::cli {

/// What a run did in numbers: for --summary, and for the progress line on a terminal.
class Counts {
  public:
    Counts();
    /// `file`: how messages name the file that the article stands in.
    void add(const ArticleLog& log, const std::string& file);
    /// Takes the progress line away.
    void finish();
    /// A line of totals, then one for each rule; for people.
    std::string summary() const;
    std::size_t edits() const { return edits_; }
    /// How many records could not be read and were passed through.
    std::size_t unread() const { return unread_; }
    /// The same for people.
    std::string describe_unread() const;

  private:
    void show_progress();
    struct OfRule {
        std::size_t applied = 0;
        std::size_t held = 0;
    };
    std::map<std::string, OfRule> rules_;
    std::size_t articles_ = 0;
    std::size_t changed_ = 0;
    std::size_t edits_ = 0;
    std::size_t held_ = 0;
    std::size_t other_language_ = 0;
    std::size_t unread_ = 0;
    std::string first_error_;
    bool on_terminal_;
    bool shown_ = false;
    std::chrono::steady_clock::time_point next_;
};

}  // namespace mtmend::cli
