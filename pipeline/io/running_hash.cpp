#include "pipeline/io/running_hash.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <fstream>
#include <new>
#include <vector>

#include "pipeline/io/input_error.hpp"

namespace mtmend {

void RunningHash::Free::operator()(XXH3_state_s* state) const {
    XXH3_freeState(state);
}

RunningHash::RunningHash() : state_(XXH3_createState()) {
    if (!state_) throw std::bad_alloc();
    restart();
}

void RunningHash::add(std::string_view bytes) {
    XXH3_128bits_update(state_.get(), bytes.data(), bytes.size());
    bytes_ += bytes.size();
}

void RunningHash::restart() {
    XXH3_128bits_reset(state_.get());
    bytes_ = 0;
}

RunningHash::Value RunningHash::value() const {
    const XXH128_hash_t hash = XXH3_128bits_digest(state_.get());
    return {hash.high64, hash.low64};
}

Measured RunningHash::measured() const {
    return {bytes_, to_string(value())};
}

std::string to_string(const RunningHash::Value& value) {
    return fmt::format("xxh128:{:016x}{:016x}", value.high, value.low);
}

Measured measure_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw InputError(fmt::format("{}: cannot be opened; check the path", path.string()));
    RunningHash hash;
    for (std::vector<char> block(std::size_t{1} << 17); file;) {
        file.read(block.data(), static_cast<std::streamsize>(block.size()));
        hash.add({block.data(), static_cast<std::size_t>(file.gcount())});
    }
    if (file.bad()) throw InputError(fmt::format("{}: cannot be read; check the file", path.string()));
    return hash.measured();
}

}  // namespace mtmend
