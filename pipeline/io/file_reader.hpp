#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "pipeline/io/compressed.hpp"
#include "pipeline/io/decoder.hpp"
#include "pipeline/io/input_error.hpp"

namespace mtmend {

/// The most bytes an article, or a line of a file that is read by lines, may have: 1 GiB. It bounds memory.
inline constexpr std::size_t max_record_size = std::size_t{1} << 30;

/// The path that stands for standard input, or standard output.
inline constexpr const char* standard_stream = "-";

/// Reads a file, or standard input, in blocks; what lies in a file that ends in .gz or .zst is decompressed.
/// Throws InputError where the file cannot be opened or read, or its compressed bytes are damaged or cut.
class FileReader {
  public:
    explicit FileReader(const std::filesystem::path& path);
    FileReader(const FileReader&) = delete;
    FileReader& operator=(const FileReader&) = delete;
    ~FileReader();

    /// Puts up to `size` bytes to `to`; 0 at the end of the file only.
    std::size_t read(char* to, std::size_t size);
    /// The path as it was given, or "stdin": how messages name the file.
    const std::string& name() const { return name_; }

    /// The rest of the file, which is closed then. Takes as much memory as the file is large, where it says
    /// its size. Throws InputError where it is larger than max_record_size.
    std::string read_all();
    /// Frees the descriptor; there is nothing to read afterwards.
    void close();

  private:
    std::size_t read_bytes(char* to, std::size_t size);
    std::size_t decompress(char* to, std::size_t size);
    void fill_compressed();
    std::string name_;
    int descriptor_ = -1;
    std::unique_ptr<Decompressor> decompressor_;
    std::string compressed_;           ///< a block of the file
    std::string_view waiting_;         ///< what is left of it
    std::size_t compressed_size_ = 0;  ///< of the file as far as it was read
    bool is_read_ = false;             ///< the file, to its end
};

/// Reads a file line by line, in memory bounded by the lines at hand: a long one's is given back behind it. A
/// file in UTF-16 with a byte order mark, or in the named `encoding`, is turned into UTF-8 on the way; any
/// other is handed out as it is, valid or not.
class LineReader {
  public:
    /// `encoding`: a charset name, or empty. Throws InputError as FileReader and Decoder do.
    explicit LineReader(const std::filesystem::path& path, const std::string& encoding = {});

    /// The next line with its line feed, if it has one, or false at the end, where the file is closed and the
    /// buffers are freed. Throws InputError where the file cannot be read, has bytes that the encoding does
    /// not allow, or has a line longer than max_record_size.
    bool next(std::string& line);
    /// True where the next line was already read. Linear in what lies in the buffer, where it was not.
    bool is_at_hand() const { return buffer_.find('\n', used_) != std::string::npos; }
    /// The number of the line handed out last, from 1.
    std::size_t line_number() const { return line_number_; }
    const std::string& name() const { return file_.name(); }

  private:
    void fill();
    void drop_used();
    void free_buffers();
    FileReader file_;
    std::unique_ptr<Decoder> decoder_;
    std::string block_;
    std::string buffer_;
    std::size_t used_ = 0;
    std::size_t line_number_ = 0;
    bool begun_ = false;
    bool ended_ = false;
};

}  // namespace mtmend
