#pragma once
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace mtmend {

/// Bytes that are put in now and taken out once, later. Up to 16 MiB are kept in memory, more in a file
/// without a name.
class Spool {
  public:
    /// Throws InputError where the disk is full.
    void put(std::string_view bytes);
    /// Hands out all bytes in order, and is empty afterwards.
    void take(const std::function<void(std::string_view)>& output);

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::string memory_;
    std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace mtmend
