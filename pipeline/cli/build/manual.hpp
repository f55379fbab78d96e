#pragma once
#include <string>

#include "pipeline/cli/build/words.hpp"

namespace mtmend::cli {

/// The page mtmend(1), for man: commands and options from their tables, and what no table has.
std::string manual(const Known& known);

}  // namespace mtmend::cli
