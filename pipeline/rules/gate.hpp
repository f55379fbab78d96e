#pragma once
#include <string>

#include "pipeline/text/asked.hpp"

namespace mtmend {

/// What must stand in a text before the pattern can match it, as RE2's own analysis has it; open where that
/// finds nothing. Costs compiling the pattern, and more for long alternations.
Gate gate_of(const std::string& pattern);

/// `found` with the texts that the rule itself says one of which must stand, where it names any.
Gate with_own_texts(Gate found, const Gate& own);

}  // namespace mtmend
