#include "pipeline/cli/articles.hpp"

#include <filesystem>

namespace mtmend::cli {

namespace {

std::optional<Format> read_format(const Settings& settings) {
    const std::string name = settings.text("format");
    if (name == "auto") return std::nullopt;
    return name == "jsonl" ? Format::jsonl : Format::text;
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
      fields_{settings.text("text-field"), settings.text("id-field"), language_field(settings)},
      encoding_(settings.text("encoding")),
      are_many_(paths.size() > 1 || std::filesystem::is_directory(paths.front())) {}

std::unique_ptr<RecordReader> Articles::open(const Input& input) const {
    return open_records(input, fields_, encoding_);
}

}  // namespace mtmend::cli
