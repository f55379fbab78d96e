#include "pipeline/cli/shard.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "pipeline/cli/options.hpp"

using namespace mtmend::cli;

TEST_CASE("A shard is K/N and nothing else") {
    CHECK(Shard::read("3/8").number == 3);
    CHECK(Shard::read("3/8").of == 8);
    for (const char* wrong : {"", "/", "3", "3/", "/8", "0/8", "9/8", "3/0", "-1/8", "3/8x", " 3/8", "3/8/9",
                              "1/1000001", "99999999999999999999/99999999999999999999"})
        CHECK_THROWS_AS(Shard::read(wrong), UsageError);
}

TEST_CASE("The ranges of all shards follow each other without gap") {
    for (const std::size_t bytes : {std::size_t{0}, std::size_t{1}, std::size_t{10}, std::size_t{1000003},
                                    std::numeric_limits<std::size_t>::max() / 2}) {
        for (const std::size_t of : {1, 2, 3, 7, 1000}) {
            std::size_t at = 0;
            for (std::size_t number = 1; number <= of; ++number) {
                const auto [begin, end] = Shard{number, of}.range_of(bytes);
                CHECK(begin == at);
                at = end;
            }
            CHECK(at == std::numeric_limits<std::size_t>::max());
        }
    }
}

TEST_CASE("Every file is in one shard, empty ones too") {
    const std::vector<std::size_t> sizes = {0, 5, 0, 0, 100, 1, 1, 1, 0, 40, 0};
    for (const std::size_t of : {1, 2, 3, 10, 500}) {
        std::size_t at = 0;
        for (std::size_t number = 1; number <= of; ++number) {
            const auto [begin, end] = files_of({number, of}, sizes);
            CHECK(begin == at);
            CHECK(end >= begin);
            at = end;
        }
        CHECK(at == sizes.size());
    }
    CHECK(files_of({1, 2}, {}) == std::pair<std::size_t, std::size_t>(0, 0));
}
