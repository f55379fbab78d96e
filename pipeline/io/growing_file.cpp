#include "pipeline/io/growing_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "pipeline/io/atomic_file.hpp"

namespace mtmend {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t buffer_size = std::size_t{1} << 17;

/// Links are followed: what they point to is written, and they stay.
fs::path followed(const fs::path& path) {
    std::error_code error;
    const fs::path target = fs::canonical(path, error);
    return error ? path : target;
}

}  // namespace

fs::path GrowingFile::aside_of(const fs::path& path) {
    const fs::path target = followed(path);
    return target.parent_path() / fmt::format(".{}.unfinished", target.filename().string());
}

GrowingFile::GrowingFile(fs::path path, Compression compression, std::size_t member)
    : path_(std::move(path)),
      aside_(aside_of(path_)),
      target_(followed(path_)),
      compression_(compression),
      member_(member) {
    struct stat status {};
    if (::stat(target_.c_str(), &status) == 0) {
        if (!S_ISREG(status.st_mode))
            throw InputError(
                fmt::format("{}: is no file that stays, as --resume needs; name another", path_.string()));
        if (::access(target_.c_str(), W_OK) != 0) fail("cannot be overwritten");
    }
    std::error_code error;
    if (target_.has_parent_path()) fs::create_directories(target_.parent_path(), error);
    errno = error.value();
    if (error) fail("cannot be created");
    open();
}

void GrowingFile::open() {
    descriptor_ = ::open(aside_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (descriptor_ < 0) fail("cannot be created");
}

GrowingFile::~GrowingFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void GrowingFile::lock() {
    for (;;) {
        if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
            if (errno != EWOULDBLOCK) fail("cannot be locked");
            throw InputError(
                fmt::format("{}: another run is at work on it; wait for its end, or end it", path_.string()));
        }
        // The other run may have finished, and given the file its name, since it was opened here.
        struct stat mine {
        }, there{};
        if (::fstat(descriptor_, &mine) == 0 && ::stat(aside_.c_str(), &there) == 0 &&
            mine.st_ino == there.st_ino)
            return;
        ::close(descriptor_);
        open();
    }
}

bool GrowingFile::resume(const Measured& measured) {
    if (is_cut_) return measured.bytes == 0;
    const std::size_t before = size_;
    std::vector<char> block(std::min(measured.bytes, buffer_size) + 1);
    for (std::size_t left = measured.bytes; left > 0;) {
        const ssize_t got =
            ::pread(descriptor_, block.data(), std::min(left, buffer_size), static_cast<off_t>(size_));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("cannot be read");
        if (got == 0) break;
        segment_.add({block.data(), static_cast<std::size_t>(got)});
        size_ += static_cast<std::size_t>(got);
        left -= static_cast<std::size_t>(got);
    }
    if (segment_.measured() == measured) return true;
    size_ = before;
    segment_.restart();
    return false;
}

void GrowingFile::cut() {
    if (std::exchange(is_cut_, true)) return;
    if (::ftruncate(descriptor_, static_cast<off_t>(size_)) != 0) fail("cannot be written");
}

void GrowingFile::write(std::string_view bytes) {
    if (compression_ == Compression::none) return put(bytes);
    if (!compressor_) compressor_ = Compressor::make(compression_);
    compressor_->write(bytes, [this](std::string_view made) { put(made); });
    in_member_ += bytes.size();
    if (in_member_ >= member_) end_member();
}

void GrowingFile::end() {
    const bool is_empty = compression_ != Compression::none && size_ + buffer_.size() == 0;
    if (is_empty && !compressor_) compressor_ = Compressor::make(compression_);
    if (compressor_) end_member();
}

void GrowingFile::end_member() {
    compressor_->finish([this](std::string_view made) { put(made); });
    compressor_.reset();
    in_member_ = 0;
}

void GrowingFile::put(std::string_view bytes) {
    segment_.add(bytes);
    buffer_.append(bytes);
    if (buffer_.size() >= buffer_size) flush();
}

void GrowingFile::flush() {
    cut();
    for (std::string_view rest = buffer_; !rest.empty();) {
        const ssize_t written = ::pwrite(descriptor_, rest.data(), rest.size(), static_cast<off_t>(size_));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("cannot be written");
        rest.remove_prefix(static_cast<std::size_t>(written));
        size_ += static_cast<std::size_t>(written);
    }
    buffer_.clear();
}

void GrowingFile::sync() {
    flush();
    if (::fdatasync(descriptor_) != 0) fail("cannot be brought to the disk");
}

void GrowingFile::finish() {
    sync();
    struct stat old {};
    if (::stat(target_.c_str(), &old) == 0) ::fchmod(descriptor_, old.st_mode & 07777);
    if (::rename(aside_.c_str(), target_.c_str()) != 0) fail("cannot be renamed to");
    sync_folder(target_.has_parent_path() ? target_.parent_path() : fs::path("."));
}

void GrowingFile::discard() {
    ::unlink(aside_.c_str());
}

void GrowingFile::fail(const char* what) const {
    const char* reason = std::strerror(errno);
    throw InputError(fmt::format("{}: {}: {}; choose another place, or make this one writable",
                                 path_.string(), what, reason));
}

}  // namespace mtmend
