#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/io/file_reader.hpp"
#include "pipeline/io/jsonl.hpp"
#include "pipeline/io/record.hpp"

namespace mtmend {

/// A cell of a row, as it stands in the row's bytes.
struct Cell {
    Span<Bytes> at;  ///< without the quotation marks
    bool is_quoted = false;
};

/// What is to be said about a row as a whole.
struct Row {
    std::size_t cells = 0;
    std::size_t end = 0;         ///< where the line end begins, or the size of the row
    std::string problem;         ///< empty, or "what is wrong; what to do" of the first break of the rules
    std::size_t problem_at = 0;  ///< the byte of the row where that is
};

/// Reads a row by RFC 4180: cells between delimiters; in quotation marks where they hold delimiters, line
/// ends or quotation marks, which then stand doubled; CRLF or LF at the end, or neither. `take` gets each
/// cell with its number, from 0. Linear, without memory.
Row parse_row(std::string_view row, char delimiter,
              const std::function<void(std::size_t, const Cell&)>& take);

/// `row` with one cell more, in quotation marks, behind all others.
std::string with_cell(std::string row, char delimiter, std::string_view value);

/// The rows of a CSV or TSV file, in memory bounded by the longest row. The first one names the columns and
/// is handed out as a record without article; so is an empty line. A record gets its id from the column `id`
/// or the one named, else "file:line". `record.error` is set where a row is not UTF-8, breaks the rules of
/// parse_row, or has more or fewer cells than the first one.
class CsvReader : public RecordReader {
  public:
    /// `path`: the file, or "-". `id`: what stands for the file in ids of the form "file:line".
    /// `encoding`: a charset name, or empty for UTF-8 (UTF-16 is known by its byte order mark).
    CsvReader(const std::filesystem::path& path, std::string id, RecordFields fields, char delimiter,
              const std::string& encoding = {});
    /// Throws InputError where the first row is broken, or lacks a column that is asked for.
    bool take(RawRecord& raw) override;
    Record understand(RawRecord raw) const override;
    const std::string& name() const override { return lines_.name(); }

  private:
    void read_columns(const std::string& row);
    std::size_t place_of(const std::vector<std::string>& columns, const std::string& name) const;
    Record header(RawRecord raw) const;
    Record of_row(RawRecord raw) const;
    RecordText text_in(std::string_view row, const Cell& cell, std::size_t index) const;
    std::string describe_problem(std::string_view row, const Row& parsed, std::size_t line) const;
    LineReader lines_;
    std::string id_;
    RecordFields fields_;
    char delimiter_;
    // Known when the first row is taken, and the same from then on, so that threads can share them.
    std::size_t columns_ = 0;
    std::vector<std::size_t> texts_;
    std::vector<std::string> text_names_;
    std::size_t id_column_;
    std::size_t language_column_;
};

}  // namespace mtmend
