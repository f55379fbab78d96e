#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/cli/review_keys.hpp"
#include "pipeline/cli/review_screen.hpp"

namespace mtmend::cli {

/// A terminal from which keys are read one by one and on which screens are drawn, on a page of its own; or,
/// where stdin or stdout is none, a pipe of keys and screens one below the other. The terminal is as it was
/// when this is gone, on Ctrl-C, Ctrl-\, on other signals that end a program, and while the program is
/// stopped by Ctrl-Z. There may be one at a time.
class RawTerminal {
  public:
    RawTerminal();
    RawTerminal(const RawTerminal&) = delete;
    RawTerminal& operator=(const RawTerminal&) = delete;
    ~RawTerminal();

    /// True where screens are drawn over each other.
    bool is_drawn_over() const { return is_drawn_over_; }
    /// As it is now; 80 by 24 where nobody knows.
    ScreenSize size() const;
    /// Throws ClosedPipe where nobody reads, InputError where it cannot be written.
    void draw(const std::vector<std::string>& lines);
    /// The next key; nothing where the screen is to be drawn anew. `is_ended` is true where no key comes any
    /// more.
    std::optional<Key> next_key();
    bool is_ended() const { return is_ended_; }

  private:
    bool wait(int milliseconds) const;
    bool read_more();
    bool reads_terminal_;
    bool is_drawn_over_;
    bool is_ended_ = false;
    KeyDecoder decoder_;
};

}  // namespace mtmend::cli
