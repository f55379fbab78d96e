#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/capi/mtmend.h"
#include "pipeline/dictionaries.hpp"
#include "pipeline/language_code.hpp"
#include "pipeline/log/decisions.hpp"
#include "pipeline/log/diff_log.hpp"
#include "pipeline/mtmend.hpp"
#include "pipeline/rules/toml_loader.hpp"
#include "pipeline/split.hpp"

struct mtmend_pipeline {
    mtmend::Pipeline pipeline;
    std::shared_ptr<const mtmend::Decisions> decisions;
    mtmend::OffsetUnit offsets = mtmend::OffsetUnit::utf8;
};

struct mtmend_result {
    std::string source;
    std::string clean;
    mtmend::ArticleLog log;   ///< in the unit that was asked for
    mtmend::EditSet changes;  ///< in that unit too: each text in it is as long as the one that was written
    std::size_t source_length = 0;
    std::size_t clean_length = 0;
    mutable std::once_flag once;
    mutable std::string json;
};

namespace {

using namespace mtmend;

/// What a call that fails returns and writes.
struct Failure {
    mtmend_status status;
    std::string text;
};

/// What the options of a call say.
struct Call {
    Options options;
    OffsetUnit offsets = OffsetUnit::utf8;
    std::string id;
    std::string decisions;
};

constexpr std::array<std::string_view, 9> open_options = {
    "profile", "stages", "skip", "dictionaries", "apply", "source-language", "offsets", "decisions", "data"};
constexpr std::array<std::string_view, 4> clean_options = {"apply", "source-language", "offsets", "id"};

/// Copies the line as far as there is room, and no half character.
void write_line(std::string_view line, char* error, std::size_t error_size) noexcept {
    if (error == nullptr || error_size == 0) return;
    std::size_t size = std::min(line.size(), error_size - 1);
    while (!utf8::is_boundary(line, size)) --size;
    std::copy_n(line.data(), size, error);
    error[size] = '\0';
}

/// Runs `make`, which returns a pointer to what it made; whatever is thrown becomes a status and a line.
template <class Made, class Make>
mtmend_status guarded(Made** made, char* error, std::size_t error_size, Make make) noexcept {
    const auto fail = [&](mtmend_status status, std::string_view line) {
        write_line(line, error, error_size);
        return status;
    };
    try {
        if (made == nullptr) return fail(MTMEND_BAD_ARGUMENT, "there is no place for what is made; give one");
        *made = nullptr;
        *made = make().release();
        return fail(MTMEND_OK, {});
    } catch (const Failure& failure) {
        return fail(failure.status, failure.text);
    } catch (const std::bad_alloc&) {
        return fail(MTMEND_NO_MEMORY, "memory ran out; give the program more, or a shorter article");
    } catch (const std::exception& failure) {
        return fail(MTMEND_FAILED, failure.what());
    } catch (...) {
        return fail(MTMEND_FAILED, "something was thrown that is no std::exception");
    }
}

mtmend_status status_of(Error::Kind kind) {
    switch (kind) {
        case Error::Kind::not_utf8:
            return MTMEND_NOT_UTF8;
        case Error::Kind::too_long:
            return MTMEND_TOO_LONG;
        case Error::Kind::unknown_name:
            return MTMEND_BAD_VALUE;
        case Error::Kind::unusable:
            return MTMEND_UNUSABLE;
        case Error::Kind::no_memory:
            throw std::bad_alloc();
        case Error::Kind::other:
            break;
    }
    return MTMEND_FAILED;
}

[[noreturn]] void refuse_name(std::string_view name, const std::vector<std::string_view>& known) {
    const std::string_view near = nearest(name, known);
    throw Failure{MTMEND_UNKNOWN_OPTION,
                  near.empty()
                      ? fmt::format("unknown option '{}'; known are {}", name, fmt::join(known, ", "))
                      : fmt::format("unknown option '{}'; did you mean '{}'?", name, near)};
}

template <class Value>
Value one_of(std::string_view name, std::string_view word, std::initializer_list<Value> values) {
    std::vector<std::string_view> words;
    for (const Value value : values) {
        if (to_string(value) == word) return value;
        words.push_back(to_string(value));
    }
    throw Failure{MTMEND_BAD_VALUE,
                  fmt::format("'{}' is not a value of {}; use {}", word, name, fmt::join(words, ", "))};
}

void append_words(std::vector<std::string>& words, std::string_view list) {
    for (const std::string_view word : nonempty_parts(list, ',')) words.emplace_back(word);
}

std::string source_language(std::string_view value) {
    if (auto code = language_code(value)) return *std::move(code);
    throw Failure{
        MTMEND_BAD_VALUE,
        fmt::format("'{}' is not a value of source-language; give a code such as es, or auto", value)};
}

void take(Call& call, std::string_view name, std::string_view value) {
    if (name == "profile") call.options.profile = value;
    if (name == "stages") append_words(call.options.stages, value);
    if (name == "skip") append_words(call.options.skip, value);
    if (name == "dictionaries") call.options.dictionaries.emplace_back(value);
    if (name == "data") call.options.data = value;
    if (name == "decisions") call.decisions = value;
    if (name == "id") {
        if (utf8::first_invalid(value)) throw Failure{MTMEND_BAD_VALUE, "the id is not valid UTF-8"};
        call.id = value;
    }
    if (name == "source-language") call.options.policy.source_language = source_language(value);
    if (name == "apply")
        call.options.policy.apply =
            one_of(name, value, {Confidence::safe, Confidence::likely, Confidence::suggestion});
    if (name == "offsets")
        call.offsets = one_of(name, value, {OffsetUnit::utf8, OffsetUnit::codepoint, OffsetUnit::utf16});
}

template <std::size_t count>
void take_all(Call& call, const mtmend_option* options, std::size_t given,
              const std::array<std::string_view, count>& known) {
    if (given > 0 && options == nullptr)
        throw Failure{MTMEND_BAD_ARGUMENT, "options are NULL; give their count as 0"};
    for (std::size_t i = 0; i < given; ++i) {
        const auto& [name, value] = options[i];
        if (name == nullptr || value == nullptr)
            throw Failure{MTMEND_BAD_ARGUMENT,
                          fmt::format("option {} has no name or no value; give both", i)};
        if (std::find(known.begin(), known.end(), name) == known.end())
            refuse_name(name, {known.begin(), known.end()});
        take(call, name, value);
    }
}

std::unique_ptr<mtmend_pipeline> open(const mtmend_option* options, std::size_t count) {
    Call call;
    take_all(call, options, count, open_options);
    auto pipeline = try_open_pipeline(call.options);
    if (!pipeline) throw Failure{status_of(pipeline.error().kind), pipeline.error().text};
    std::shared_ptr<const Decisions> decisions;
    if (!call.decisions.empty()) try {
            decisions = read_decisions(call.decisions);
        } catch (const InputError& error) {
            throw Failure{MTMEND_UNUSABLE, error.what()};
        }
    return std::make_unique<mtmend_pipeline>(
        mtmend_pipeline{std::move(pipeline).value(), std::move(decisions), call.offsets});
}

/// The edits of a log, in its unit, as a value to calculate with.
EditSet in_unit_of(const ArticleLog& log) {
    ArticleLog lengths;
    for (const LoggedEdit& edit : log.edits) {
        lengths.edits.emplace_back();
        lengths.edits.back().at = edit.at;
        lengths.edits.back().after.assign(edit.to.size(), '.');
    }
    return changes_of(lengths);
}

std::unique_ptr<mtmend_result> clean(const mtmend_pipeline& handle, std::string_view text,
                                     const mtmend_option* options, std::size_t count) {
    Call call;
    call.options.policy = handle.pipeline.policy();
    call.offsets = handle.offsets;
    take_all(call, options, count, clean_options);
    auto report = handle.pipeline.try_clean(text, call.options.policy);
    if (!report) throw Failure{status_of(report.error().kind), report.error().text};
    const Dictionaries& dictionaries = handle.pipeline.dictionaries();
    ArticleLog log = log_article(std::move(call.id), text, *report,
                                 {std::string(version()), dictionaries.profile().name,
                                  call.options.policy.apply, dictionaries.hash()});
    auto result = std::make_unique<mtmend_result>();
    if (handle.decisions) {
        log = decide(std::move(log), *handle.decisions, text);
        result->clean = changes_of(log).apply(text);
    } else {
        result->clean = std::move(report).value().clean;
    }
    result->source = text;
    result->source_length = length_in(text, call.offsets);
    result->clean_length = length_in(result->clean, call.offsets);
    result->log = in_unit(std::move(log), call.offsets, text);
    result->changes = in_unit_of(result->log);
    return result;
}

const char* given(const std::string& text, std::size_t* size) {
    if (size != nullptr) *size = text.size();
    return text.c_str();
}

/// The span as far as it lies in a text of this length.
template <class Text>
Span<Text> within(mtmend_span span, std::size_t length) {
    const std::size_t begin = std::min(span.begin, length);
    return {begin, std::max(begin, std::min(span.end, length))};
}

}  // namespace

