#include "pipeline/mtmend.hpp"

#include <algorithm>
#include <new>
#include <stdexcept>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage_names.hpp"
#include "stages/registry.hpp"

namespace mtmend {
namespace {

using Stages = std::vector<std::shared_ptr<const Stage>>;

void check_stage_names(const std::vector<std::string>& names, const Stages& stages) {
    for (const std::string& name : names) {
        const bool known = std::any_of(stages.begin(), stages.end(),
                                       [&](const auto& stage) { return stage->card().name == name; });
        if (!known) throw std::invalid_argument(unknown_stage(name, stages));
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

Outcome<Pipeline> try_open_pipeline(const Options& options) noexcept {
    try {
        return open_pipeline(options);
    } catch (const std::bad_alloc&) {
        return Error{Error::Kind::no_memory, {}};
    } catch (const std::invalid_argument& error) {
        return Error{Error::Kind::unknown_name, error.what()};
    } catch (const std::exception& error) {
        return Error{Error::Kind::unusable, error.what()};
    } catch (...) {
        return Error{};
    }
}

}  // namespace mtmend
