#pragma once
#include <string>
#include <vector>

#include "pipeline/cli/build/words.hpp"
#include "pipeline/pipeline.hpp"

namespace mtmend::cli {

/// Pages of docs/reference/, in Markdown.
std::string options_page();
std::string stages_page(const Pipeline& pipeline, const std::vector<Named>& stages);
std::string rules_page(const Pipeline& pipeline, const std::vector<Named>& stages);

}  // namespace mtmend::cli
