#include "pipeline/cli/proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "pipeline/cli/shard.hpp"
#include "pipeline/io/growing_file.hpp"
#include "pipeline/io/measured_reader.hpp"
#include "pipeline/mtmend.hpp"

namespace mtmend::cli {

namespace fs = std::filesystem;

fs::path manifest_of(const Settings& settings, const std::vector<std::string>& paths) {
    const char* why = settings.has("resume") ? "--resume" : "--check-manifest";
    const auto refuse = [&](const char* what) { throw UsageError(fmt::format("{} {}", why, what)); };
    if (settings.has("resume") && settings.has("check-manifest"))
        throw UsageError("--resume and --check-manifest exclude each other; give one of them");
    if (settings.has("in-place")) refuse("does not go with --in-place, which changes the inputs");
    if (settings.has("diff")) refuse("does not go with --diff, which writes no text");
    if (paths.front() == standard_stream)
        refuse("does not go with stdin, which cannot be read again; name a file");
    if (!settings.has("output") || settings.text("output") == standard_stream)
        refuse("needs --output with a file or folder");
    if (settings.text("log") == standard_stream) refuse("needs --log with a file, or none");
    if (const fs::path log = settings.text("log"); log.extension() == ".gz" || log.extension() == ".zst")
        refuse("needs a --log that is not compressed; compress it afterwards");
    if (settings.has("manifest")) return settings.text("manifest");
    std::error_code error;
    fs::path beside = fs::weakly_canonical(fs::absolute(settings.text("output")), error);
    if (!beside.has_filename()) beside = beside.parent_path();
    if (settings.has("shard")) {
        const Shard shard = Shard::read(settings.text("shard"));
        beside += fmt::format(".{}-of-{}", shard.number, shard.of);
    }
    return beside += ".manifest.jsonl";
}

ManifestHeader manifest_header(const Settings& settings, const std::string& dictionaries) {
    ManifestHeader header{std::string(version()), dictionaries, settings.with_a_say()};
    if (settings.has("decisions"))
        header.configuration.push_back("decisions = " + measure_file(settings.text("decisions")).hash);
    header.configuration.emplace_back(settings.has("log") ? "with a log" : "without a log");
    return header;
}

bool is_there(const fs::path& path) {
    std::error_code error;
    return fs::exists(path, error);
}

std::size_t size_of(const fs::path& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    return error ? 0 : size;
}

bool is(const fs::path& path, const Measured& measured) {
    return is_there(path) && size_of(path) == measured.bytes && measure_file(path) == measured;
}

bool is_source(const Reached& reached, const ManifestEntry& entry) {
    return reached.records == entry.records &&
           Measured{reached.bytes, to_string(reached.hash)} == entry.source;
}

bool has_source(const Articles& articles, const Input& input, const ManifestEntry& entry) {
    try {
        return is_source(MeasuredReader(articles.open(input)).skip(), entry);
    } catch (const InputError&) {
        return false;
    }
}

LogPieces::LogPieces(const fs::path& path) {
    if (!path.empty()) file_.open(path, std::ios::binary);
}

bool LogPieces::next(const Measured& piece) {
    RunningHash hash;
    std::vector<char> block(std::min(piece.bytes, std::size_t{1} << 17));
    while (file_ && hash.bytes() < piece.bytes) {
        const std::size_t size = std::min(block.size(), piece.bytes - hash.bytes());
        file_.read(block.data(), static_cast<std::streamsize>(size));
        hash.add({block.data(), static_cast<std::size_t>(file_.gcount())});
    }
    at_ += hash.bytes();
    return hash.measured() == piece;
}

std::vector<std::string> differences(const fs::path& manifest, const ManifestHeader& header,
                                     const Settings& settings, const Articles& articles, Outputs& outputs) {
    if (!is_there(manifest))
        throw InputError(fmt::format("{}: is not there; {}", manifest.string(),
                                     is_there(GrowingFile::aside_of(manifest))
                                         ? "the run is not finished: end it with --resume"
                                         : "only runs with --resume leave a manifest"));
    ManifestReader reader(manifest);
    if (!reader.header())
        throw InputError(
            fmt::format("{}:1: is no manifest; clean with --resume to make one", manifest.string()));
    std::vector<std::string> found;
    if (*reader.header() != header) found.emplace_back("another configuration, version or dictionaries");
    std::map<std::string_view, const Input*> inputs;
    for (const Input& input : articles.inputs()) inputs.emplace(input.id, &input);
    LogPieces log(settings.text("log"));
    for (ManifestEntry each; reader.next(each);) {
        const auto input = inputs.find(each.input);
        if (input == inputs.end()) {
            found.push_back(fmt::format("{}: the input is gone", each.input));
        } else {
            if (!has_source(articles, *input->second, each))
                found.push_back(fmt::format("{}: the input differs", each.input));
            if (!is(outputs.place(*input->second), each.output))
                found.push_back(fmt::format("{}: the output differs", each.input));
            inputs.erase(input);
        }
        if (!log.next(each.log)) found.push_back(fmt::format("{}: the log differs", each.input));
    }
    if (!reader.is_whole())
        throw InputError(fmt::format("{}:{}: is cut off or damaged here; clean with --resume to mend it",
                                     manifest.string(), reader.line_number()));
    if (!log.is_over()) found.emplace_back("the log goes on behind its last line");
    for (const auto& [id, input] : inputs) found.push_back(fmt::format("{}: the input is new", id));
    return found;
}

}  // namespace mtmend::cli
