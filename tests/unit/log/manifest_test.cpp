#include "pipeline/log/manifest.hpp"

#include <catch2/catch.hpp>

#include "pipeline/edit/fingerprint.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

namespace {

const ManifestHeader header{"1.2.3", content_hash(""), {"apply = 'safe'", "with a log"}};

ManifestEntry entry(const std::string& id, bool is_part = false) {
    return {id,         is_part, 3, {10, content_hash("a")}, {11, content_hash("b")}, {12, content_hash("c")},
            "{\"n\":1}"};
}

std::vector<std::string> ids(const std::filesystem::path& path) {
    ManifestReader reader(path);
    std::vector<std::string> found;
    for (ManifestEntry each; reader.next(each);) found.push_back(each.input);
    if (reader.is_whole()) found.emplace_back("end");
    return found;
}

}  // namespace

TEST_CASE("A manifest is read as it was written") {
    const ScratchFolder folder;
    const auto file = folder.write("m", to_json_line(header) + to_json_line(entry("a\n\xC3\xA9", true)) +
                                            to_json_line(entry("b")) + manifest_end(2));
    ManifestReader reader(file);
    REQUIRE(reader.header());
    CHECK(*reader.header() == header);
    ManifestEntry read;
    REQUIRE(reader.next(read));
    CHECK(read.is_part);
    CHECK(read.input == "a\n\xC3\xA9");
    REQUIRE(reader.next(read));
    CHECK_FALSE(read.is_part);
    CHECK(to_json_line(read) == to_json_line(entry("b")));
    CHECK(reader.line() == to_json_line(entry("b")));
    CHECK_FALSE(reader.next(read));
    CHECK(reader.is_whole());
}

TEST_CASE("A manifest proves nothing behind the place where it is cut off") {
    const ScratchFolder folder;
    const std::string lines[] = {to_json_line(header), to_json_line(entry("a")), to_json_line(entry("b"))};
    const std::string whole = lines[0] + lines[1] + lines[2] + manifest_end(2);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto file = folder.write("m", whole.substr(0, size));
        const std::size_t in_a = lines[0].size() + lines[1].size();
        const std::size_t count = (size >= in_a) + (size >= in_a + lines[2].size());
        const std::vector<std::string> all = {"a", "b"};
        CHECK(ids(file) == std::vector<std::string>(all.begin(), all.begin() + static_cast<long>(count)));
    }
}

TEST_CASE("A manifest with anything else in it is read up to there") {
    const ScratchFolder folder;
    for (const std::string wrong : {"x\n", "{}\n", "[]\n", "\n", "{\"input\":3}\n", "{\"input\":\"b\"}\n"})
        CHECK(ids(folder.write("m", to_json_line(header) + to_json_line(entry("a")) + wrong +
                                        manifest_end(1))) == std::vector<std::string>{"a"});
    CHECK(ids(folder.write("m", "{\"schema\":\"mtmend-log/1\"}\n" + to_json_line(entry("a")))).empty());
    CHECK(ids(folder.write("m", std::string(100000, '['))).empty());
}
