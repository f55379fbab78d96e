#include "pipeline/stage_names.hpp"

#include <fmt/format.h>

#include "pipeline/rules/toml_loader.hpp"

namespace mtmend {

std::string unknown_stage(std::string_view name, const std::vector<std::shared_ptr<const Stage>>& stages) {
    std::vector<std::string_view> known;
    for (const auto& stage : stages) known.push_back(stage->card().name);
    const std::string_view near = nearest(name, known);
    return near.empty() ? fmt::format("unknown stage '{}'; stages are {}", name, fmt::join(known, ", "))
                        : fmt::format("unknown stage '{}'; did you mean '{}'?", name, near);
}

}  // namespace mtmend
