#include "pipeline/io/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "pipeline/io/compressed.hpp"
#include "pipeline/io/csv.hpp"
#include "pipeline/io/lines.hpp"
#include "pipeline/io/text.hpp"
#include "pipeline/io/wet.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {

namespace fs = std::filesystem;

namespace {

/// What to do about files that are known by their ending and not read.
struct Unread {
    std::string_view ending;
    std::string_view advice;
};
constexpr std::array unread_endings = {
    Unread{".bz2", "decompress it first, as with bunzip2"},
    Unread{".xz", "decompress it first, as with unxz"},
    Unread{".zip", "unpack it first"},
    Unread{".json", "say --format jsonl if every line of it is a record, or --format text"},
    Unread{".parquet", "turn it into JSON Lines first"},
};

/// The ending that says the format, in lower case.
std::string ending_of(const fs::path& path) {
    std::string ending = without_compression(path).extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return ending;
}

Format format_of(const fs::path& path) {
    if (path == standard_stream) return Format::text;
    const std::string ending = ending_of(path);
    if (ending == ".csv" || ending == ".tsv") return Format::csv;
    if (ending == ".wet") return Format::wet;
    if (ending == ".jsonl" || ending == ".ndjson") return Format::jsonl;
    for (const Unread& unread : unread_endings)
        if (ending == unread.ending)
            throw InputError(
                fmt::format("{}: files ending in {} are not read; {}", path.string(), ending, unread.advice));
    return Format::text;
}

Input make_input(fs::path path, std::string id, std::optional<Format> format) {
    if (utf8::first_invalid(id))
        throw InputError(
            fmt::format("{}: the file's name is not UTF-8, and ids must be; rename it", path.string()));
    const Format known = format ? *format : format_of(path);
    return {std::move(path), std::move(id), known};
}

std::vector<Input> list_folder(const fs::path& folder, std::optional<Format> format) {
    std::vector<Input> found;
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, error);
    for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
        const fs::path& path = entry->path();
        std::error_code unknown;  // what cannot be looked at is no file to read
        const bool hidden = path.filename().native().starts_with('.');
        if (hidden && entry->is_directory(unknown)) entry.disable_recursion_pending();
        if (!hidden && entry->is_regular_file(unknown))
            found.push_back(make_input(path, path.lexically_relative(folder).generic_string(), format));
    }
    if (error)
        throw InputError(
            fmt::format("{}: cannot be listed: {}; check the folder", folder.string(), error.message()));
    std::sort(found.begin(), found.end(), [](const Input& a, const Input& b) { return a.id < b.id; });
    return found;
}

char delimiter_of(const Input& input) {
    return ending_of(input.path) == ".tsv" ? '\t' : ',';
}

void refuse_equal_ids(const std::vector<Input>& inputs) {
    std::map<std::string_view, const Input*> seen;
    for (const Input& input : inputs) {
        const auto [first, is_new] = seen.emplace(input.id, &input);
        if (!is_new)
            throw InputError(
                fmt::format("{} and {}: both have the id '{}'; give the folder above them instead",
                            first->second->path.string(), input.path.string(), input.id));
    }
}

}  // namespace

std::vector<Input> list_inputs(const std::vector<std::string>& arguments, std::optional<Format> format) {
    std::vector<Input> inputs;
    for (const std::string& argument : arguments) {
        const fs::path path = argument;
        std::error_code error;
        const fs::file_status status = fs::status(path, error);
        if (argument == standard_stream) {
            if (arguments.size() > 1)
                throw InputError("stdin: cannot be read beside other inputs; clean it alone");
            inputs.push_back(make_input(path, argument, format));
        } else if (fs::is_directory(status)) {
            std::ranges::move(list_folder(path, format), std::back_inserter(inputs));
        } else if (fs::exists(status)) {
            inputs.push_back(make_input(path, path.filename().string(), format));
        } else {
            throw InputError(
                fmt::format("{}: cannot be opened: {}; check the path", argument, error.message()));
        }
    }
    refuse_equal_ids(inputs);
    return inputs;
}

std::unique_ptr<RecordReader> open_records(const Input& input, const RecordFields& fields,
                                           const std::string& encoding) {
    switch (input.format) {
        case Format::lines:
            return std::make_unique<LinesReader>(input.path, input.id, encoding);
        case Format::jsonl:
            return std::make_unique<JsonlReader>(input.path, input.id, fields, encoding);
        case Format::csv:
            return std::make_unique<CsvReader>(input.path, input.id, fields, delimiter_of(input), encoding);
        case Format::wet:
            if (!encoding.empty())
                throw InputError(
                    fmt::format("{}: WET files are UTF-8; leave out --encoding", input.path.string()));
            return std::make_unique<WetReader>(input.path, input.id, fields);
        default:
            return std::make_unique<TextReader>(input.path, input.id, encoding);
    }
}

std::string with_log(const Input& input, std::string record, const std::string& field,
                     std::string_view json) {
    return input.format == Format::csv ? with_cell(std::move(record), delimiter_of(input), json)
                                       : with_member(std::move(record), field, json);
}

fs::path place_inside(const fs::path& folder, std::string_view id) {
    const fs::path place = folder / fs::path(id);
    std::error_code error;
    const fs::path real_folder = fs::weakly_canonical(folder, error);
    const fs::path relative = fs::weakly_canonical(place, error).lexically_relative(real_folder);
    if (error || relative.empty() || *relative.begin() == "..")
        throw InputError(fmt::format("{}: lies outside of the output folder {}; choose another one",
                                     place.string(), folder.string()));
    return place;
}

}  // namespace mtmend
