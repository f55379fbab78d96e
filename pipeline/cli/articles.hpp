#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/cli/settings.hpp"
#include "pipeline/cli/shard.hpp"
#include "pipeline/io/inputs.hpp"

namespace mtmend::cli {

/// The files that a command reads, as --format, --text-field, --id-field, --encoding and --shard say.
class Articles {
  public:
    /// `paths`: files, folders or "-". Throws InputError as list_inputs does.
    Articles(const Settings& settings, const std::vector<std::string>& paths);

    const std::vector<Input>& inputs() const { return inputs_; }
    const std::vector<std::string>& paths() const { return paths_; }
    /// True where the result is a folder: the inputs are one, or are several.
    bool are_many() const { return are_many_; }
    /// How many bytes there are to read, where all inputs are files that say so.
    std::optional<std::size_t> size() const;
    /// Throws InputError.
    std::unique_ptr<RecordReader> open(const Input& input) const;

  private:
    void take_share(const Shard& shard);
    std::vector<std::string> paths_;
    std::vector<Input> inputs_;
    RecordFields fields_;
    std::string encoding_;
    bool are_many_ = false;
    std::optional<std::pair<std::size_t, std::size_t>> range_;  ///< of the bytes of the only input
};

}  // namespace mtmend::cli
