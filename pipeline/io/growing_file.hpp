#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "pipeline/io/input_error.hpp"
#include "pipeline/io/running_hash.hpp"

namespace mtmend {

/// A file that is written aside over a long time, and perhaps by several runs, until finish() gives it its
/// name. Aside it is ".NAME.unfinished" in the same folder, and stays there when a run ends early. It is
/// written in segments, of which each is measured: one for each input of a log, one for all of an output.
///
/// A new run first asks resume() for what was there before; the first write throws the rest away.
///
/// Everything throws InputError where it fails, with the path and the reason.
class GrowingFile {
  public:
    /// Opens it; nothing changes on disk but that it exists. Missing folders are made.
    explicit GrowingFile(std::filesystem::path path);
    GrowingFile(const GrowingFile&) = delete;
    GrowingFile& operator=(const GrowingFile&) = delete;
    ~GrowingFile();

    /// Where `path` is written aside.
    static std::filesystem::path aside_of(const std::filesystem::path& path);

    /// Nobody else may write it from now on, until this is gone. Throws where somebody does.
    void lock();

    /// True where what comes next in the file is what was measured: then it is kept and belongs to the
    /// segment at hand. Else nothing is kept from here on. Reads so many bytes.
    bool resume(const Measured& measured);
    /// Keeps so many bytes more, whatever they are; no segment is measured then.
    void keep(std::size_t bytes) { size_ += bytes; }
    void write(std::string_view bytes);
    /// Throws away what is there and not resumed.
    void cut();
    /// What the segment at hand is so far.
    Measured segment() const { return segment_.measured(); }
    void begin_segment() { segment_.restart(); }
    /// Brings everything to the disk.
    void sync();
    /// The same, and gives the file its name.
    void finish();
    /// Removes it.
    void discard();
    const std::filesystem::path& path() const { return path_; }

  private:
    void open();
    void flush();
    [[noreturn]] void fail(const char* what) const;
    std::filesystem::path path_;   ///< as given
    std::filesystem::path aside_;  ///< links followed
    std::filesystem::path target_;
    int descriptor_ = -1;
    std::size_t size_ = 0;  ///< what is kept and written
    bool is_cut_ = false;   ///< nothing else is in it
    std::string buffer_;
    RunningHash segment_;
};

}  // namespace mtmend
