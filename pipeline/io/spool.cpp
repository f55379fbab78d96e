#include "pipeline/io/spool.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "pipeline/io/input_error.hpp"

namespace mtmend {

namespace {

constexpr std::size_t most_in_memory = std::size_t{16} << 20;

[[noreturn]] void fail() {
    throw InputError(
        fmt::format("temporary file: {}; make room in the folder for temporary files", std::strerror(errno)));
}

}  // namespace

void Spool::put(std::string_view bytes) {
    memory_ += bytes;
    if (memory_.size() <= most_in_memory) return;
    if (!file_) file_.reset(std::tmpfile());
    if (!file_ || std::fwrite(memory_.data(), 1, memory_.size(), file_.get()) != memory_.size()) fail();
    memory_.clear();
}

void Spool::take(const std::function<void(std::string_view)>& output) {
    if (file_) {
        if (std::fflush(file_.get()) != 0 || std::fseek(file_.get(), 0, SEEK_SET) != 0) fail();
        std::array<char, 65536> block;
        while (const std::size_t size = std::fread(block.data(), 1, block.size(), file_.get()))
            output({block.data(), size});
        if (std::ferror(file_.get())) fail();
        file_.reset();
    }
    output(memory_);
    memory_.clear();
}

}  // namespace mtmend
