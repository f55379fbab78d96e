#pragma once
#include <filesystem>
#include <string>

#include "pipeline/io/file_reader.hpp"
#include "pipeline/io/record.hpp"

namespace mtmend {

/// A text file of which every line is an article, an empty one too, as it may be what is left of another: a
/// side of a corpus of sentence pairs. The line's end, LF or CRLF, and a byte order mark in front of the
/// first line stay outside of its text. A line that is not UTF-8 is a record with an error that names the
/// first bad byte.
class LinesReader : public RecordReader {
  public:
    /// `path`: the file, or "-". `id`: what stands for the file in ids of the form "file:line".
    /// `encoding`: a charset name, or empty for UTF-8 (UTF-16 is known by its byte order mark).
    LinesReader(const std::filesystem::path& path, std::string id, const std::string& encoding = {});
    bool take(RawRecord& raw) override;
    bool is_at_hand() const override { return lines_.is_at_hand(); }
    Record understand(RawRecord raw) const override;
    const std::string& name() const override { return lines_.name(); }

  private:
    LineReader lines_;
    std::string id_;
};

}  // namespace mtmend
