#include "pipeline/io/measured_reader.hpp"

#include <catch2/catch.hpp>

#include "pipeline/edit/fingerprint.hpp"
#include "pipeline/io/jsonl.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

namespace {

std::unique_ptr<RecordReader> lines(const ScratchFolder& folder) {
    return std::make_unique<JsonlReader>(folder / "a.jsonl", "a.jsonl", RecordFields{});
}

}  // namespace

TEST_CASE("A measured reader tells with each record how far the file is read") {
    const ScratchFolder folder;
    folder.write("a.jsonl", "one\n\nthree");
    MeasuredReader reader(lines(folder));
    RawRecord raw;
    CHECK(reader.skip(0).bytes == 0);
    REQUIRE(reader.take(raw));
    CHECK(raw.reached.records == 1);
    CHECK(to_string(raw.reached.hash) == content_hash("one\n"));
    CHECK(reader.skip(1).bytes == 5);
    REQUIRE(reader.take(raw));
    CHECK(raw.line == 3);
    CHECK(raw.reached.bytes == 10);
    CHECK(to_string(raw.reached.hash) == content_hash("one\n\nthree"));
    CHECK_FALSE(reader.take(raw));
    CHECK(to_string(reader.skip().hash) == content_hash("one\n\nthree"));
}

TEST_CASE("Every record is in the one range where it begins") {
    const ScratchFolder folder;
    const std::string all = "a\nbb\n\n\ncccccccccccccc\nd";
    folder.write("a.jsonl", all);
    for (std::size_t cut = 0; cut <= all.size() + 3; ++cut) {
        for (std::size_t other = cut; other <= all.size() + 3; ++other) {
            std::string joined;
            RawRecord raw;
            for (const auto& [begin, end] :
                 {std::pair<std::size_t, std::size_t>{0, cut}, {cut, other}, {other, std::size_t(-1)}}) {
                RangeReader reader(lines(folder), begin, end);
                while (reader.take(raw)) {
                    CHECK(joined.size() >= begin);
                    CHECK(joined.size() < end);
                    joined += raw.bytes;
                }
            }
            CHECK(joined == all);
        }
    }
}
