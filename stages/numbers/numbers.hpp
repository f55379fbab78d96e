#pragma once
#include <memory>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The stage `numbers`: mends thousands and decimals in the style of the source language.
std::shared_ptr<const Stage> make_numbers_stage(const Dictionaries& dictionaries);

}  // namespace mtmend
