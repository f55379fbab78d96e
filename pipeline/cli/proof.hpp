#pragma once
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "pipeline/cli/articles.hpp"
#include "pipeline/cli/outputs.hpp"
#include "pipeline/io/running_hash.hpp"
#include "pipeline/log/manifest.hpp"

namespace mtmend::cli {

/// Where a run with --resume keeps its manifest: --manifest, else beside --output. Throws UsageError where
/// the options do not go with --resume or --check-manifest.
std::filesystem::path manifest_of(const Settings& settings, const std::vector<std::string>& paths);

/// What has a say in the result, for the manifest.
ManifestHeader manifest_header(const Settings& settings, const std::string& dictionaries);

bool is_there(const std::filesystem::path& path);
/// 0 where there is none.
std::size_t size_of(const std::filesystem::path& path);
/// Reads the file where it is as large as it should be.
bool is(const std::filesystem::path& path, const Measured& measured);

bool is_source(const Reached& reached, const ManifestEntry& entry);
/// Reads all of an input. An input that can no longer be read is none that was done.
bool has_source(const Articles& articles, const Input& input, const ManifestEntry& entry);

/// The log of a finished run, piece by piece: each is what is said of one input.
class LogPieces {
  public:
    /// `path`: empty for none.
    explicit LogPieces(const std::filesystem::path& path);
    /// Where the next piece begins.
    std::size_t at() const { return at_; }
    /// Reads the next piece: is it so?
    bool next(const Measured& piece);
    bool is_over() { return !file_ || file_.peek() == std::ifstream::traits_type::eof(); }

  private:
    std::ifstream file_;
    std::size_t at_ = 0;
};

/// Reads everything that the manifest of a finished run names and says what differs; the lines for people,
/// none where all is as it was. Throws InputError where there is no such manifest.
std::vector<std::string> differences(const std::filesystem::path& manifest, const ManifestHeader& header,
                                     const Settings& settings, const Articles& articles, Outputs& outputs);

}  // namespace mtmend::cli
