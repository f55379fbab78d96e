#pragma once
#include <memory>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The stage `words`: mends split and merged words.
std::shared_ptr<const Stage> make_words_stage(const Dictionaries& dictionaries);

}  // namespace mtmend
