#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/dictionaries.hpp"

namespace mtmend {

/// A part of the image of the dictionaries: its name, and how it is made from their text.
struct ImageSection {
    std::string_view name;
    std::string (*compile)(const Dictionaries&);
};

/// All sections, the engine's own ("rules") among them.
const std::vector<ImageSection>& image_sections();

}  // namespace mtmend
