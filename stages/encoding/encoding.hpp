#pragma once
#include <memory>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The stage `encoding`: mends mojibake, entities, left-over tags, controls, invisible and no-break spaces.
std::shared_ptr<const Stage> make_encoding_stage(const Dictionaries& dictionaries);

}  // namespace mtmend
