#include "stages/image_sections.hpp"

#include "pipeline/image/archive.hpp"
#include "stages/names/read_name_tables.hpp"
#include "stages/terms/compile.hpp"
#include "stages/words/speller.hpp"

namespace mtmend {
namespace {

std::string compile_rules(const Dictionaries& dictionaries) {
    std::vector<Rule> rules = dictionaries.rules();
    for (Rule& rule : rules) dictionaries.leave_folder_out(rule.place);
    ArchiveWriter writer;
    writer(rules);
    return writer.take();
}

std::string compile_terms(const Dictionaries& dictionaries) {
    terms::Compiled compiled = terms::compile(dictionaries);
    ArchiveWriter writer;
    writer(compiled);
    return writer.take();
}

std::string compile_names(const Dictionaries& dictionaries) {
    NameTable table = read_name_tables(dictionaries);
    ArchiveWriter writer;
    writer(table);
    return writer.take();
}

std::string compile_spelled(const Dictionaries&) {
    return SpelledWords::expand(Speller::dictionary);
}

}  // namespace

const std::vector<ImageSection>& image_sections() {
    static const std::vector<ImageSection> sections = {{"names", compile_names},
                                                       {"rules", compile_rules},
                                                       {"spelled", compile_spelled},
                                                       {"terms", compile_terms}};
    return sections;
}

}  // namespace mtmend
