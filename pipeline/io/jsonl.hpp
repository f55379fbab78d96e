#pragma once
#include <filesystem>
#include <string>

#include "pipeline/io/file_reader.hpp"
#include "pipeline/io/record.hpp"

namespace mtmend {

/// Which fields of a record mean what. Fields stand at the top level of the record's object.
struct RecordFields {
    std::string text;  ///< the article; empty: the first of text, maintext, raw_text, content that exists
    std::string id;    ///< empty: `id`. Its string, or its number as written, names the article
    std::string source_language;  ///< empty: none. Its string is the language the article was translated from
};

/// One line of JSON Lines, read strictly and to any depth. The record gets its id from its own field, else
/// `fallback_id`; where a key stands twice the last one counts, as in most parsers. A line of white space
/// only is a record without article. `record.error` is set where the line is not an object in JSON, has no
/// text field, or has one that is not a string of Unicode (a number, a lone surrogate). Linear in the line's
/// length, for any depth. Of valid JSON two things are refused: numbers beyond 1E308, and half a surrogate
/// pair.
Record read_json_record(std::string line, std::size_t line_number, const RecordFields& fields,
                        const std::string& fallback_id);

/// The records of a JSON Lines file, in memory bounded by the longest line.
class JsonlReader : public RecordReader {
  public:
    /// `path`: the file, or "-". `id`: what stands for the file in ids of the form "file:line".
    /// `encoding`: a charset name, or empty for UTF-8 (UTF-16 is known by its byte order mark).
    JsonlReader(const std::filesystem::path& path, std::string id, RecordFields fields,
                const std::string& encoding = {});
    bool take(RawRecord& raw) override;
    Record understand(RawRecord raw) const override;
    const std::string& name() const override { return lines_.name(); }

  private:
    LineReader lines_;
    std::string id_;
    RecordFields fields_;
};

}  // namespace mtmend
