#pragma once
#include <memory>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The stage `spacing`: mends lost and surplus spaces around punctuation.
std::shared_ptr<const Stage> make_spacing_stage(const Dictionaries& dictionaries);

}  // namespace mtmend
