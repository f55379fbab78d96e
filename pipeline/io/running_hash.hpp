#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct XXH3_state_s;

namespace mtmend {

/// How many bytes there are, and their hash: "xxh128:" and 32 hex digits, as `xxh128sum` prints them.
struct Measured {
    std::size_t bytes = 0;
    std::string hash;
    friend bool operator==(const Measured&, const Measured&) = default;
};

/// XXH3-128 of bytes that come piece by piece.
class RunningHash {
  public:
    struct Value {
        std::uint64_t high = 0;
        std::uint64_t low = 0;
        friend bool operator==(const Value&, const Value&) = default;
    };

    RunningHash();
    void add(std::string_view bytes);
    void restart();
    std::size_t bytes() const { return bytes_; }
    /// Of what was added so far; more may be added afterwards. Constant time.
    Value value() const;
    Measured measured() const;

  private:
    struct Free {
        void operator()(XXH3_state_s* state) const;
    };
    std::unique_ptr<XXH3_state_s, Free> state_;
    std::size_t bytes_ = 0;
};

/// As content_hash() writes it.
std::string to_string(const RunningHash::Value& value);

/// Reads a whole file. Throws InputError where it cannot be read.
Measured measure_file(const std::filesystem::path& path);

}  // namespace mtmend
