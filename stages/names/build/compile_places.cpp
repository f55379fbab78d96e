// Makes the table of CLDR's names of places when mtmend is built: compile_places WORDS_BIN REVIEW OUTPUT.
// The names come from ICU, the decisions about them from dictionaries/names/cldr_review.tsv.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "pipeline/dictionaries.hpp"
#include "pipeline/text/lexicon.hpp"
#include "stages/names/build/cldr_places.hpp"

namespace {

std::string read_file(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error(file + ": cannot be read");
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 4) {
        std::cerr << "usage: mtmend_compile_places WORDS_BIN REVIEW OUTPUT\n";
        return 2;
    }
    const mtmend::WordTable words{argv[1]};
    const auto is_english = [&words](std::string_view word) {
        return words.find(mtmend::folded_hash(word)) != nullptr;
    };
    const mtmend::build::Review review = mtmend::build::read_review(read_file(argv[2]), argv[2]);
    const std::string version = mtmend::build::cldr_version();
    if (version != review.version)
        std::cerr << fmt::format(
            "mtmend_compile_places: ICU has CLDR {}, the review is of CLDR {}: its names will be held\n",
            version, review.version);
    const std::string table = fmt::format(
        "# Names of territories and languages from CLDR {}, made by mtmend_compile_places.\n"
        "# columns: canonical <TAB> forms (|) <TAB> confidence <TAB> guards (none)\n{}",
        version, mtmend::build::places_table(mtmend::build::read_cldr(), review, is_english, version));
    std::ofstream out(argv[3], std::ios::binary);
    out << mtmend::sealed_table(table);
    out.close();
    if (!out) throw std::runtime_error(std::string(argv[3]) + ": cannot be written");
    return 0;
} catch (const std::exception& error) {
    std::cerr << "mtmend_compile_places: " << error.what() << '\n';
    return 2;
}
