#pragma once
#include <cstddef>
#include <filesystem>
#include <string>

#include "pipeline/io/file_reader.hpp"
#include "pipeline/io/jsonl.hpp"
#include "pipeline/io/record.hpp"

namespace mtmend {

/// The records of a WET file of Common Crawl (WARC 1.0 and 1.1), in memory bounded by the largest record. The
/// article is the block of a record of WARC-Type `conversion`; other records are without article. Its id is
/// the header WARC-Record-ID or the one that `fields.id` names, else "file:line". `record.error` is set where
/// such a block is not UTF-8.
///
/// After an edit Content-Length follows the text, and so do WARC-Block-Digest and WARC-Payload-Digest where
/// they are SHA-1 in base 32, as Common Crawl writes them; a digest of another kind is taken out.
class WetReader : public RecordReader {
  public:
    /// `path`: the file, or "-". `id`: what stands for the file in ids of the form "file:line".
    WetReader(const std::filesystem::path& path, std::string id, RecordFields fields);
    /// Throws InputError with the byte of the (decompressed) file where it is cut off, or where a record is
    /// not as long as it says.
    bool take(RawRecord& raw) override;
    Record understand(RawRecord raw) const override;
    const std::string& name() const override { return file_.name(); }

  private:
    bool fill_to(std::size_t size);
    std::size_t fill_header();
    [[noreturn]] void fail(std::size_t at, const std::string& problem) const;
    FileReader file_;
    std::string id_;
    RecordFields fields_;
    std::string buffer_;     ///< from the beginning of the record at hand
    std::size_t begin_ = 0;  ///< of that record, in the file
    std::size_t line_ = 1;   ///< of that record
};

}  // namespace mtmend
