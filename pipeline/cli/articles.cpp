#include "pipeline/cli/articles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "pipeline/io/measured_reader.hpp"

namespace mtmend::cli {

namespace {

std::optional<Format> read_format(const Settings& settings) {
    const std::string name = settings.text("format");
    if (name == "auto") return std::nullopt;
    return name == "lines"   ? Format::lines
           : name == "jsonl" ? Format::jsonl
           : name == "csv"   ? Format::csv
           : name == "wet"   ? Format::wet
                             : Format::text;
}

/// The name behind "field:" in --source-language, or nothing.
std::string language_field(const Settings& settings) {
    constexpr std::string_view prefix = "field:";
    const std::string value =
        settings.has("source-language") ? settings.text("source-language") : std::string();
    return value.starts_with(prefix) ? value.substr(prefix.size()) : std::string();
}

}  // namespace

Articles::Articles(const Settings& settings, const std::vector<std::string>& paths)
    : paths_(paths),
      inputs_(list_inputs(paths, read_format(settings))),
      fields_{settings.list("text-field"), settings.text("id-field"), language_field(settings),
              settings.text("log-field")},
      encoding_(settings.text("encoding")),
      are_many_(paths.size() > 1 || std::filesystem::is_directory(paths.front())) {
    if (settings.has("shard")) take_share(Shard::read(settings.text("shard")));
}

void Articles::take_share(const Shard& shard) {
    std::vector<std::size_t> sizes;
    for (const Input& input : inputs_) {
        std::error_code error;
        if (!std::filesystem::is_regular_file(input.path, error))
            throw UsageError(fmt::format("--shard: {} does not say how long it is; name a file",
                                         input.path == standard_stream ? "stdin" : input.path.string()));
        sizes.push_back(std::filesystem::file_size(input.path, error));
        if (error) sizes.back() = 0;  // it is gone since, and reading it will say so
    }
    if (are_many_) {
        const auto [begin, end] = files_of(shard, sizes);
        inputs_.erase(inputs_.begin() + static_cast<std::ptrdiff_t>(end), inputs_.end());
        inputs_.erase(inputs_.begin(), inputs_.begin() + static_cast<std::ptrdiff_t>(begin));
        return;
    }
    const auto& path = inputs_.front().path;
    if (path.extension() == ".gz" || path.extension() == ".zst")
        throw UsageError(fmt::format(
            "--shard: {} is compressed, and one file can only be shared out unpacked; unpack it, or give several files",
            path.string()));
    range_ = shard.range_of(sizes.front());
}

std::optional<std::size_t> Articles::size() const {
    std::size_t sum = 0;
    for (const Input& input : inputs_) {
        std::error_code error;
        if (!std::filesystem::is_regular_file(input.path, error)) return std::nullopt;
        // What is packed into it is not what it says.
        if (input.path.extension() == ".gz" || input.path.extension() == ".zst") return std::nullopt;
        sum += std::filesystem::file_size(input.path, error);
        if (error) return std::nullopt;
    }
    if (range_) return std::clamp(sum, range_->first, range_->second) - range_->first;
    return sum;
}

std::unique_ptr<RecordReader> Articles::open(const Input& input) const {
    auto records = open_records(input, fields_, encoding_);
    if (!range_) return records;
    return std::make_unique<RangeReader>(std::move(records), range_->first, range_->second);
}

}  // namespace mtmend::cli
