#include "pipeline/cli/terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "pipeline/io/atomic_file.hpp"
#include "pipeline/io/file_reader.hpp"
#include "pipeline/log/render_words.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend::cli {

namespace {

/// File names may be any bytes; those that are no text are shown as \xFF.
std::string readable(std::string_view text) {
    std::string out;
    while (const auto bad = utf8::first_invalid(text)) {
        out += fmt::format("{}\\x{:02X}", text.substr(0, *bad), static_cast<unsigned char>(text[*bad]));
        text.remove_prefix(*bad + 1);
    }
    return visible(out.append(text));
}

}  // namespace

bool shows_colours() {
    const char* no_color = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    return ::isatty(STDOUT_FILENO) == 1 && !(no_color && *no_color) && terminal &&
           std::string_view(terminal) != "dumb";
}

void print(std::string_view text) {
    AtomicFile out(standard_stream);
    out.write(text);
    out.commit();
}

void complain(std::string_view message) {
    fmt::print(stderr, "mtmend: {}\n", readable(message));
}

}  // namespace mtmend::cli
