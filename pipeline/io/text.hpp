#pragma once
#include <filesystem>
#include <string>

#include "pipeline/io/file_reader.hpp"
#include "pipeline/io/record.hpp"

namespace mtmend {

/// A text file: one article. UTF-8, its line ends and byte order mark kept as they are; UTF-16 with a byte
/// order mark, and any charset that is named, are read into UTF-8. Anything else is a record with an error
/// that names the first bad byte.
class TextReader : public RecordReader {
  public:
    /// `path`: the file, or "-". `id`: the article's. `encoding`: a charset name, or empty.
    TextReader(const std::filesystem::path& path, std::string id, std::string encoding = {});
    bool take(RawRecord& raw) override;
    Record understand(RawRecord raw) const override;
    const std::string& name() const override { return file_.name(); }

  private:
    FileReader file_;
    std::string id_;
    std::string encoding_;
    bool done_ = false;
};

/// "line:column: …" of the first byte of `text` that is not UTF-8, and what to do; empty where all of it is.
std::string describe_invalid(std::string_view text);

}  // namespace mtmend
