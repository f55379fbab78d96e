#pragma once
#include <sys/types.h>

#include <deque>
#include <filesystem>
#include <set>
#include <string>
#include <utility>

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

    /// A file beside the results, as the log. Throws InputError where it is one of the inputs.
    AtomicFile& open_beside(const std::filesystem::path& path);
    /// Where the result of `input` goes; it stays open until close().
    AtomicFile& open(const Input& input);
    /// Refuses to write over `path` too: something this run reads besides the articles.
    void keep(const std::filesystem::path& path);
    void commit();

    using FileIdentity = std::pair<dev_t, ino_t>;

  private:
    void check_folder() const;
    std::filesystem::path place_of(const Input& input) const;
    void refuse_input(const std::filesystem::path& path) const;
    const Articles& articles_;
    std::string folder_or_file_;
    Destination destination_;
    std::set<FileIdentity> inputs_;
    std::filesystem::path beside_;
    std::deque<AtomicFile> files_;
};

}  // namespace mtmend::cli
