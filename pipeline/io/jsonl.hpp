#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/io/file_reader.hpp"
#include "pipeline/io/record.hpp"

namespace mtmend {

/// Which fields of a record mean what. In JSON a name that begins with a slash is a JSON Pointer (RFC 6901:
/// "/article/body", "/parts/0/text"), any other a key of the outermost object. In CSV they are columns, in
/// WET files headers.
struct RecordFields {
    /// The articles, each a field that must be there; empty: the first of text, maintext, raw_text, content
    /// that exists.
    std::vector<std::string> text = {};
    /// Its string, or its number as written, names the article; empty: `id`.
    std::string id = {};
    /// Its string is the language the article was translated from; empty: none.
    std::string source_language = {};
    /// A key or column that must not be there yet; empty: none.
    std::string log = {};
};

/// The names of the text fields, as asked for or as usual.
std::vector<std::string> text_fields(const RecordFields& fields);

/// Reads lines of JSON Lines, strictly and to any depth.
class JsonFields {
  public:
    /// Throws InputError for a name that is no JSON Pointer, that stands twice, and for more than 48 names.
    explicit JsonFields(RecordFields names);

    /// The record gets its id from its own field, else `fallback_id`; where a key stands twice the last one
    /// counts, as in most parsers. A line of white space only is a record without article. `record.error` is
    /// set where the line is not an object in JSON, lacks a text field, has one that is not a string of
    /// Unicode (a number, a lone surrogate), or has the field for logs already. Linear in the line's length,
    /// for any depth. Of valid JSON two things are refused: numbers beyond 1E308, and half a surrogate pair.
    Record read(std::string line, std::size_t line_number, const std::string& fallback_id) const;

    /// A field of a record.
    struct Path {
        std::string name;               ///< as it was given
        std::vector<std::string> keys;  ///< from the outermost object inwards
    };

  private:
    Record of_line(std::string line, std::size_t line_number, std::size_t skipped,
                   const std::string& fallback_id) const;
    std::size_t place_of(const std::string& name);
    RecordFields names_;
    std::vector<Path> paths_;         ///< each once, so that one field may serve as text and id
    std::vector<std::size_t> texts_;  ///< where text fields stand in them
    std::size_t id_;
    std::size_t language_;
    std::size_t log_;
};

/// JsonFields for one line.
Record read_json_record(std::string line, std::size_t line_number, const RecordFields& fields,
                        const std::string& fallback_id);

/// `line` with a member behind all others of its object: `value` is JSON. The line is one that was read as a
/// record.
std::string with_member(std::string line, const std::string& name, std::string_view value);

/// The records of a JSON Lines file, in memory bounded by the longest line.
class JsonlReader : public RecordReader {
  public:
    /// `path`: the file, or "-". `id`: what stands for the file in ids of the form "file:line".
    /// `encoding`: a charset name, or empty for UTF-8 (UTF-16 is known by its byte order mark).
    JsonlReader(const std::filesystem::path& path, std::string id, RecordFields fields,
                const std::string& encoding = {});
    bool take(RawRecord& raw) override;
    bool is_at_hand() const override { return lines_.is_at_hand(); }
    Record understand(RawRecord raw) const override;
    const std::string& name() const override { return lines_.name(); }

  private:
    LineReader lines_;
    std::string id_;
    JsonFields fields_;
};

}  // namespace mtmend
