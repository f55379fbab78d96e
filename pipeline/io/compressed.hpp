#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace mtmend {

enum class Compression { none, gzip, zstd };

/// What the ending of `path` says: .gz and .zst, in any case; anything else is `none`.
Compression compression_of(const std::filesystem::path& path);
/// `path` without such an ending.
std::filesystem::path without_compression(const std::filesystem::path& path);

/// Undoes compression piece by piece and strictly: checksums are verified, and nothing but further members
/// (gzip) or frames (zstd) may stand behind one. Memory: gzip some 50 KiB, zstd at most the 128 MiB that a
/// frame may ask for.
class Decompressor {
  public:
    /// `compression`: not `none`.
    static std::unique_ptr<Decompressor> make(Compression compression);
    virtual ~Decompressor() = default;

    /// Takes bytes off the front of `in` and puts up to `size` of those they stand for to `to`; gives how
    /// many. 0 means that it needs more. Throws std::runtime_error saying what is wrong with the bytes that
    /// are then at the front of `in`.
    virtual std::size_t step(std::string_view& in, char* to, std::size_t size) = 0;
    /// True behind a whole member or frame: where the input may end.
    virtual bool is_at_border() const = 0;
};

/// Compresses a stream, fast rather than small. What comes out follows from what goes in and the version of
/// the library alone: it holds no name and no time, and does not depend on the pieces the bytes come in.
class Compressor {
  public:
    using Output = std::function<void(std::string_view)>;
    /// `compression`: not `none`.
    static std::unique_ptr<Compressor> make(Compression compression);
    virtual ~Compressor() = default;

    void write(std::string_view bytes, const Output& output);
    /// Ends the stream; without a write before, it is the stream of no bytes.
    void finish(const Output& output);

  private:
    virtual void compress(std::string_view bytes, bool last, const Output& output) = 0;
    std::string block_;
};

}  // namespace mtmend
