#pragma once
#include <sys/types.h>

#include <deque>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/cli/articles.hpp"
#include "pipeline/cli/settings.hpp"
#include "pipeline/io/atomic_file.hpp"

namespace mtmend::cli {

/// Where results go.
enum class Destination {
    as_asked,    ///< where --output says, else stdout
    in_place,    ///< over the inputs
    all_stdout,  ///< one after the other to stdout
};

/// The files that a command writes. None appears under its name before commit(), the log first of all; an
/// error before it leaves everything as it was.
class Outputs {
  public:
    /// Throws UsageError where --output does not go with the inputs, and InputError where
    /// something would be written over an input.
    Outputs(const Settings& settings, const Articles& articles, Destination destination);

    /// A file beside the results, as the log. Throws InputError where it is one of the inputs, or goes where
    /// another result does.
    AtomicFile& open_beside(const std::filesystem::path& path);
    /// The file that --summary names; null where it is not given, or "-": then the counts are for people.
    AtomicFile* open_summary(const Settings& settings);
    /// Where the result of `input` goes; it stays open until close().
    AtomicFile& open(const Input& input);
    /// Where these would be written, with the same checks.
    std::filesystem::path place_beside(const std::filesystem::path& path);
    std::filesystem::path place(const Input& input) const;
    /// The place of an input that is perhaps gone.
    std::filesystem::path place(const std::string& id) const;
    /// A word that goes into the names of files written aside, as AtomicFile does.
    void call_run(std::string run) { run_ = std::move(run); }
    /// Refuses to write over `path` too: something this run reads besides the articles.
    void keep(const std::filesystem::path& path);
    void commit();

    using FileIdentity = std::pair<dev_t, ino_t>;

  private:
    void check_folder() const;
    std::filesystem::path place_of(const Input& input) const;
    void refuse_input(const std::filesystem::path& path) const;
    void refuse_shared(const std::filesystem::path& path) const;
    const Articles& articles_;
    std::string folder_or_file_;
    Destination destination_;
    std::set<FileIdentity> inputs_;
    std::vector<std::filesystem::path> beside_;
    std::string run_;
    std::deque<AtomicFile> files_;
};

}  // namespace mtmend::cli
