// Any bytes as a line of a log or of decisions: it is read or refused, and a log that is read is written the
// same.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "pipeline/log/decisions.hpp"
#include "pipeline/log/json_object.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mtmend;
    const std::string_view line(reinterpret_cast<const char*>(data), size);
    try {
        const std::string written = to_json_line(parse_log_line(line));
        if (to_json_line(parse_log_line(written)) != written) std::abort();
    } catch (const SchemaError&) {
    }
    try {
        Decisions().add(line);
    } catch (const SchemaError&) {
    }
    return 0;
}
