#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/cli/settings.hpp"
#include "pipeline/io/inputs.hpp"

namespace mtmend::cli {

/// The files that a command reads, as --format, --text-field, --id-field and --encoding say.
class Articles {
  public:
    /// `paths`: files, folders or "-". Throws InputError as list_inputs does.
    Articles(const Settings& settings, const std::vector<std::string>& paths);

    const std::vector<Input>& inputs() const { return inputs_; }
    const std::vector<std::string>& paths() const { return paths_; }
    /// True where the result is a folder: the inputs are one, or are several.
    bool are_many() const { return are_many_; }
    /// Throws InputError.
    std::unique_ptr<RecordReader> open(const Input& input) const;

  private:
    std::vector<std::string> paths_;
    std::vector<Input> inputs_;
    RecordFields fields_;
    std::string encoding_;
    bool are_many_ = false;
};

}  // namespace mtmend::cli
