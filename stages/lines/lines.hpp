#pragma once
#include <memory>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The stage `lines`: mends line breaks inside a sentence or a term, hyphens at line ends.
std::shared_ptr<const Stage> make_lines_stage(const Dictionaries& dictionaries);

}  // namespace mtmend
