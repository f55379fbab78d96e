#pragma once
#include <filesystem>
#include <string_view>

namespace mtmend::cli {

/// A log that others read while it is written: it has its name from the beginning, and every write is there
/// at once. Everything throws InputError with the path and the reason where it fails.
class LineLog {
  public:
    /// A new file, or an empty one, a pipe or a device; a file with something in it is not written to.
    explicit LineLog(std::filesystem::path path);
    LineLog(const LineLog&) = delete;
    LineLog& operator=(const LineLog&) = delete;
    ~LineLog();
    void write(std::string_view lines);

  private:
    [[noreturn]] void fail() const;
    std::filesystem::path path_;
    int descriptor_ = -1;
};

}  // namespace mtmend::cli
