// Any bytes as a table: the first says whether tabs divide its cells.
#include "pipeline/io/csv.hpp"
#include "tests/fuzz/in_memory.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mtmend;
    if (size == 0) return 0;
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (!Decoder::announced_by(bytes).empty()) return 0;  // what is UTF-16 comes out as UTF-8
    const char delimiter = data[0] == 't' ? '\t' : ',';
    return fuzz::check(bytes, [&](const std::string& path) {
        return std::make_unique<CsvReader>(path, "fuzz", RecordFields{}, delimiter);
    });
}
