#include "pipeline/edit/edit.hpp"

#include <stdexcept>

namespace mtmend {

std::string_view to_string(Confidence confidence) {
    switch (confidence) {
        case Confidence::safe:
            return "safe";
        case Confidence::likely:
            return "likely";
        case Confidence::suggestion:
            return "suggestion";
    }
    throw std::invalid_argument("a confidence outside its enumeration");
}

Confidence confidence_from(std::string_view word) {
    for (const Confidence confidence : {Confidence::safe, Confidence::likely, Confidence::suggestion}) {
        if (to_string(confidence) == word) return confidence;
    }
    throw std::invalid_argument("unknown confidence \"" + std::string(word) +
                                "\": one of safe, likely, suggestion");
}

}  // namespace mtmend
