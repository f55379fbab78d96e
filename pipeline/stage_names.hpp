#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/stage.hpp"

namespace mtmend {

/// The message about a name that no stage has, with a did-you-mean.
std::string unknown_stage(std::string_view name, const std::vector<std::shared_ptr<const Stage>>& stages);

}  // namespace mtmend
