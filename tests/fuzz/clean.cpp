// Any bytes: cleaning ends, its edits lead to the clean text and back, and cleaning again changes nothing.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "pipeline/mtmend.hpp"
#include "pipeline/text/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const mtmend::Pipeline pipeline = mtmend::open_pipeline();
    const std::string_view article(reinterpret_cast<const char*>(data), size);
    if (mtmend::utf8::first_invalid(article)) return 0;
    const mtmend::Report report = pipeline.clean(article);
    if (report.changes.apply(article) != report.clean) std::abort();
    if (report.changes.inverse(article).apply(report.clean) != article) std::abort();
    if (pipeline.clean(report.clean).clean != report.clean) std::abort();
    return 0;
}
