#include "pipeline/cli/cleaner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pipeline/dictionaries.hpp"
#include "pipeline/language_code.hpp"

namespace mtmend::cli {

namespace {

/// The code in --source-language, empty where articles or their records are to say it.
std::string source_language(const Settings& settings) {
    const std::string value = settings.text("source-language");
    if (value == "field:") throw UsageError("--source-language field: names no field; write field:NAME");
    if (value.starts_with("field:")) return {};
    if (auto code = language_code(value)) return *std::move(code);
    throw UsageError(fmt::format(
        "'{}' is not a value of source-language; give a code such as es, or auto, or field:NAME", value));
}

OffsetUnit read_unit(const Settings& settings) {
    constexpr std::array units = {OffsetUnit::utf8, OffsetUnit::codepoint, OffsetUnit::utf16};
    const std::string name = settings.text("offsets");
    return *std::find_if(units.begin(), units.end(),
                         [&](OffsetUnit unit) { return to_string(unit) == name; });
}

/// The first one is never taken apart, which would be a tenth of a short run: the process gives back all it
/// has when it ends.
Pipeline open_for_good(const Options& options) {
    static std::vector<Pipeline>& kept = *new std::vector<Pipeline>;
    Pipeline pipeline = open_pipeline(options);
    if (kept.empty()) kept.push_back(pipeline);
    return pipeline;
}

Decisions read_decisions(const Settings& settings) {
    return settings.has("decisions") ? Decisions(settings.text("decisions")) : Decisions();
}

}  // namespace

Options options_from(const Settings& settings) {
    Options options;
    options.profile = settings.text("profile");
    options.policy.apply = confidence_from(settings.text("apply"));
    options.policy.source_language = source_language(settings);
    options.policy.keeps_to_line = settings.text("format") == "lines";
    for (const std::string& folder : settings.list("dictionaries")) options.dictionaries.emplace_back(folder);
    options.stages = settings.list("stages");
    options.skip = settings.list("skip");
    return options;
}

Cleaner::Cleaner(const Settings& settings, Pipeline::Watcher watch)
    : pipeline_(open_for_good(options_from(settings))),
      made_by_{std::string(version()), settings.text("profile"), pipeline_.policy().apply,
               pipeline_.dictionaries().hash()},
      decisions_(read_decisions(settings)),
      watch_(std::move(watch)),
      unit_(read_unit(settings)),
      stops_on_error_(settings.text("on-error") == "stop") {}

std::vector<ArticleLog> Cleaner::clean(const Record& record, const std::string& file) const {
    if (!record.has_article()) return {pass_through(record, file)};
    std::vector<ArticleLog> logs;
    for (std::size_t i = 0; i < record.text_count(); ++i) logs.push_back(clean_text(record, i));
    return logs;
}

ArticleLog Cleaner::clean_text(const Record& record, std::size_t index) const {
    const std::string_view text = record.text(index);
    Policy policy = pipeline_.policy();
    if (!record.source_language.empty()) policy.source_language = record.source_language;
    const Report report = pipeline_.clean(text, policy, watch_);
    ArticleLog log = log_article(record.id, text, report, made_by_);
    if (record.text_count() > 1) log.field = record.field(index);
    return decide(std::move(log), decisions_, text);
}

ArticleLog Cleaner::pass_through(const Record& record, const std::string& file) const {
    if (stops_on_error_) throw InputError(fmt::format("{}:{}", file, record.error));
    return log_unread(record.id, record.bytes(), record.error, made_by_);
}

std::string Cleaner::to_lines(const std::vector<ArticleLog>& logs, const Record& record) const {
    std::string lines;
    for (std::size_t i = 0; i < logs.size(); ++i)
        lines += to_json_line(in_unit(logs[i], unit_, record.text(i)));
    return lines;
}

std::string as_json(std::string lines) {
    lines.pop_back();
    if (lines.find('\n') == std::string::npos) return lines;
    std::replace(lines.begin(), lines.end(), '\n', ',');  // inside of strings line feeds are escaped
    return fmt::format("[{}]", lines);
}

}  // namespace mtmend::cli
