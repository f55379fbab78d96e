#pragma once
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/io/file_reader.hpp"
#include "pipeline/io/running_hash.hpp"

namespace mtmend {

/// What everything in a manifest was made with.
struct ManifestHeader {
    std::string version;                     ///< of mtmend
    std::string dictionaries;                ///< "xxh128:…", as in a log
    std::vector<std::string> configuration;  ///< "option = value", all that has a say in the result
    friend bool operator==(const ManifestHeader&, const ManifestHeader&) = default;
};

/// What is done of one input: all of it, or its first records.
struct ManifestEntry {
    std::string input;     ///< its id
    bool is_part = false;  ///< the last of several counts: each is from the input's beginning
    std::size_t records = 0;
    Measured source;     ///< the bytes of these records: for all of them those of the file, unpacked
    Measured output;     ///< the file written
    Measured log;        ///< its lines in the log, which follow those of the input before; nothing without
    std::string counts;  ///< an object of JSON, opaque here
};

/// The lines of a manifest (`manifest.schema.json` beside this file), each with its line feed: the header, an
/// entry for each input in order, and the end, which only a finished run writes.
std::string to_json_line(const ManifestHeader& header);
std::string to_json_line(const ManifestEntry& entry);
std::string manifest_end(std::size_t inputs);

/// Reads a manifest as far as it is whole: at a line that is cut off or is none, everything ends, as nothing
/// behind it is proven.
class ManifestReader {
  public:
    /// Throws InputError where the file cannot be opened.
    explicit ManifestReader(const std::filesystem::path& path);
    /// Nothing where the first line is no header.
    const std::optional<ManifestHeader>& header() const { return header_; }
    /// False at the end.
    bool next(ManifestEntry& entry);
    /// The entry's line as it stands.
    const std::string& line() const { return line_; }
    std::size_t line_number() const { return lines_.line_number(); }
    /// True when the line of the end was reached.
    bool is_whole() const { return is_whole_; }

  private:
    LineReader lines_;
    std::string line_;
    std::optional<ManifestHeader> header_;
    bool is_whole_ = false;
};

}  // namespace mtmend
