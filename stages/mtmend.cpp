#include "pipeline/mtmend.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "pipeline/rules/toml_loader.hpp"
#include "stages/registry.hpp"

namespace mtmend {
namespace {

using Stages = std::vector<std::shared_ptr<const Stage>>;

void check_stage_names(const std::vector<std::string>& names, const Stages& stages) {
    std::vector<std::string_view> known;
    for (const auto& stage : stages) known.push_back(stage->card().name);
    for (const std::string& name : names) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        const std::string_view near = nearest(name, known);
        throw std::invalid_argument(
            near.empty() ? fmt::format("unknown stage '{}'; stages are {}", name, fmt::join(known, ", "))
                         : fmt::format("unknown stage '{}'; did you mean '{}'?", name, near));
    }
}

}  // namespace

Pipeline open_pipeline(const Options& options) {
    std::vector<std::filesystem::path> folders = {options.data.empty() ? Dictionaries::built_in_folder()
                                                                       : options.data / "dictionaries"};
    folders.insert(folders.end(), options.dictionaries.begin(), options.dictionaries.end());
    auto dictionaries = std::make_shared<const Dictionaries>(folders, options.profile);
    Stages stages = make_stages(*dictionaries);
    check_stage_names(options.stages, stages);
    check_stage_names(options.skip, stages);
    auto listed = [](const std::vector<std::string>& names, std::string_view name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    std::erase_if(stages, [&](const auto& stage) {
        const std::string_view name = stage->card().name;
        return listed(options.skip, name) || (!options.stages.empty() && !listed(options.stages, name));
    });
    return Pipeline(std::move(dictionaries), std::move(stages), options.policy);
}

std::string_view version() {
    return MTMEND_VERSION;
}

}  // namespace mtmend
