#pragma once
#include <chrono>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/cli/counts.hpp"
#include "pipeline/cli/earlier_runs.hpp"
#include "pipeline/cli/in_order.hpp"
#include "pipeline/cli/outputs.hpp"
#include "pipeline/log/manifest.hpp"

namespace mtmend::cli {

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
    const std::filesystem::path& place_of(const Input& input) const;
    void begin_manifest();
    void remove_what_a_crash_left(const std::filesystem::path& summary) const;
    void copy_log(const Known& from);
    void open_output(const Input& input);
    bool grows(const Input& input) const;
    bool is_time() const;
    void commit();
    void commit_part();
    ManifestEntry entry(bool is_part) const;

    const Articles& articles_;
    ManifestHeader header_;
    BatchFiles places_;
    std::string run_;  ///< a word for the files written aside
    std::optional<GrowingFile> manifest_;
    std::optional<EarlierRuns> earlier_;
    std::unique_ptr<GrowingFile> log_;
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

}  // namespace mtmend::cli
