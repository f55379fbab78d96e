// Makes the word table when mtmend is built: compile_words SCOWL_FOLDER WORDS_FOLDER OUTPUT.
// SCOWL's file names end in the size class of their words (english-words.35), which becomes the rank; our own
// additions (known.tsv) carry theirs in the second column.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include "pipeline/text/lexicon.hpp"
#include "pipeline/text/utf8.hpp"

namespace {

using mtmend::WordTable;

constexpr std::string_view varieties[] = {"english", "american", "british", "british_z", "variant_1"};
constexpr int rarest_class = 80;  // class 95 is mostly what no news article prints

std::uint8_t form_of(std::string_view word) {
    const std::string lower = mtmend::utf8::to_lower(word);
    if (word == lower) return WordTable::lower_form;
    return word == mtmend::utf8::capitalised(lower) ? WordTable::capital_form : WordTable::other_form;
}

void add_words(const std::filesystem::path& file, int rank, std::vector<WordTable::Word>& words) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error(file.string() + ": cannot be read");
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        if (const auto tab = line.find('\t'); tab != std::string::npos) {
            rank = std::stoi(line.substr(tab + 1));
            line.resize(tab);
        }
        const std::string_view word = mtmend::without_possessive(line);
        words.push_back({mtmend::folded_hash(word), static_cast<mtmend::Rank>(rank), form_of(word)});
    }
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 4) {
        std::cerr << "usage: mtmend_compile_words SCOWL_FOLDER WORDS_FOLDER OUTPUT\n";
        return 2;
    }
    std::vector<WordTable::Word> words;
    for (const auto& item : std::filesystem::directory_iterator(argv[1])) {
        const std::string name = item.path().filename().string();
        const auto dash = name.find('-');
        const auto dot = name.rfind('.');
        if (dash == std::string::npos || dot == std::string::npos) continue;
        const int rank = std::stoi(name.substr(dot + 1));
        const std::string_view variety = std::string_view(name).substr(0, dash);
        const bool wanted =
            std::find(std::begin(varieties), std::end(varieties), variety) != std::end(varieties);
        // SCOWL's abbreviations hold every pair of letters; as words they would hide what is broken.
        const bool abbreviations = name.find("abbreviations") != std::string::npos && rank > 50;
        if (wanted && rank <= rarest_class && !abbreviations) add_words(item.path(), rank, words);
    }
    if (words.empty())
        throw std::runtime_error(std::string(argv[1]) +
                                 ": holds no SCOWL lists; install Debian's package scowl");
    const std::filesystem::path own = std::filesystem::path(argv[2]) / "known.tsv";
    if (std::filesystem::exists(own)) add_words(own, 50, words);
    WordTable::write(argv[3], words);
    return 0;
} catch (const std::exception& error) {
    std::cerr << "mtmend_compile_words: " << error.what() << '\n';
    return 2;
}
