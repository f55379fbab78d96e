#pragma once
#include <memory>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The stage `echoes`: mends words, fragments and attributions that stand twice, sentences torn in two.
std::shared_ptr<const Stage> make_echoes_stage(const Dictionaries& dictionaries);

}  // namespace mtmend
