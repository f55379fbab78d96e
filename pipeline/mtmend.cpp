// What mtmend.hpp offers beside the chain: decisions, lines of the log, the version.
#include "pipeline/mtmend.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "pipeline/dictionaries.hpp"
#include "pipeline/io/input_error.hpp"
#include "pipeline/log/decisions.hpp"
#include "pipeline/log/diff_log.hpp"

namespace mtmend {

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
