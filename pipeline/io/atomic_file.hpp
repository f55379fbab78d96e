#pragma once
#include <deque>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "pipeline/io/compressed.hpp"
#include "pipeline/io/input_error.hpp"

namespace mtmend {

/// Thrown where whoever reads standard output has gone away: time to end, quietly.
class ClosedPipe : public InputError {
  public:
    using InputError::InputError;
};

/// A file that appears under its name only when it is complete: it is written aside, in the same folder, and
/// renamed by commit(); without a commit it disappears and an older file of the name stays as it was. The
/// path "-" is standard output and, like devices and pipes, is written at once. Missing folders are made.
/// What is written under a name that ends in .gz or .zst is compressed.
///
/// Everything throws InputError where it fails, with the path and the reason; ClosedPipe where a reader is
/// gone.
class AtomicFile {
  public:
    /// `run`: a word that goes into the name of the file written aside, for remove_left_overs(); or empty.
    explicit AtomicFile(std::filesystem::path path, std::string run = {});
    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&&) = delete;
    ~AtomicFile();

    void write(std::string_view bytes);
    /// Hands what was written so far to the system, except for what a compressor still holds back.
    void flush();
    /// Ends writing and frees the descriptor; the file is not yet there under its name.
    void close();
    /// Brings the file to the disk and gives it its name. Keeps the permissions of a file that it replaces.
    void commit();
    const std::filesystem::path& path() const { return path_; }
    /// Where it is written until commit(); empty for a stream.
    std::filesystem::path aside() const;

  private:
    friend void sync_file_systems(std::deque<AtomicFile>& files);
    friend void remove_uncommitted_files() noexcept;
    struct Aside;
    void open_aside();
    void bring_to_disk();
    void put(std::string_view bytes);
    void finish_compressing();
    void write_out(std::string_view bytes);
    [[noreturn]] void fail(const char* what) const;
    friend void commit(std::deque<AtomicFile>& files);
    void rename_aside();
    std::filesystem::path path_;    ///< as given
    std::filesystem::path target_;  ///< what is renamed to: `path_` with symbolic links followed
    std::string run_;
    Aside* aside_ = nullptr;  ///< none for a stream
    int descriptor_ = -1;
    bool on_disk_ = false;
    std::unique_ptr<Compressor> compressor_;
    std::string buffer_;
};

/// Commits all of them, in order: first all are brought to the disk, then all get their names.
void commit(std::deque<AtomicFile>& files);

/// Removes what a run that was killed left in `folder`: files written aside under the word `run`.
void remove_left_overs(const std::filesystem::path& folder, const std::string& run);

/// Brings the entries of a folder to the disk, as far as that is possible.
void sync_folder(const std::filesystem::path& folder);

/// Removes the files that are written aside and not committed. For signal handlers: async-signal-safe.
void remove_uncommitted_files() noexcept;

}  // namespace mtmend
