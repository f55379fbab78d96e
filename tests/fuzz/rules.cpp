// Any bytes as a rule file: it loads or is refused with a DictionaryError, nothing else.
#include <cstdint>
#include <string_view>

#include "pipeline/rules/toml_loader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        mtmend::load_rules({reinterpret_cast<const char*>(data), size}, "fuzz.toml");
    } catch (const mtmend::DictionaryError&) {
    }
    return 0;
}
