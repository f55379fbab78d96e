#pragma once
#include <memory>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The stage `terms`: mends literal renderings of official names.
std::shared_ptr<const Stage> make_terms_stage(const Dictionaries& dictionaries);

}  // namespace mtmend
