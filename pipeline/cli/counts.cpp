#include "pipeline/cli/counts.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace mtmend::cli {

Counts::Counts()
    : on_terminal_(::isatty(STDERR_FILENO) == 1),
      next_(std::chrono::steady_clock::now() + std::chrono::seconds(1)) {}

void Counts::add(const ArticleLog& log, const std::string& file) {
    ++articles_;
    changed_ += !log.edits.empty();
    edits_ += log.edits.size();
    held_ += log.held.size();
    other_language_ += log.other_language;
    if (!log.error.empty() && unread_++ == 0) first_error_ = fmt::format("{}:{}", file, log.error);
    for (const LoggedEdit& edit : log.edits)
        for (const Step& step : edit.steps) ++rules_[step.rule].applied;
    for (const LoggedHeld& held : log.held) ++rules_[held.steps.front().rule].held;
    if (on_terminal_) show_progress();
}

void Counts::show_progress() {
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) return;
    next_ = now + std::chrono::milliseconds(200);
    shown_ = true;
    fmt::print(stderr, "\r{} articles, {} changed", articles_, changed_);
    std::fflush(stderr);
}

void Counts::finish() {
    if (shown_) fmt::print(stderr, "\r\x1b[K");
    shown_ = false;
}

std::string Counts::describe_unread() const {
    return fmt::format("articles that could not be read and were passed through: {}; the first: {}", unread_,
                       first_error_);
}

std::string Counts::summary() const {
    std::string out = fmt::format(
        "articles {}: changed {}, in another language {}, not readable {}; edits applied {}, held {}\n",
        articles_, changed_, other_language_, unread_, edits_, held_);
    for (const auto& [rule, count] : rules_)
        out += fmt::format("{:>7} applied {:>7} held  {}\n", count.applied, count.held, rule);
    return out;
}

}  // namespace mtmend::cli
