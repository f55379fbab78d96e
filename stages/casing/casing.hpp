#pragma once
#include <memory>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The stage `casing`: mends capitals inside a sentence, lower-case names and titles.
std::shared_ptr<const Stage> make_casing_stage(const Dictionaries& dictionaries);

}  // namespace mtmend
