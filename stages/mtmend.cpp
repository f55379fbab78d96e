#include "pipeline/mtmend.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <stdexcept>

#include "pipeline/dictionaries.hpp"
#include "pipeline/io/input_error.hpp"
#include "pipeline/log/decisions.hpp"
#include "pipeline/log/diff_log.hpp"
#include "pipeline/stage_names.hpp"
#include "stages/registry.hpp"

namespace mtmend {
namespace {

using Stages = std::vector<std::shared_ptr<const Stage>>;

void check_stage_names(const std::vector<std::string>& names, const Stages& stages) {
    for (const std::string& name : names) {
        const bool known = std::any_of(stages.begin(), stages.end(),
                                       [&](const auto& stage) { return stage->card().name == name; });
        if (!known) throw std::invalid_argument(unknown_stage(name, stages));
    }
}

}  // namespace

Pipeline open_pipeline(const Options& options) {
    std::vector<std::filesystem::path> folders = {options.data.empty() ? Dictionaries::built_in_folder()
                                                                       : options.data / "dictionaries"};
    folders.insert(folders.end(), options.dictionaries.begin(), options.dictionaries.end());
    auto dictionaries = std::make_shared<const Dictionaries>(folders, options.profile);
    Stages stages = make_stages(*dictionaries);
    check_stage_names(options.stages, stages);
    check_stage_names(options.skip, stages);
    auto listed = [](const std::vector<std::string>& names, std::string_view name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    std::erase_if(stages, [&](const auto& stage) {
        const std::string_view name = stage->card().name;
        return listed(options.skip, name) || (!options.stages.empty() && !listed(options.stages, name));
    });
    return Pipeline(std::move(dictionaries), std::move(stages), options.policy);
}

Outcome<Pipeline> try_open_pipeline(const Options& options) noexcept {
    try {
        return open_pipeline(options);
    } catch (const std::bad_alloc&) {
        return Error{Error::Kind::no_memory, {}};
    } catch (const std::invalid_argument& error) {
        return Error{Error::Kind::unknown_name, error.what()};
    } catch (const std::exception& error) {
        return Error{Error::Kind::unusable, error.what()};
    } catch (...) {
        return Error{};
    }
}

std::shared_ptr<const Decisions> read_decisions(const std::filesystem::path& file) {
    return std::make_shared<const Decisions>(file);
}

std::shared_ptr<const Decisions> parse_decisions(std::string_view json_lines) {
    auto decisions = std::make_shared<Decisions>();
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < json_lines.size();) {
        const std::size_t end = std::min(json_lines.find('\n', begin), json_lines.size());
        const std::string_view line = json_lines.substr(begin, end - begin);
        begin = end + 1;
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        try {
            decisions->add(line);
        } catch (const std::runtime_error& error) {
            throw InputError(
                fmt::format("decisions:{}: {}; mend the line, or take it out", number, error.what()));
        }
    }
    return decisions;
}

Report decide(const Report& report, std::string_view article, const Decisions& decisions,
              const std::string& id) {
    if (report.other_language) return report;
    const ArticleLog log = decide(log_article(id, article, report, {}), decisions, article);
    Report decided;
    decided.edits.assign(log.edits.begin(), log.edits.end());
    decided.held.assign(log.held.begin(), log.held.end());
    decided.changes = changes_of(log);
    decided.clean = decided.changes.apply(article);
    return decided;
}

std::string to_log_line(const Pipeline& pipeline, std::string_view article, const Report& report,
                        const LogLine& line) {
    const Dictionaries& dictionaries = pipeline.dictionaries();
    ArticleLog log = log_article(line.id, article, report,
                                 {std::string(version()), dictionaries.profile().name,
                                  line.apply.value_or(pipeline.policy().apply), dictionaries.hash()});
    log.field = line.field;
    return to_json_line(in_unit(std::move(log), line.offsets, article));
}

std::string_view version() {
    return MTMEND_VERSION;
}

}  // namespace mtmend
