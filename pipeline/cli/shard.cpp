#include "pipeline/cli/shard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>

#include "pipeline/cli/options.hpp"

namespace mtmend::cli {

namespace {

/// `bytes` * `number` / `of`, which may be more than fits on the way.
std::size_t share(std::size_t bytes, std::size_t number, std::size_t of) {
    return bytes / of * number + bytes % of * number / of;
}

bool read_number(std::string_view text, std::size_t& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

Shard Shard::read(std::string_view text) {
    Shard shard;
    const std::size_t slash = std::min(text.find('/'), text.size());
    const bool is_one = slash < text.size() && read_number(text.substr(0, slash), shard.number) &&
                        read_number(text.substr(slash + 1), shard.of) && shard.number >= 1 &&
                        shard.number <= shard.of && shard.of <= most_shards;
    if (!is_one)
        throw UsageError(fmt::format(
            "'{}' is not a value of shard; give K/N, as 3/8 for the third of eight, with K from 1 to N",
            text));
    return shard;
}

std::pair<std::size_t, std::size_t> Shard::range_of(std::size_t bytes) const {
    return {share(bytes, number - 1, of),
            number == of ? std::numeric_limits<std::size_t>::max() : share(bytes, number, of)};
}

std::pair<std::size_t, std::size_t> files_of(const Shard& shard, const std::vector<std::size_t>& sizes) {
    const auto [begin, end] = shard.range_of(std::accumulate(sizes.begin(), sizes.end(), std::size_t{0}));
    std::pair<std::size_t, std::size_t> files = {0, 0};
    std::size_t at = 0;
    for (const std::size_t size : sizes) {
        files.first += at < begin;
        files.second += at < end;
        at += size;
    }
    return files;
}

}  // namespace mtmend::cli
