#include "stages/image_sections.hpp"

#include "pipeline/image/archive.hpp"
#include "stages/terms/compile.hpp"

namespace mtmend {
namespace {

std::string compile_rules(const Dictionaries& dictionaries) {
    ArchiveWriter writer;
    writer(dictionaries.rules());
    return writer.take();
}

std::string compile_terms(const Dictionaries& dictionaries) {
    ArchiveWriter writer;
    writer(terms::compile(dictionaries));
    return writer.take();
}

}  // namespace

const std::vector<ImageSection>& image_sections() {
    static const std::vector<ImageSection> sections = {{"rules", compile_rules},
                                                       {"terms", compile_terms}};
    return sections;
}

}  // namespace mtmend
