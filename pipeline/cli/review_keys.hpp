#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace mtmend::cli {

struct Key {
    enum Kind {
        character,  ///< `value`
        enter,
        line_break,  ///< Ctrl-J on a terminal: a line break in what is written
        escape,
        backspace,
        erase,  ///< Delete
        clear,  ///< Ctrl-U
        left,
        right,
        up,
        down,
        home,
        end,
        unknown
    };
    Kind kind = unknown;
    char32_t value = 0;
    bool is_pasted = false;
};

/// Makes keys out of the bytes a terminal sends, or a pipe has: UTF-8, escape sequences, bracketed paste.
/// What it does not know, or is not UTF-8, comes out as unknown. Keeps a few bytes only.
class KeyDecoder {
  public:
    /// `on_terminal`: Enter is a carriage return, and a line feed is Ctrl-J; else both are Enter.
    explicit KeyDecoder(bool on_terminal) : on_terminal_(on_terminal) {}

    void feed(std::string_view bytes) { waiting_ += bytes; }
    /// The next key, or nothing where more bytes are needed. `no_more`: none will come soon, so that what is
    /// there is a key; this tells the Escape key from the beginning of a sequence.
    std::optional<Key> next(bool no_more);
    bool is_empty() const { return waiting_.empty(); }

  private:
    std::optional<Key> next_sequence(bool no_more);
    std::optional<Key> next_character(bool no_more);
    Key take(std::size_t size, Key::Kind kind, char32_t value = 0);
    bool on_terminal_;
    bool is_pasting_ = false;
    std::string waiting_;
};

/// A line being written.
class WrittenLine {
  public:
    explicit WrittenLine(std::string text = {}) : text_(std::move(text)), cursor_(text_.size()) {}
    /// True where the key changed something or moved.
    bool press(const Key& key);
    const std::string& text() const { return text_; }
    std::size_t cursor() const { return cursor_; }  ///< a byte

  private:
    void insert(char32_t c);
    std::string text_;
    std::size_t cursor_;
};

}  // namespace mtmend::cli
