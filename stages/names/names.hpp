#pragma once
#include <memory>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The stage `names`: mends foreign spellings of acronyms, places and people.
std::shared_ptr<const Stage> make_names_stage(const Dictionaries& dictionaries);

}  // namespace mtmend
