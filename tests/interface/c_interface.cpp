// The C interface of the shared library: every status is reached, memory that runs out at any moment too.
// Needs no test library, so that it runs under valgrind in no time: c_interface SCRATCH_FOLDER
#include <sys/mman.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <limits>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "pipeline/capi/mtmend.h"

namespace {

/// What `new` does, here and in the library, once so many calls have gone well.
enum class Trouble { none, no_memory, defect };
thread_local Trouble trouble = Trouble::none;
thread_local long until_trouble = 0;

void* allocate(std::size_t size) {
    if (trouble != Trouble::none && until_trouble-- == 0) {
        const Trouble now = std::exchange(trouble, Trouble::none);
        if (now == Trouble::no_memory) throw std::bad_alloc();
        throw std::runtime_error("a defect");
    }
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) {
    return allocate(size);
}
void* operator new[](std::size_t size) {
    return allocate(size);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return std::malloc(size == 0 ? 1 : size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace {

int failures = 0;

void check(bool holds, const char* what, int line) {
    if (holds) return;
    std::fprintf(stderr, "c_interface.cpp:%d: %s\n", line, what);
    ++failures;
}
#define CHECK(expression) check(expression, #expression, __LINE__)

const std::string article =
    "The allies met in kyiv before the summit.On Thursday the Otán left. Café: they met.";
char line[256];

bool says(const char* text) {
    if (std::strstr(line, text) != nullptr) return true;
    std::fprintf(stderr, "the line is: %s\n", line);
    return false;
}

mtmend_status open_status(const std::vector<mtmend_option>& options) {
    mtmend_pipeline* pipeline = reinterpret_cast<mtmend_pipeline*>(&failures);
    const mtmend_status status = mtmend_open(options.data(), options.size(), &pipeline, line, sizeof line);
    check((status == MTMEND_OK) == (pipeline != nullptr), "a pipeline comes with OK alone", __LINE__);
    check((status == MTMEND_OK) == (line[0] == '\0'), "a line comes with a failure alone", __LINE__);
    mtmend_close(pipeline);
    return status;
}

mtmend_status clean_status(const mtmend_pipeline* pipeline, const char* text, std::size_t size,
                           const std::vector<mtmend_option>& options = {}) {
    mtmend_result* result = reinterpret_cast<mtmend_result*>(&failures);
    const mtmend_status status =
        mtmend_clean(pipeline, text, size, options.data(), options.size(), &result, line, sizeof line);
    check((status == MTMEND_OK) == (result != nullptr), "a result comes with OK alone", __LINE__);
    mtmend_free(result);
    return status;
}

std::string text_of(const mtmend_result* result) {
    std::size_t size = 0;
    const char* text = mtmend_text(result, &size);
    check(text[size] == '\0', "a text ends in NUL", __LINE__);
    return {text, size};
}

void opening_fails_for_each_documented_reason(const std::string& scratch) {
    std::ofstream(scratch + "/bad.jsonl") << "{}\n";
    CHECK(open_status({}) == MTMEND_OK);
    CHECK(mtmend_open(nullptr, 0, nullptr, line, sizeof line) == MTMEND_BAD_ARGUMENT && says("no place"));
    mtmend_pipeline* pipeline = nullptr;
    CHECK(mtmend_open(nullptr, 1, &pipeline, line, sizeof line) == MTMEND_BAD_ARGUMENT &&
          says("options are NULL"));
    CHECK(open_status({{"profile", nullptr}}) == MTMEND_BAD_ARGUMENT &&
          says("option 0 has no name or no value"));
    CHECK(open_status({{"aply", "safe"}}) == MTMEND_UNKNOWN_OPTION && says("did you mean 'apply'?"));
    CHECK(open_status({{"id", "a"}}) == MTMEND_UNKNOWN_OPTION);
    CHECK(open_status({{"apply", "sure"}}) == MTMEND_BAD_VALUE && says("use safe, likely, suggestion"));
    CHECK(open_status({{"offsets", "bytes"}}) == MTMEND_BAD_VALUE && says("use utf8, codepoint, utf16"));
    CHECK(open_status({{"source-language", "Spanish"}}) == MTMEND_BAD_VALUE);
    CHECK(open_status({{"profile", "newz"}}) == MTMEND_BAD_VALUE && says("did you mean 'news'?"));
    CHECK(open_status({{"skip", "terms,spacin"}}) == MTMEND_BAD_VALUE && says("did you mean 'spacing'?"));
    CHECK(open_status({{"data", "/nowhere"}}) == MTMEND_UNUSABLE &&
          says("/nowhere/dictionaries: no such folder"));
    CHECK(open_status({{"dictionaries", "/nowhere"}}) == MTMEND_UNUSABLE);
    const std::string decisions = scratch + "/bad.jsonl";
    CHECK(open_status({{"decisions", decisions.c_str()}}) == MTMEND_UNUSABLE && says("bad.jsonl:1: "));
    CHECK(open_status({{"decisions", "/nowhere"}}) == MTMEND_UNUSABLE);
    constexpr long never = std::numeric_limits<long>::max();
    trouble = Trouble::no_memory, until_trouble = never;
    CHECK(open_status({}) == MTMEND_OK);
    trouble = Trouble::none;
    const long needed = never - until_trouble;
    // Not while the standard library walks through folders: it cannot say there that memory ran out.
    for (const long after : {0L, 1L, 10L, needed / 2, needed * 3 / 4, needed - 10}) {
        trouble = Trouble::no_memory, until_trouble = after;
        const mtmend_status status = mtmend_open(nullptr, 0, &pipeline, line, sizeof line);
        trouble = Trouble::none;
        CHECK(status == MTMEND_NO_MEMORY && says("memory ran out"));
        CHECK(pipeline == nullptr);
    }
}

void cleaning_fails_for_each_documented_reason(const mtmend_pipeline* pipeline) {
    CHECK(clean_status(pipeline, article.data(), article.size()) == MTMEND_OK);
    CHECK(clean_status(pipeline, nullptr, 0) == MTMEND_OK);
    CHECK(clean_status(nullptr, "a", 1) == MTMEND_BAD_ARGUMENT && says("the pipeline is NULL"));
    CHECK(clean_status(pipeline, nullptr, 1) == MTMEND_BAD_ARGUMENT && says("the text is NULL"));
    CHECK(mtmend_clean(pipeline, "a", 1, nullptr, 0, nullptr, line, sizeof line) == MTMEND_BAD_ARGUMENT);
    CHECK(clean_status(pipeline, "a", 1, {{"profile", "wire"}}) == MTMEND_UNKNOWN_OPTION &&
          says("known are apply"));
    CHECK(clean_status(pipeline, "a", 1, {{"apply", "no"}}) == MTMEND_BAD_VALUE);
    CHECK(clean_status(pipeline, "a", 1, {{"id", "\xff"}}) == MTMEND_BAD_VALUE);
    CHECK(clean_status(pipeline, "caf\xe9", 4) == MTMEND_NOT_UTF8 && says("byte 3: not valid UTF-8"));
    const std::size_t four_gigabytes = std::size_t{1} << 32;
    void* pages =
        ::mmap(nullptr, four_gigabytes, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (pages != MAP_FAILED) {
        CHECK(clean_status(pipeline, static_cast<const char*>(pages), four_gigabytes) == MTMEND_TOO_LONG &&
              says("4 GB or more"));
        ::munmap(pages, four_gigabytes);
    }
}

/// Fails at the first allocation, at the second, and so on, until a call goes well.
void trouble_at_any_moment_is_a_status(const mtmend_pipeline* pipeline, Trouble which, mtmend_status wanted) {
    long after = 0;
    for (; after < 100'000; ++after) {
        mtmend_result* result = nullptr;
        trouble = which, until_trouble = after;
        const mtmend_status status =
            mtmend_clean(pipeline, article.data(), article.size(), nullptr, 0, &result, line, sizeof line);
        const bool reached = std::exchange(trouble, Trouble::none) == Trouble::none;
        // What a cache could not keep is no failure.
        CHECK(status == (result == nullptr ? wanted : MTMEND_OK));
        mtmend_free(result);
        if (!reached) break;
    }
    CHECK(after > 20 && after < 100'000);
}

void a_result_holds_what_it_says(const mtmend_pipeline* pipeline, const std::string& wanted) {
    mtmend_result* result = nullptr;
    const mtmend_option options[] = {{"offsets", "codepoint"}, {"id", "a"}};
    CHECK(mtmend_clean(pipeline, article.data(), article.size(), options, 2, &result, line, sizeof line) ==
          MTMEND_OK);
    const std::string clean = text_of(result);
    CHECK(clean == wanted);
    std::size_t size = 0;
    const std::string log = mtmend_log(result, &size);
    CHECK(log.size() == size && log.find("\"id\":\"a\"") != std::string::npos && log.back() == '}');
    CHECK(mtmend_log(result, nullptr) == mtmend_log(result, &size));
    // "Café" stands one code point earlier than it has bytes before it: Otán is NATO in the clean text.
    const std::size_t in_source = article.find("Café") - 1, in_clean = clean.find("Café");
    CHECK(mtmend_to_clean(result, in_source) == in_clean);
    CHECK(mtmend_to_source(result, in_clean) == in_source);
    const mtmend_span span = mtmend_span_to_clean(result, {in_source, in_source + 4});
    CHECK(span.begin == in_clean && span.end == in_clean + 4);
    const mtmend_span back = mtmend_span_to_source(result, span);
    CHECK(back.begin == in_source && back.end == in_source + 4);
    const std::size_t end = mtmend_to_clean(result, 1'000'000);
    CHECK(end == clean.size() - 1);  // é takes two bytes
    CHECK(mtmend_span_to_clean(result, {1'000'000, 3}).end == end);
    mtmend_free(result);
}

void texts_may_contain_nul(const mtmend_pipeline* pipeline) {
    mtmend_result* result = nullptr;
    const std::string text("They met.\0Then they left.", 24);
    CHECK(mtmend_clean(pipeline, text.data(), text.size(), nullptr, 0, &result, line, sizeof line) ==
          MTMEND_OK);
    std::size_t size = 0;
    CHECK(mtmend_text(result, &size) != nullptr && size >= 23);
    CHECK(mtmend_log(result, &size) != nullptr);
    mtmend_free(result);
}

void lines_are_cut_at_a_character() {
    char small[12];
    mtmend_pipeline* pipeline = nullptr;
    const mtmend_option option = {"apply", "éééééé"};
    CHECK(mtmend_open(&option, 1, &pipeline, small, sizeof small) == MTMEND_BAD_VALUE);
    CHECK(std::string(small) == "'ééééé");
    CHECK(mtmend_open(&option, 1, &pipeline, small, 1) == MTMEND_BAD_VALUE && small[0] == '\0');
    CHECK(mtmend_open(&option, 1, &pipeline, nullptr, 0) == MTMEND_BAD_VALUE);
}

void threads_share_a_pipeline_and_a_result(const mtmend_pipeline* pipeline, const std::string& wanted) {
    mtmend_result* shared = nullptr;
    mtmend_clean(pipeline, article.data(), article.size(), nullptr, 0, &shared, nullptr, 0);
    std::vector<std::thread> threads;
    std::vector<int> right(10);
    for (std::size_t t = 0; t < right.size(); ++t)
        threads.emplace_back([&, t] {
            mtmend_result* own = nullptr;
            mtmend_clean(pipeline, article.data(), article.size(), nullptr, 0, &own, nullptr, 0);
            right[t] = text_of(own) == wanted &&
                       std::strcmp(mtmend_log(own, nullptr), mtmend_log(shared, nullptr)) == 0;
            mtmend_free(own);
        });
    for (std::thread& thread : threads) thread.join();
    for (const int each : right) CHECK(each != 0);
    mtmend_free(shared);
}

void decisions_are_carried_out(const std::string& scratch) {
    const std::string file = scratch + "/decisions.jsonl";
    std::ofstream(file)
        << R"({"schema":"mtmend-decision/1","scope":"rule","rule":"spacing/glued-sentences","verdict":"accept"})"
        << '\n';
    CHECK(open_status({{"decisions", file.c_str()}}) == MTMEND_OK);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string scratch = argc > 1 ? argv[1] : ".";
    CHECK(std::strcmp(mtmend_version(), MTMEND_VERSION) == 0);
    opening_fails_for_each_documented_reason(scratch);
    lines_are_cut_at_a_character();
    decisions_are_carried_out(scratch);
    mtmend_pipeline* pipeline = nullptr;
    CHECK(mtmend_open(nullptr, 0, &pipeline, line, sizeof line) == MTMEND_OK);
    const std::string wanted =
        "The allies met in Kyiv before the summit. On Thursday the NATO left. Café: they met.";
    cleaning_fails_for_each_documented_reason(pipeline);
    trouble_at_any_moment_is_a_status(pipeline, Trouble::no_memory, MTMEND_NO_MEMORY);
    trouble_at_any_moment_is_a_status(pipeline, Trouble::defect, MTMEND_FAILED);
    a_result_holds_what_it_says(pipeline, wanted);
    texts_may_contain_nul(pipeline);
    threads_share_a_pipeline_and_a_result(pipeline, wanted);
    mtmend_close(pipeline);
    mtmend_close(nullptr);
    mtmend_free(nullptr);
    return failures == 0 ? 0 : 1;
}
