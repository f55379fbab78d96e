#include "pipeline/cli/raw_terminal.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <iterator>

#include <fmt/format.h>

#include "pipeline/cli/terminal.hpp"
#include "pipeline/io/atomic_file.hpp"
#include "pipeline/io/file_reader.hpp"

namespace mtmend::cli {

namespace {

// A page of its own, and marks around what is pasted; and back.
constexpr std::string_view enter = "\x1b[?1049h\x1b[?2004h";
constexpr std::string_view leave = "\x1b[0m\x1b[?2004l\x1b[?1049l";
constexpr int escape_milliseconds = 100;  ///< what a slow line may put between the bytes of one key

// What handlers of signals work with; set before the handlers are.
termios as_found;
termios raw;
volatile std::sig_atomic_t has_modes = 0;
volatile std::sig_atomic_t has_page = 0;
volatile std::sig_atomic_t is_dirty = 0;
constexpr int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
struct sigaction ending_before[std::size(ending)];
struct sigaction stop_before, continue_before, resize_before;

/// Stdout may have been made non-blocking by whoever shares it. For signal handlers too.
void wait_for_room() noexcept {
    pollfd screen{STDOUT_FILENO, POLLOUT, 0};
    ::poll(&screen, 1, -1);
}

void put(std::string_view bytes) noexcept {
    while (!bytes.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (written < 0 && errno == EAGAIN)
            wait_for_room();
        else if (written < 0 && errno != EINTR)
            return;
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void to_raw() noexcept {
    if (has_modes) ::tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
    if (has_page) put(enter);
}

void to_found() noexcept {
    if (has_page) put(leave);
    if (has_modes) ::tcsetattr(STDIN_FILENO, TCSADRAIN, &as_found);
}

/// Decisions are on the disk already: there is nothing else to bring to an end.
void end_on_signal(int signal) {
    to_found();
    remove_uncommitted_files();
    ::_exit(128 + signal);
}

void set_handler(int signal, void (*handler)(int), struct sigaction* before) {
    struct sigaction action {};
    action.sa_handler = handler;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(signal, &action, before);
}

/// Who started us with a signal ignored, as nohup does, means it: then there is no handler.
void set_handler_unless_ignored(int signal, void (*handler)(int), struct sigaction* before) {
    ::sigaction(signal, nullptr, before);
    if (before->sa_handler != SIG_IGN) set_handler(signal, handler, nullptr);
}

void stop(int signal) {
    const int error = errno;
    to_found();
    set_handler(signal, SIG_DFL, nullptr);
    sigset_t only;
    sigset_t blocked;
    ::sigemptyset(&only);
    ::sigaddset(&only, signal);
    ::raise(signal);
    ::sigprocmask(SIG_UNBLOCK, &only, &blocked);  // here it stops, until somebody says SIGCONT
    ::sigprocmask(SIG_SETMASK, &blocked, nullptr);
    set_handler(signal, stop, nullptr);
    to_raw();
    is_dirty = 1;
    errno = error;
}

void go_on(int) {
    const int error = errno;
    to_raw();
    is_dirty = 1;
    errno = error;
}

void note_resize(int) {
    is_dirty = 1;
}

/// These wait for wait(), so that none is missed between a look at `is_dirty` and the wait for a key.
sigset_t waited_for() {
    sigset_t signals;
    ::sigemptyset(&signals);
    for (const int signal : {SIGTSTP, SIGCONT, SIGWINCH}) ::sigaddset(&signals, signal);
    return signals;
}

bool is_dumb() {
    const char* name = std::getenv("TERM");
    return !name || !*name || std::string_view(name) == "dumb";
}

std::size_t number_from(const char* name, std::size_t otherwise) {
    const char* text = std::getenv(name);
    std::size_t number = 0;
    if (!text || std::from_chars(text, text + std::strlen(text), number).ec != std::errc()) return otherwise;
    return number > 0 && number < 10000 ? number : otherwise;
}

}  // namespace

RawTerminal::RawTerminal()
    : reads_terminal_(::isatty(STDIN_FILENO) == 1),
      is_drawn_over_(reads_terminal_ && ::isatty(STDOUT_FILENO) == 1 && !is_dumb()),
      decoder_(reads_terminal_) {
    if (!reads_terminal_ || ::tcgetattr(STDIN_FILENO, &as_found) != 0) return;
    raw = as_found;
    raw.c_iflag &= ~static_cast<tcflag_t>(ICRNL | INLCR | IGNCR | IXON | ISTRIP);
    raw.c_lflag &=
        ~static_cast<tcflag_t>(ICANON | ECHO | IEXTEN);  // ISIG stays: Ctrl-C and Ctrl-Z are signals
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    has_modes = 1;
    has_page = is_drawn_over_ ? 1 : 0;
    for (std::size_t i = 0; i < std::size(ending); ++i)
        set_handler_unless_ignored(ending[i], end_on_signal, &ending_before[i]);
    set_handler_unless_ignored(SIGTSTP, stop, &stop_before);
    set_handler(SIGCONT, go_on, &continue_before);
    set_handler(SIGWINCH, note_resize, &resize_before);
    const sigset_t signals = waited_for();
    ::sigprocmask(SIG_BLOCK, &signals, nullptr);
    to_raw();
}

RawTerminal::~RawTerminal() {
    if (!has_modes) return;
    to_found();
    has_modes = 0;
    has_page = 0;
    for (std::size_t i = 0; i < std::size(ending); ++i) ::sigaction(ending[i], &ending_before[i], nullptr);
    ::sigaction(SIGTSTP, &stop_before, nullptr);
    ::sigaction(SIGCONT, &continue_before, nullptr);
    ::sigaction(SIGWINCH, &resize_before, nullptr);
    const sigset_t signals = waited_for();
    ::sigprocmask(SIG_UNBLOCK, &signals, nullptr);
}

ScreenSize RawTerminal::size() const {
    ScreenSize size{number_from("COLUMNS", 80), number_from("LINES", 24), shows_colours()};
    winsize window{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0 && window.ws_row > 0) {
        size.columns = window.ws_col;
        size.rows = window.ws_row;
    }
    return size;
}

void RawTerminal::draw(const std::vector<std::string>& lines) {
    is_dirty = 0;
    std::string bytes = is_drawn_over_ ? "\x1b[H" : "";
    for (const std::string& line : lines) {
        if (&line != &lines.front()) bytes += is_drawn_over_ ? "\r\n" : "\n";
        bytes += line;
        if (is_drawn_over_) bytes += "\x1b[K";
    }
    bytes += is_drawn_over_ ? "\x1b[J" : "\n";
    std::string_view left = bytes;
    while (!left.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, left.data(), left.size());
        if (written >= 0) {
            left.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EPIPE || errno == EIO) {
            throw ClosedPipe("stdout: nobody reads it any more");
        } else if (errno == EAGAIN) {
            wait_for_room();
        } else if (errno != EINTR) {
            throw InputError(
                fmt::format("stdout: cannot be written: {}; every decision is saved", std::strerror(errno)));
        }
    }
}

bool RawTerminal::wait(int milliseconds) const {
    pollfd key{STDIN_FILENO, POLLIN, 0};
    timespec time{milliseconds / 1000, (milliseconds % 1000) * 1000000L};
    sigset_t none;
    ::sigprocmask(SIG_BLOCK, nullptr, &none);
    for (const int signal : {SIGTSTP, SIGCONT, SIGWINCH}) ::sigdelset(&none, signal);
    return ::ppoll(&key, 1, milliseconds < 0 ? nullptr : &time, &none) > 0;
}

bool RawTerminal::read_more() {
    std::array<char, 4096> block;
    const ssize_t size = ::read(STDIN_FILENO, block.data(), block.size());
    if (size > 0) decoder_.feed({block.data(), static_cast<std::size_t>(size)});
    if (size == 0 || (size < 0 && errno != EINTR && errno != EAGAIN)) is_ended_ = true;
    return size > 0;
}

std::optional<Key> RawTerminal::next_key() {
    while (true) {
        if (auto key = decoder_.next(is_ended_)) return key;
        if (is_ended_ || is_dirty) return std::nullopt;
        if (decoder_.is_empty()) {
            if (wait(-1)) read_more();
        } else if (!wait(reads_terminal_ ? escape_milliseconds : -1)) {
            if (auto key = decoder_.next(true)) return key;
        } else {
            read_more();
        }
    }
}

}  // namespace mtmend::cli
