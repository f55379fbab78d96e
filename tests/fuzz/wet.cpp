// Any bytes as a WET file.
#include "pipeline/io/wet.hpp"

#include "tests/fuzz/in_memory.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mtmend;
    return fuzz::check(std::string(reinterpret_cast<const char*>(data), size), [](const std::string& path) {
        return std::make_unique<WetReader>(path, "fuzz", RecordFields{});
    });
}
