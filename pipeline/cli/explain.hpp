#pragma once
#include <iosfwd>
#include <string>

#include "pipeline/pipeline.hpp"

namespace mtmend::cli {

/// UTF-8 with line breaks, other controls and what no reader sees as escapes, so that a text stays on its
/// line.
std::string one_line(const std::string& text);

/// Prints the card of a rule or stage, or the list of stages where `what` is empty. Throws
/// std::invalid_argument (with a did-you-mean) where there is no such rule or stage.
void explain(const Pipeline& pipeline, const std::string& what, std::ostream& out);

}  // namespace mtmend::cli
