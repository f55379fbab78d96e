#include "pipeline/cli/review_keys.hpp"

#include <algorithm>

#include "pipeline/text/utf8.hpp"

namespace mtmend::cli {

namespace {

constexpr std::size_t longest_sequence = 32;
constexpr std::string_view paste_begin = "\x1b[200~";
constexpr std::string_view paste_end = "\x1b[201~";
constexpr std::size_t longest_line = 1 << 20;  ///< of what is written by hand

Key::Kind kind_of(std::string_view sequence) {
    struct Known {
        std::string_view sequence;
        Key::Kind kind;
    };
    constexpr Known known[] = {{"[A", Key::up},    {"[B", Key::down}, {"[C", Key::right}, {"[D", Key::left},
                               {"OA", Key::up},    {"OB", Key::down}, {"OC", Key::right}, {"OD", Key::left},
                               {"[H", Key::home},  {"[F", Key::end},  {"OH", Key::home},  {"OF", Key::end},
                               {"[1~", Key::home}, {"[4~", Key::end}, {"[7~", Key::home}, {"[8~", Key::end},
                               {"[3~", Key::erase}};
    for (const Known& each : known)
        if (each.sequence == sequence) return each.kind;
    return Key::unknown;
}

/// How long the escape sequence is that begins here, or 0 where its end is not there yet.
std::size_t sequence_size(std::string_view bytes) {
    if (bytes.size() < 2) return 0;
    if (bytes[1] != '[') return bytes[1] == 'O' ? (bytes.size() < 3 ? 0 : 3) : 1;
    for (std::size_t i = 2; i < bytes.size(); ++i)
        if (bytes[i] < 0x20 || bytes[i] > 0x3F) return i + 1;
    return bytes.size() > longest_sequence ? bytes.size() : 0;
}

/// How many bytes the UTF-8 sequence has that begins with `byte`.
std::size_t length_from(unsigned char byte) {
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

}  // namespace

Key KeyDecoder::take(std::size_t size, Key::Kind kind, char32_t value) {
    waiting_.erase(0, size);
    return {kind, value, is_pasting_};
}

std::optional<Key> KeyDecoder::next(bool no_more) {
    if (waiting_.empty()) return std::nullopt;
    switch (waiting_.front()) {
        case '\x1b':
            return next_sequence(no_more);
        case '\r':
            return take(1, is_pasting_ ? Key::line_break : Key::enter);
        case '\n':
            return take(1, on_terminal_ ? Key::line_break : Key::enter);
        case '\x7f':
        case '\b':
            return take(1, Key::backspace);
        case '\x01':
            return take(1, Key::home);
        case '\x05':
            return take(1, Key::end);
        case '\x15':
            return take(1, Key::clear);
        default:
            return next_character(no_more);
    }
}

std::optional<Key> KeyDecoder::next_sequence(bool no_more) {
    const std::size_t size = sequence_size(waiting_);
    if (size == 0 && !no_more) return std::nullopt;
    if (size <= 1) return take(1, Key::escape);
    const std::string sequence = waiting_.substr(0, size);
    if (sequence == paste_begin) is_pasting_ = true;
    const Key key = take(size, kind_of(std::string_view(sequence).substr(1)));
    if (sequence == paste_end) is_pasting_ = false;
    return key;
}

std::optional<Key> KeyDecoder::next_character(bool no_more) {
    const auto first = static_cast<unsigned char>(waiting_.front());
    const std::size_t size = length_from(first);
    if (waiting_.size() < size && !no_more) return std::nullopt;
    if (first < 0x20 || waiting_.size() < size || utf8::first_invalid(waiting_.substr(0, size)))
        return take(1, Key::unknown);
    return take(size, Key::character, utf8::decode(waiting_, 0).value);
}

void WrittenLine::insert(char32_t c) {
    std::string bytes;
    utf8::append(bytes, c);
    if (text_.size() + bytes.size() > longest_line) return;
    text_.insert(cursor_, bytes);
    cursor_ += bytes.size();
}

bool WrittenLine::press(const Key& key) {
    const std::size_t before = cursor_ - utf8::decode_before(text_, cursor_).size;
    const std::size_t behind = cursor_ < text_.size() ? cursor_ + utf8::decode(text_, cursor_).size : cursor_;
    switch (key.kind) {
        case Key::character:
            insert(key.value);
            return true;
        case Key::line_break:
            insert('\n');
            return true;
        case Key::backspace:
            text_.erase(before, cursor_ - before);
            cursor_ = before;
            return true;
        case Key::erase:
            text_.erase(cursor_, behind - cursor_);
            return true;
        case Key::clear:
            text_.clear();
            cursor_ = 0;
            return true;
        case Key::left:
            cursor_ = before;
            return true;
        case Key::right:
            cursor_ = behind;
            return true;
        case Key::home:
            cursor_ = 0;
            return true;
        case Key::end:
            cursor_ = text_.size();
            return true;
        default:
            return false;
    }
}

}  // namespace mtmend::cli
