// Any bytes as a line of JSON: it is read or refused, and a record that is read comes out as it went in.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "pipeline/io/jsonl.hpp"
#include "pipeline/text/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mtmend;
    const std::string line(reinterpret_cast<const char*>(data), size);
    const Record record = read_json_record(line, 1, {}, "fuzz:1");
    if (record.bytes() != line || record.has_article() + record.is_blank() + !record.error.empty() != 1)
        std::abort();
    if (!record.has_article()) return 0;
    if (utf8::first_invalid(record.text())) std::abort();
    const std::string emptied = record.rewritten({EditSet({{{0, record.text().size()}, "", {}, {}}})});
    if (!read_json_record(emptied, 1, {}, "fuzz:1").text().empty()) std::abort();
    return 0;
}
