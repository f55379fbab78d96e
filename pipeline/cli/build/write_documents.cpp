// Writes what is made from the program's own tables: write_documents DATA GENERATED REFERENCE. Into GENERATED
// go the manual and what completes command lines, into REFERENCE the pages of docs/reference.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "pipeline/cli/build/completion.hpp"
#include "pipeline/cli/build/manual.hpp"
#include "pipeline/cli/build/reference.hpp"
#include "pipeline/mtmend.hpp"

namespace {

using namespace mtmend;

void write(const std::filesystem::path& path, const std::string& text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream out(path, std::ios::binary);
    out << text;
    if (!out.flush()) throw std::runtime_error(path.string() + ": cannot be written; is there room?");
}

cli::Known known_of(const Pipeline& pipeline, const std::filesystem::path& data) {
    cli::Known known;
    known.version = version();
    for (const auto& stage : pipeline.stages()) {
        const StageCard& card = stage->card();
        const bool is_new = std::none_of(known.stages.begin(), known.stages.end(),
                                         [&](const cli::Named& each) { return each.name == card.name; });
        if (is_new) known.stages.push_back({std::string(card.name), std::string(card.mends)});
    }
    for (const auto& file : std::filesystem::directory_iterator(data / "dictionaries/profiles"))
        if (file.path().extension() == ".toml") known.profiles.push_back(file.path().stem().string());
    std::sort(known.profiles.begin(), known.profiles.end());
    return known;
}

void write_all(const std::filesystem::path& data, const std::filesystem::path& generated,
               const std::filesystem::path& reference) {
    Options options;
    options.data = data;
    const Pipeline pipeline = open_pipeline(options);
    const cli::Known known = known_of(pipeline, data);
    write(generated / "mtmend.1", cli::manual(known));
    write(generated / "completions/mtmend.bash", cli::bash_completion(known));
    write(generated / "completions/_mtmend", cli::zsh_completion(known));
    write(generated / "completions/mtmend.fish", cli::fish_completion(known));
    write(reference / "options.md", cli::options_page());
    write(reference / "stages.md", cli::stages_page(pipeline, known.stages));
    write(reference / "rules.md", cli::rules_page(pipeline, known.stages));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: write_documents DATA GENERATED REFERENCE\n";
        return 2;
    }
    try {
        write_all(argv[1], argv[2], argv[3]);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
