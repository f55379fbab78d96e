#pragma once
#include <memory>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The stage `quotes`: mends unbalanced and foreign quotation marks.
std::shared_ptr<const Stage> make_quotes_stage(const Dictionaries& dictionaries);

}  // namespace mtmend