const char* mtmend_version(void) {
    return mtmend::version().data();
}

mtmend_status mtmend_open(const mtmend_option* options, size_t count, mtmend_pipeline** pipeline, char* error,
                          size_t error_size) {
    return guarded(pipeline, error, error_size, [&] { return open(options, count); });
}

void mtmend_close(mtmend_pipeline* pipeline) {
    delete pipeline;
}

mtmend_status mtmend_clean(const mtmend_pipeline* pipeline, const char* text, size_t size,
                           const mtmend_option* options, size_t count, mtmend_result** result, char* error,
                           size_t error_size) {
    return guarded(result, error, error_size, [&] {
        if (pipeline == nullptr) throw Failure{MTMEND_BAD_ARGUMENT, "the pipeline is NULL; open one"};
        if (text == nullptr && size > 0)
            throw Failure{MTMEND_BAD_ARGUMENT, "the text is NULL; give its size as 0"};
        return clean(*pipeline, {text == nullptr ? "" : text, size}, options, count);
    });
}

void mtmend_free(mtmend_result* result) {
    delete result;
}

const char* mtmend_text(const mtmend_result* result, size_t* size) {
    return given(result->clean, size);
}

const char* mtmend_log(const mtmend_result* result, size_t* size) {
    try {
        std::call_once(result->once, [result] {
            result->json = mtmend::to_json_line(result->log);
            result->json.pop_back();
        });
        return given(result->json, size);
    } catch (...) {
        if (size != nullptr) *size = 0;
        return nullptr;
    }
}

size_t mtmend_to_clean(const mtmend_result* result, size_t source_offset) {
    return result->changes.to_made(std::min(source_offset, result->source_length));
}

size_t mtmend_to_source(const mtmend_result* result, size_t clean_offset) {
    return result->changes.to_source(std::min(clean_offset, result->clean_length));
}

mtmend_span mtmend_span_to_clean(const mtmend_result* result, mtmend_span source) {
    const auto made = result->changes.to_made(within<mtmend::Source>(source, result->source_length));
    return {made.begin, made.end};
}

mtmend_span mtmend_span_to_source(const mtmend_result* result, mtmend_span clean) {
    const auto source = result->changes.to_source(within<mtmend::Working>(clean, result->clean_length));
    return {source.begin, source.end};
}
