// Compiles the dictionaries when mtmend is built: compile_image DICTIONARIES IMAGE. An error in a dictionary
// is an error of the build, with file and line.
#include <iostream>
#include <map>

#include "pipeline/image/image.hpp"
#include "stages/image_sections.hpp"

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: compile_image DICTIONARIES IMAGE\n";
        return 2;
    }
    try {
        const mtmend::Dictionaries dictionaries({std::filesystem::path(argv[1])}, {},
                                                mtmend::Dictionaries::Source::text);
        std::map<std::string, std::string> sections;
        for (const auto& section : mtmend::image_sections())
            sections.emplace(section.name, section.compile(dictionaries));
        mtmend::Image::write(argv[2], dictionaries.built_in_hash(), sections);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
