#include "pipeline/io/file_reader.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace mtmend {

namespace {

constexpr std::size_t block_size = std::size_t{1} << 18;
/// From here on a line is worth giving its memory back at once.
constexpr std::size_t long_line = 8 * block_size;

[[noreturn]] void refuse_size(const std::string& where) {
    throw InputError(
        fmt::format("{}: larger than {} MiB; split it into smaller articles", where, max_record_size >> 20));
}

/// What a regular file says of its size, as far as it may be read; of anything else a block.
std::size_t likely_size(int descriptor) {
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return block_size;
    return std::min(static_cast<std::size_t>(status.st_size), max_record_size);
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
    if (const Compression compression = compression_of(path); compression != Compression::none)
        decompressor_ = Decompressor::make(compression);
}

FileReader::~FileReader() {
    close();
}

void FileReader::close() {
    if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
    descriptor_ = -1;
    decompressor_.reset();
    compressed_ = {};
}

std::size_t FileReader::read(char* to, std::size_t size) {
    return decompressor_ ? decompress(to, size) : read_bytes(to, size);
}

std::size_t FileReader::decompress(char* to, std::size_t size) {
    for (;;) {
        if (waiting_.empty() && !is_read_) fill_compressed();
        try {
            if (const std::size_t made = decompressor_->step(waiting_, to, size)) return made;
        } catch (const std::runtime_error& error) {
            throw InputError(
                fmt::format("{}: damaged before byte {} of the compressed file: {}; get the file anew", name_,
                            compressed_size_ - waiting_.size(), error.what()));
        }
        if (!is_read_ || !waiting_.empty()) continue;
        if (decompressor_->is_at_border()) return 0;
        throw InputError(fmt::format("{}: cut off at byte {} of the compressed file; get the file anew",
                                     name_, compressed_size_));
    }
}

void FileReader::fill_compressed() {
    compressed_.resize(block_size);
    const std::size_t got = read_bytes(compressed_.data(), compressed_.size());
    waiting_ = std::string_view(compressed_).substr(0, got);
    compressed_size_ += got;
    is_read_ = got == 0;
}

std::size_t FileReader::read_bytes(char* to, std::size_t size) {
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
    const std::size_t likely = decompressor_ ? block_size : likely_size(descriptor_);
    bytes.reserve(likely + 1);  // room for a byte too many, so that the end shows
    for (;;) {
        const std::size_t had = bytes.size();
        const std::size_t room = bytes.capacity() > had ? bytes.capacity() - had : block_size;
        bytes.resize(had + room);
        const std::size_t got = read(bytes.data() + had, room);
        bytes.resize(had + got);
        if (got == 0) break;
        if (bytes.size() > max_record_size) refuse_size(name_);
    }
    close();
    return bytes;
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
            if (line.empty()) return free_buffers(), false;
            if (line.size() > long_line) drop_used();
            ++line_number_;
            return true;
        }
        drop_used();
        searched = buffer_.size();
        if (searched > max_record_size) refuse_size(fmt::format("{}:{}", name(), line_number_ + 1));
        fill();
    }
}

void LineReader::drop_used() {
    buffer_.erase(0, used_);
    used_ = 0;
    if (buffer_.capacity() > long_line && buffer_.size() <= buffer_.capacity() / 4) buffer_.shrink_to_fit();
}

void LineReader::free_buffers() {
    buffer_ = {};
    block_ = {};
    used_ = 0;
}

void LineReader::fill() {
    block_.resize(block_size);
    std::size_t got = 0;
    // A pipe may hand out the bytes of a byte order mark one by one; for anything else there is no waiting,
    // as a first line may be two bytes long and its writer be waiting for the answer.
    const auto may_be_mark = [this] {
        return std::string_view("\xFE\xFF").find(block_[0]) != std::string_view::npos;
    };
    do {
        const std::size_t more = file_.read(block_.data() + got, block_size - got);
        got += more;
        ended_ = more == 0;
    } while (!begun_ && !ended_ && got < 4 && may_be_mark());
    if (ended_) file_.close();
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
