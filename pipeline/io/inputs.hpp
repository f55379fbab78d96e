#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/io/jsonl.hpp"
#include "pipeline/io/record.hpp"

namespace mtmend {

enum class Format { text, lines, jsonl, csv, wet };

/// A file to read.
struct Input {
    std::filesystem::path path;  ///< "-" for standard input
    std::string id;              ///< the path relative to the argument it came from; a file's own name; "-"
    Format format = Format::text;
};

/// The files that `arguments` name, folders walked in depth with their entries in byte order of their ids.
/// Names that begin with a dot are passed over inside folders; links to folders are not followed.
///
/// Without `format` (of which `lines` is never guessed) the file's ending says it: .jsonl and .ndjson are
/// JSON Lines, .csv and .tsv tables, .wet is Common Crawl's, .txt and unknown endings are text; .gz and .zst
/// may stand behind any of them. Throws InputError for a path that is missing, two files with one id, a name
/// that is not UTF-8, an ending that is known but not read (.xz, .json …), and standard input beside other
/// inputs.
std::vector<Input> list_inputs(const std::vector<std::string>& arguments, std::optional<Format> format = {});

/// Opens a file for reading. A table has tabs between its cells where its name ends in .tsv, else commas.
/// `encoding`: a charset name, or empty. Throws InputError.
std::unique_ptr<RecordReader> open_records(const Input& input, const RecordFields& fields,
                                           const std::string& encoding);

/// The bytes of a record of `input` with its log in them, which is JSON: in the member `field`, or in a last
/// cell. For JSON Lines and tables, and only for records with an article.
std::string with_log(const Input& input, std::string record, const std::string& field, std::string_view json);

/// Where the file of `id` belongs inside `folder`. Throws InputError for an id that leaves it, also by way of
/// a symbolic link.
std::filesystem::path place_inside(const std::filesystem::path& folder, std::string_view id);

}  // namespace mtmend
