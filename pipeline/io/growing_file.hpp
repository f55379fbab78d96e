#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/io/compressed.hpp"
#include "pipeline/io/input_error.hpp"
#include "pipeline/io/running_hash.hpp"

namespace mtmend {

/// A file that is written aside over a long time, and perhaps by several runs, until finish() gives it its
/// name. Aside it is ".NAME.unfinished" in the same folder, and stays there when a run ends early. It is
/// written in segments, of which each is measured: one for each input of a log, one for all of an output.
///
/// A new run first asks resume() for what was there before; the first write throws the rest away.
///
/// It may be compressed on the way: a member (gzip) or frame (zstd) ends behind the write that makes it stand
/// for at least so many bytes, which depends on nothing else. Where one has ended, the file may be resumed:
/// all of what was written is in it then. What is measured is the compressed file.
///
/// Everything throws InputError where it fails, with the path and the reason.
class GrowingFile {
  public:
    /// Opens it; nothing changes on disk but that it exists. Missing folders are made.
    explicit GrowingFile(std::filesystem::path path) : GrowingFile(std::move(path), Compression::none, 0) {}
    /// `member`: so many bytes make a member or frame.
    GrowingFile(std::filesystem::path path, Compression compression, std::size_t member);
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
    /// True where all that was written is in the segment, and in the file with the next sync().
    bool is_at_border() const { return !compressor_; }
    /// Ends the member at hand; nothing is written afterwards. Needed before finish() where it is compressed.
    void end();
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
    void put(std::string_view bytes);
    void end_member();
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
    Compression compression_;
    std::size_t member_;                      ///< how many bytes make one
    std::size_t in_member_ = 0;               ///< of those at hand
    std::unique_ptr<Compressor> compressor_;  ///< of the member at hand
};

}  // namespace mtmend
