#pragma once
#include <memory>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The stage `grammar`: mends calqued fixed phrases and articles.
std::shared_ptr<const Stage> make_grammar_stage(const Dictionaries& dictionaries);

}  // namespace mtmend
