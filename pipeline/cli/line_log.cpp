#include "pipeline/cli/line_log.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "pipeline/cli/options.hpp"
#include "pipeline/io/input_error.hpp"

namespace mtmend::cli {

LineLog::LineLog(std::filesystem::path path) : path_(std::move(path)) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (descriptor_ < 0) fail();
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0) return;
    ::close(descriptor_);
    throw UsageError(fmt::format(
        "--log {}: exists, and --line-buffered adds to no older log; name a new file", path_.string()));
}

LineLog::~LineLog() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void LineLog::write(std::string_view lines) {
    while (!lines.empty()) {
        const ssize_t written = ::write(descriptor_, lines.data(), lines.size());
        if (written >= 0)
            lines.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            fail();
    }
}

void LineLog::fail() const {
    throw InputError(fmt::format("{}: cannot be written: {}; choose another place, or make this one writable",
                                 path_.string(), std::strerror(errno)));
}

}  // namespace mtmend::cli
