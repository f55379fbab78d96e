#pragma once
#include <string>

#include "pipeline/cli/build/words.hpp"

namespace mtmend::cli {

/// What completes a command line of mtmend in a shell: commands, the options of each, and what they take.
std::string bash_completion(const Known& known);
std::string zsh_completion(const Known& known);
std::string fish_completion(const Known& known);

}  // namespace mtmend::cli
