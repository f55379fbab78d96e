#include "pipeline/io/atomic_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <set>
#include <utility>
#include <vector>

#include "pipeline/io/file_reader.hpp"

namespace mtmend {

namespace fs = std::filesystem;

/// A file written aside. Never freed, as a signal handler may be walking the list of them.
struct AtomicFile::Aside {
    std::string path;
    std::atomic<bool> exists{true};
    Aside* next = nullptr;

    static std::atomic<Aside*> all;
};

std::atomic<AtomicFile::Aside*> AtomicFile::Aside::all{nullptr};

namespace {

constexpr std::size_t buffer_size = std::size_t{1} << 16;
/// From here on one sync of the file system is cheaper than one for each file.
constexpr std::size_t many_files = 64;

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

/// 0, or errno.
int sync_path(const fs::path& path, int (*sync)(int)) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return errno;
    const int error = sync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    return error;
}

std::string prefix_of(const std::string& run) {
    return fmt::format(".mtmend-{}-", run);
}

}  // namespace

AtomicFile::AtomicFile(fs::path path, std::string run)
    : path_(std::move(path)), target_(path_), run_(std::move(run)) {
    if (path_ == standard_stream) {
        descriptor_ = STDOUT_FILENO;
        return;
    }
    if (const Compression compression = compression_of(path_); compression != Compression::none)
        compressor_ = Compressor::make(compression);
    std::error_code none;
    const fs::file_status status = fs::status(path_, none);
    if (fs::is_directory(status)) {
        errno = EISDIR;
        fail("is a folder");
    }
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor_ < 0) fail("cannot be opened");
        return;
    }
    if (fs::exists(status)) {
        if (::access(path_.c_str(), W_OK) != 0) fail("cannot be overwritten");
        target_ = fs::canonical(path_, none);
    }
    open_aside();
    if (fs::exists(status)) ::fchmod(descriptor_, static_cast<mode_t>(status.permissions()));
}

void AtomicFile::open_aside() {
    std::error_code error;
    fs::create_directories(folder_of(target_), error);
    if (error) {
        errno = error.value();
        fail("cannot be created");
    }
    static std::atomic<unsigned> counter{0};
    do {
        const fs::path aside =
            folder_of(target_) /
            fmt::format("{}{}-{}.part", run_.empty() ? ".mtmend-" : prefix_of(run_), ::getpid(), counter++);
        // On the list before it is there: a signal can come between open() and the next statement.
        aside_ = new Aside{aside.string(), true, nullptr};
        aside_->next = Aside::all.load();
        while (!Aside::all.compare_exchange_weak(aside_->next, aside_)) {
        }
        descriptor_ = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor_ < 0) aside_->exists = false;
    } while (descriptor_ < 0 && errno == EEXIST);
    if (descriptor_ < 0) fail("cannot be created");
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : path_(std::move(other.path_)),
      target_(std::move(other.target_)),
      run_(std::move(other.run_)),
      aside_(std::exchange(other.aside_, nullptr)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      on_disk_(other.on_disk_),
      compressor_(std::move(other.compressor_)),
      buffer_(std::move(other.buffer_)) {}

AtomicFile::~AtomicFile() {
    if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
    if (aside_ && aside_->exists.exchange(false)) ::unlink(aside_->path.c_str());
}

void AtomicFile::write(std::string_view bytes) {
    if (compressor_)
        compressor_->write(bytes, [this](std::string_view made) { put(made); });
    else
        put(bytes);
}

void AtomicFile::put(std::string_view bytes) {
    if (buffer_.size() + bytes.size() <= buffer_size) {
        buffer_.append(bytes);
        return;
    }
    flush();
    if (bytes.size() <= buffer_size)
        buffer_.append(bytes);
    else
        write_out(bytes);
}

void AtomicFile::flush() {
    write_out(buffer_);
    buffer_.clear();
}

void AtomicFile::write_out(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written >= 0)
            bytes.remove_prefix(static_cast<std::size_t>(written));
        else if (errno == EPIPE)
            throw ClosedPipe(fmt::format("{}: the reader has gone away", path_.string()));
        else if (errno != EINTR)
            fail("cannot be written");
    }
}

void AtomicFile::finish_compressing() {
    if (const auto compressor = std::exchange(compressor_, nullptr))
        compressor->finish([this](std::string_view made) { put(made); });
}

void AtomicFile::close() {
    if (descriptor_ < 0) return;
    finish_compressing();
    flush();
    if (descriptor_ > STDERR_FILENO && ::close(std::exchange(descriptor_, -1)) != 0)
        fail("cannot be written");
}

void AtomicFile::commit() {
    if (!aside_) return close();
    finish_compressing();
    bring_to_disk();
    close();
    rename_aside();
    sync_folder(folder_of(target_));
}

void AtomicFile::rename_aside() {
    if (::rename(aside_->path.c_str(), target_.c_str()) != 0) fail("cannot be renamed to");
    aside_->exists = false;
}

fs::path AtomicFile::aside() const {
    return aside_ ? fs::path(aside_->path) : fs::path();
}

void AtomicFile::bring_to_disk() {
    if (descriptor_ >= 0) flush();
    if (std::exchange(on_disk_, true)) return;
    const int error = descriptor_ < 0             ? sync_path(aside_->path, ::fsync)
                      : ::fsync(descriptor_) == 0 ? 0
                                                  : errno;
    if (error == 0) return;
    errno = error;
    fail("cannot be brought to the disk");
}

void AtomicFile::fail(const char* what) const {
    const char* reason = std::strerror(errno);
    throw InputError(fmt::format("{}: {}: {}; choose another place, or make this one writable",
                                 path_ == standard_stream ? "stdout" : path_.string(), what, reason));
}

void commit(std::deque<AtomicFile>& files) {
    for (AtomicFile& file : files) file.close();
    if (files.size() >= many_files) sync_file_systems(files);
    std::set<fs::path> folders;
    for (AtomicFile& file : files) {
        if (!file.aside_) {
            file.close();
            continue;
        }
        file.bring_to_disk();
        file.close();
    }
    for (AtomicFile& file : files) {
        if (!file.aside_) continue;
        file.rename_aside();
        folders.insert(folder_of(file.target_));
    }
    for (const fs::path& folder : folders) sync_folder(folder);
}

void sync_folder(const fs::path& folder) {
    sync_path(folder, ::fsync);
}

void remove_left_overs(const fs::path& folder, const std::string& run) {
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    std::vector<fs::path> found;
    for (const fs::directory_iterator end; !error && entry != end; entry.increment(error))
        if (entry->path().filename().native().starts_with(prefix_of(run))) found.push_back(entry->path());
    for (const fs::path& path : found) ::unlink(path.c_str());
}

void sync_file_systems(std::deque<AtomicFile>& files) {
    std::set<dev_t> synced;
    for (AtomicFile& file : files) {
        const fs::path folder = folder_of(file.target_);
        struct stat status {};
        if (::stat(folder.c_str(), &status) != 0) continue;  // commit() will say why
        file.on_disk_ = synced.contains(status.st_dev) || sync_path(folder, ::syncfs) == 0;
        if (file.on_disk_) synced.insert(status.st_dev);
    }
}

void remove_uncommitted_files() noexcept {
    for (AtomicFile::Aside* aside = AtomicFile::Aside::all.load(); aside; aside = aside->next)
        if (aside->exists.load()) ::unlink(aside->path.c_str());
}

}  // namespace mtmend
