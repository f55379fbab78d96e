#include "pipeline/io/file_reader.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

namespace mtmend {

namespace {

constexpr std::size_t block_size = std::size_t{1} << 18;

[[noreturn]] void refuse_size(const std::string& where) {
    throw InputError(
        fmt::format("{}: larger than {} MiB; split it into smaller articles", where, max_record_size >> 20));
}

}  // namespace

FileReader::FileReader(const std::filesystem::path& path)
    : name_(path == standard_stream ? "stdin" : path.string()) {
    if (path == standard_stream) {
        descriptor_ = STDIN_FILENO;
        return;
    }
    descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor_ < 0)
        throw InputError(
            fmt::format("{}: cannot be opened: {}; check the path", name_, std::strerror(errno)));
    struct stat status {};
    if (::fstat(descriptor_, &status) == 0 && S_ISDIR(status.st_mode)) {
        ::close(descriptor_);
        throw InputError(fmt::format("{}: is a folder; give a file", name_));
    }
}

FileReader::~FileReader() {
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
}

std::size_t FileReader::read(char* to, std::size_t size) {
    for (;;) {
        const ssize_t got = ::read(descriptor_, to, size);
        if (got >= 0) return static_cast<std::size_t>(got);
        if (errno != EINTR)
            throw InputError(
                fmt::format("{}: cannot be read: {}; check the file", name_, std::strerror(errno)));
    }
}

std::string FileReader::read_all() {
    std::string bytes;
    for (;;) {
        const std::size_t had = bytes.size();
        bytes.resize(had + block_size);
        const std::size_t got = read(bytes.data() + had, block_size);
        bytes.resize(had + got);
        if (got == 0) return bytes;
        if (bytes.size() > max_record_size) refuse_size(name_);
    }
}

LineReader::LineReader(const std::filesystem::path& path, const std::string& encoding) : file_(path) {
    if (!encoding.empty()) decoder_ = std::make_unique<Decoder>(encoding);
}

bool LineReader::next(std::string& line) {
    std::size_t searched = used_;
    for (;;) {
        const std::size_t feed = buffer_.find('\n', searched);
        if (feed != std::string::npos || ended_) {
            const std::size_t end = feed == std::string::npos ? buffer_.size() : feed + 1;
            line.assign(buffer_, used_, end - used_);
            used_ = end;
            if (line.empty()) return false;
            ++line_number_;
            return true;
        }
        buffer_.erase(0, used_);
        used_ = 0;
        searched = buffer_.size();
        if (searched > max_record_size) refuse_size(fmt::format("{}:{}", name(), line_number_ + 1));
        fill();
    }
}

void LineReader::fill() {
    block_.resize(block_size);
    std::size_t got = 0;
    // A pipe may hand out the two bytes of a byte order mark one by one.
    do {
        const std::size_t more = file_.read(block_.data() + got, block_size - got);
        got += more;
        ended_ = more == 0;
    } while (!begun_ && !ended_ && got < 4);
    const std::string_view bytes(block_.data(), got);
    if (!begun_ && !decoder_) {
        if (const auto encoding = Decoder::announced_by(bytes); !encoding.empty())
            decoder_ = std::make_unique<Decoder>(encoding);
    }
    begun_ = true;
    if (!decoder_)
        buffer_.append(bytes);
    else if (const auto bad = decoder_->decode(bytes, ended_, buffer_))
        throw InputError(fmt::format("{}: {}", name(), decoder_->describe(*bad)));
}

}  // namespace mtmend
