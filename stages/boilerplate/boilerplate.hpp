#pragma once
#include <memory>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The stage `boilerplate`: mends footers of translators, related links, widgets, cookie and comment lines.
std::shared_ptr<const Stage> make_boilerplate_stage(const Dictionaries& dictionaries);

}  // namespace mtmend
