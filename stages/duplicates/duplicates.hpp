#pragma once
#include <memory>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The stage `duplicates`: mends blocks that stand twice: repeated articles and pull quotes.
std::shared_ptr<const Stage> make_duplicates_stage(const Dictionaries& dictionaries);

}  // namespace mtmend
