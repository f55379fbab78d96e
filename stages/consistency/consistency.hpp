#pragma once
#include <memory>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The stage `consistency`: mends one name in two spellings within an article.
std::shared_ptr<const Stage> make_consistency_stage(const Dictionaries& dictionaries);

}  // namespace mtmend
