#pragma once
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace mtmend::cli {

/// The K-th of N equal pieces of the work, by position: shards 1 to N hold everything once, in order.
struct Shard {
    std::size_t number = 1;
    std::size_t of = 1;

    /// "K/N" with 1 <= K <= N <= most_shards. Throws UsageError.
    static Shard read(std::string_view text);
    static constexpr std::size_t most_shards = 1'000'000;

    /// The range of `bytes` that belongs to it: first byte, end. What belongs together belongs to the shard
    /// where it begins; the last shard has no end.
    std::pair<std::size_t, std::size_t> range_of(std::size_t bytes) const;
};

/// Which of several files belong to `shard`, as a range of their numbers: a file goes where its first byte
/// is.
std::pair<std::size_t, std::size_t> files_of(const Shard& shard, const std::vector<std::size_t>& sizes);

}  // namespace mtmend::cli
