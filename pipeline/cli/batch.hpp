#pragma once
#include <chrono>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/cli/counts.hpp"
#include "pipeline/cli/in_order.hpp"
#include "pipeline/cli/outputs.hpp"
#include "pipeline/io/growing_file.hpp"
#include "pipeline/io/measured_reader.hpp"
#include "pipeline/log/manifest.hpp"

namespace mtmend::cli {

/// Where a run with --resume keeps its manifest: --manifest, else beside --output. Throws UsageError where
/// the options do not go with --resume or --check-manifest.
std::filesystem::path manifest_of(const Settings& settings, const std::vector<std::string>& paths);

/// What has a say in the result, for the manifest.
ManifestHeader manifest_header(const Settings& settings, const std::string& dictionaries);

/// The results of a run that may end at any moment and be taken up again.
///
/// While it is at work, the log and the manifest grow aside (".NAME.unfinished"), and so do the outputs of
/// large files of records; outputs of other files get their names as soon as they are done. Every second or
/// so the work is committed: log and outputs are brought to the disk, then the manifest says so. At the end
/// the log gets its name, and the manifest last of all.
///
/// What is proven by the manifest of a run that was cut short or of a finished one is not done again: an
/// input with the same bytes, cleaned with the same configuration, whose output and log lines are still there
/// with the same hashes. The same of the first records of a large file.
class Batch {
  public:
    /// Reads all that an earlier run has done, to see that it is still there. Throws InputError, and where
    /// another run is at work on the same manifest.
    Batch(const std::filesystem::path& manifest, ManifestHeader header, const Settings& settings,
          const Articles& articles, Outputs& outputs);
    ~Batch();

    /// For RecordWork: how an input is read, from the first record that is not done.
    std::unique_ptr<RecordReader> open(const Input& input);
    void begin(const Input& input);
    /// `counts`: of this record alone.
    void take(const Finished& finished, const Counts& counts);
    void end(const Input& input);
    /// Gives the log its name.
    void finish_log();
    /// Says that all is done; last of all.
    void finish_manifest();
    /// Keeps what is done, after a failure; silent where that fails too.
    void rescue() noexcept;

    /// What was found done of this input when the run began, if anything.
    const std::optional<ManifestEntry>& done_before(const Input& input) const;

  private:
    enum class State { to_do, begun, done, to_copy };
    /// What is known of an input before the run.
    struct Known {
        State state = State::to_do;
        std::optional<ManifestEntry> entry;
        std::size_t log_begin = 0;  ///< of `to_copy`: in the log of the finished run
    };
    std::size_t index_of(const Input& input) const;
    Known& known(const Input& input) { return known_[index_of(input)]; }
    void take_up_unfinished();
    void take_up_unfinished(ManifestReader& reader);
    bool take_up(const Input& input, const ManifestEntry& entry);
    bool take_up_part(const Input& input, const ManifestEntry& entry);
    void take_up_finished();
    void drop_part();
    void begin_manifest();
    void remove_what_a_crash_left(const std::filesystem::path& summary) const;
    bool resume_log(const Measured& measured);
    void copy_log(const Known& from);
    void open_output(const Input& input);
    bool grows(const Input& input) const;
    bool is_time() const;
    void commit();
    void commit_part();
    ManifestEntry entry(bool is_part) const;

    const Articles& articles_;
    Outputs& outputs_;
    ManifestHeader header_;
    std::filesystem::path manifest_path_;
    std::filesystem::path log_path_;             ///< empty without --log
    std::string run_;                            ///< a word for the files written aside
    std::vector<std::filesystem::path> places_;  ///< of the outputs
    std::vector<Known> known_;
    bool is_begun_ = false;  ///< the manifest has its header
    std::string part_of_;    ///< the input that the unfinished manifest has a part of
    bool all_done_ = false;  ///< nothing at all is to be written
    std::optional<GrowingFile> manifest_;
    std::optional<GrowingFile> log_;
    std::unique_ptr<MeasuredReader> begun_reader_;
    std::unique_ptr<GrowingFile> begun_output_;
    // The input at hand:
    const Input* input_ = nullptr;
    Reached reached_;
    Counts counts_;
    std::unique_ptr<GrowingFile> growing_;
    bool is_open_ = false;  ///< the last one of `files_` is its output
    // Inputs that are finished and not committed:
    std::vector<ManifestEntry> ended_;
    std::deque<AtomicFile> files_;
    std::chrono::steady_clock::time_point next_commit_;
};

/// Reads everything that the manifest of a finished run names and says what differs; the lines for people,
/// none where all is as it was. Throws InputError where there is no such manifest.
std::vector<std::string> differences(const std::filesystem::path& manifest, const ManifestHeader& header,
                                     const Settings& settings, const Articles& articles, Outputs& outputs);

}  // namespace mtmend::cli
