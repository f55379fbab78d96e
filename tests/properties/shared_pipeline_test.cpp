// One Pipeline serves all threads: its caches, and what it makes when first asked, must bear it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "pipeline/mtmend.hpp"

using namespace mtmend;

namespace {

/// The texts of a folder of the project.
std::vector<std::string> texts_under(const std::string& folder) {
    std::vector<std::string> texts;
    for (const auto& item : std::filesystem::recursive_directory_iterator(MTMEND_PROJECT "/" + folder)) {
        if (item.path().extension() != ".txt") continue;
        std::ifstream in(item.path(), std::ios::binary);
        texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    REQUIRE(!texts.empty());
    return texts;
}

/// Pieces that wake many stages, so that threads meet at the patterns, the speller and the tables.
std::vector<std::string> articles() {
    const std::vector<std::string> pieces = {
        "The allies met in kyiv before the summit.On Thursday he told a conference. press conference that it was ready. ",
        "Read also: Ministers meet again\n\n",
        "The Ammunition Convention in Bunch was signed by 4.840 people of theUnited States. ",
        "Some ammuni tion was found in ofthe city , he said. said this Friday. ",
        "\n\n“Nothing is known\", He told the Otán. ",
        "About 8,5 million people , 25 % of them women , live there: 8: 00 in the morning. "};
    std::vector<std::string> made(24);
    for (std::size_t i = 0; i < made.size(); ++i)
        for (std::size_t k = 0; k < 12; ++k) made[i] += pieces[(i * 5 + k * (i % 4 + 1)) % pieces.size()];
    for (const char* folder : {"tests/golden/articles", "tests/negative", "samples/articles"})
        for (std::string& text : texts_under(folder)) made.push_back(std::move(text));
    return made;
}

/// What comes of an article, for comparison.
std::string outcome(const Pipeline& pipeline, const std::string& article) {
    const Report report = pipeline.clean(article);
    std::string out = report.clean;
    for (const AppliedEdit& edit : report.edits) out += "\n" + edit.fingerprint;
    for (const HeldEdit& held : report.held) out += "\nheld " + held.fingerprint;
    return out;
}

}  // namespace

TEST_CASE("Ten threads that share a pipeline get what one gets") {
    const std::vector<std::string> texts = articles();
    // A pipeline of its own for the threads: nothing in it has been asked for before they all do.
    const Pipeline shared = open_pipeline();
    std::vector<std::vector<std::string>> outcomes(10, std::vector<std::string>(texts.size()));
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < outcomes.size(); ++t)
        threads.emplace_back([&, t] {
            for (std::size_t i = 0; i < texts.size(); ++i) {
                const std::size_t which = (i + t) % texts.size();
                outcomes[t][which] = outcome(shared, texts[which]);
            }
        });
    for (std::thread& thread : threads) thread.join();
    const Pipeline alone = open_pipeline();
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::string wanted = outcome(alone, texts[i]);
        if (i < 24) CHECK(wanted != texts[i]);
        for (const auto& of_thread : outcomes) CHECK(of_thread[i] == wanted);
    }
}
