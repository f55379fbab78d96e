#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/cli/articles.hpp"
#include "pipeline/cli/outputs.hpp"
#include "pipeline/io/growing_file.hpp"
#include "pipeline/io/measured_reader.hpp"
#include "pipeline/log/manifest.hpp"

namespace mtmend::cli {

/// Where a run with --resume writes.
struct BatchFiles {
    std::filesystem::path manifest;
    std::filesystem::path log;                   ///< empty without --log
    std::vector<std::filesystem::path> outputs;  ///< of the inputs, in their order
};

/// Files of records from this size on are committed in parts; a compressed one has a member or frame for
/// every so many bytes.
inline constexpr std::size_t worth_parts = std::size_t{4} << 20;
/// True where tests ask for commits as often as can be.
bool commits_always();
/// An output that is committed in parts, compressed as its name says.
std::unique_ptr<GrowingFile> grow(const std::filesystem::path& place);

/// What is known of an input before the run.
struct Known {
    enum class State { to_do, begun, done, to_copy };
    State state = State::to_do;
    std::optional<ManifestEntry> entry;
    std::size_t log_begin = 0;  ///< of `to_copy`: in the log of the finished run
};

/// What earlier runs have done of a batch, as far as their manifests prove it: every input, output and line
/// of the log that counts is read again. The manifest and the log of a run that was cut short are resumed up
/// to where they are proven.
class EarlierRuns {
  public:
    /// `manifest` is locked. Throws InputError.
    EarlierRuns(const Articles& articles, const Outputs& outputs, const BatchFiles& files,
                const ManifestHeader& header, GrowingFile& manifest);

    const Known& of(const Input& input) const { return known_[index_of(input)]; }
    /// All of the batch, so that there is nothing to write.
    bool are_all() const { return are_all_; }
    /// The manifest was resumed, and has its header.
    bool have_header() const { return have_header_; }
    /// The log that goes on, where there is to be one.
    std::unique_ptr<GrowingFile> take_log() { return std::move(log_); }
    /// Of the one input that is `begun`: the rest of it, and the output that goes on.
    std::unique_ptr<MeasuredReader> take_reader() { return std::move(reader_); }
    std::unique_ptr<GrowingFile> take_output() { return std::move(output_); }

  private:
    std::size_t index_of(const Input& input) const;
    Known& known(const Input& input) { return known_[index_of(input)]; }
    void take_up_unfinished(const ManifestHeader& header);
    void take_up_unfinished(ManifestReader& reader);
    bool take_up(const Input& input, const ManifestEntry& entry);
    bool take_up_part(const Input& input, const ManifestEntry& entry);
    bool resume_log(const Measured& measured);
    void take_up_finished(const ManifestHeader& header);
    void drop_part();

    const Articles& articles_;
    const Outputs& outputs_;
    const BatchFiles& files_;
    GrowingFile& manifest_;
    std::vector<Known> known_;
    std::string part_of_;  ///< the input that the unfinished manifest has a part of
    bool have_header_ = false;
    bool are_all_ = false;
    std::unique_ptr<GrowingFile> log_;
    std::unique_ptr<MeasuredReader> reader_;
    std::unique_ptr<GrowingFile> output_;
};

}  // namespace mtmend::cli
