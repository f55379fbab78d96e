#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/dictionaries.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// The stage `terms`: mends literal renderings of official names. It lists no renderings: it knows official
/// names in several languages (`dictionaries/terms/*.tsv`) and the concepts their words carry, and recognises
/// any literal rendering of them. Each term is a rule of its own, `terms/<slug of its English name>`.
std::shared_ptr<const Stage> make_terms_stage(const Dictionaries& dictionaries);

/// The card of a term, for `mtmend explain terms/ID`: its names, what their words may become, and examples of
/// what is recognised. Nothing where no term has this id.
std::optional<std::string> describe_term(const Dictionaries& dictionaries, std::string_view id);

/// All ids that `describe_term` knows, sorted.
std::vector<std::string> term_ids(const Dictionaries& dictionaries);

}  // namespace mtmend
