#pragma once
#include <memory>
#include <vector>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The chain: every stage in the order in which it runs. A stage may be listed twice.
std::vector<std::shared_ptr<const Stage>> make_stages(const Dictionaries& dictionaries);

}  // namespace mtmend
