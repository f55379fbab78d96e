#pragma once
#include <memory>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The stage `terms`: mends literal renderings of official names. It lists no renderings: it knows official
/// names in several languages (`dictionaries/terms/*.tsv`) and the concepts their words carry, and recognises
/// any literal rendering of them. Each term is a rule of its own, `terms/<slug of its English name>`, and its
/// own card: the stage describes it.
std::shared_ptr<const Stage> make_terms_stage(const Dictionaries& dictionaries);

}  // namespace mtmend
