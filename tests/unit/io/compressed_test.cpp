#include "pipeline/io/compressed.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "pipeline/io/atomic_file.hpp"
#include "pipeline/io/file_reader.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

namespace {

const std::vector<std::string> endings = {".gz", ".zst"};

/// What stands on the disk when `pieces` are written under a name with such an ending.
std::string compressed(const std::vector<std::string>& pieces, const std::string& ending) {
    const ScratchFolder folder;
    AtomicFile file(folder / ("a" + ending));
    for (const std::string& piece : pieces) file.write(piece);
    file.commit();
    return folder.read("a" + ending);
}

std::string decompressed(const std::string& bytes, const std::string& ending) {
    const ScratchFolder folder;
    return FileReader(folder.write("a" + ending, bytes)).read_all();
}

std::string noise(std::size_t size) {
    std::mt19937 chance(7);
    std::string out;
    while (out.size() < size) out += "abcdefghijklmnop"[chance() % 16];
    return out;
}

}  // namespace

TEST_CASE("Compression goes by the ending, in any case, and leaves the one before it") {
    CHECK(compression_of("a.jsonl.gz") == Compression::gzip);
    CHECK(compression_of("a/b.ZST") == Compression::zstd);
    CHECK(compression_of("a.gz/b") == Compression::none);
    CHECK(compression_of("-") == Compression::none);
    CHECK(without_compression("x/a.jsonl.gz") == "x/a.jsonl");
    CHECK(without_compression("a.jsonl") == "a.jsonl");
}

TEST_CASE("What is written compressed is read again, of any length") {
    for (const std::string& ending : endings)
        for (const std::size_t size : {0, 1, 1000, 131071, 131072, 131073, 3000000}) {
            const std::string text = noise(size);
            CHECK(decompressed(compressed({text}, ending), ending) == text);
        }
}

TEST_CASE("Compressed bytes do not depend on the pieces they were written in") {
    const std::string text = noise(400000);
    for (const std::string& ending : endings) {
        std::vector<std::string> pieces;
        for (std::size_t at = 0; at < text.size(); at += 777) pieces.push_back(text.substr(at, 777));
        CHECK(compressed(pieces, ending) == compressed({text}, ending));
    }
    using namespace std::string_literals;
    CHECK(compressed({"a"}, ".gz").substr(0, 8) == "\x1F\x8B\x08\0\0\0\0\0"s);  // no name, no time
}

TEST_CASE("Members and frames that stand one behind the other are read as one file") {
    for (const std::string& ending : endings) {
        const std::string one = compressed({"one\n"}, ending);
        const std::string none = compressed({}, ending);
        CHECK(decompressed(one + none + one + none, ending) == "one\none\n");
    }
}

TEST_CASE("A compressed file that is cut is an error wherever it is cut, except between members or frames") {
    for (const std::string& ending : endings) {
        const std::string first = compressed({"one\n" + noise(300)}, ending);
        const std::string whole = first + compressed({"two\n"}, ending);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            CAPTURE(ending, size);
            if (size == first.size())
                CHECK(decompressed(whole.substr(0, size), ending) == "one\n" + noise(300));
            else
                CHECK_THROWS_WITH(decompressed(whole.substr(0, size), ending),
                                  Catch::Contains("cut off at byte " + std::to_string(size)));
        }
    }
}

TEST_CASE("No damaged byte of a compressed file goes into the text unseen") {
    for (const std::string& ending : endings) {
        const std::string text = "one\n" + noise(300);
        const std::string whole = compressed({text}, ending);
        for (std::size_t at = 0; at < whole.size(); ++at)
            for (const int flip : {1, 16, 128}) {
                std::string damaged = whole;
                damaged[at] = static_cast<char>(damaged[at] ^ flip);
                CAPTURE(ending, at, flip);
                std::string read = text;  // the header has bytes that say nothing about the content
                try {
                    read = decompressed(damaged, ending);
                } catch (const InputError&) {
                }
                CHECK(read == text);
            }
    }
}

TEST_CASE("Garbage behind a member or frame is an error that names the byte") {
    for (const std::string& ending : endings)
        for (const std::string& garbage : {std::string("x\n____________"), std::string(20, '\0')})
            CHECK_THROWS_WITH(decompressed(compressed({"one\n"}, ending) + garbage, ending),
                              Catch::Contains("damaged before byte"));
}
