// What mtmend.hpp offers beside the chain: decisions, lines of the log, the version.
#include "pipeline/mtmend.hpp"

#include "pipeline/dictionaries.hpp"
#include "pipeline/log/decisions.hpp"
#include "pipeline/log/diff_log.hpp"
#include "pipeline/split.hpp"

namespace mtmend {

std::shared_ptr<const Decisions> read_decisions(const std::filesystem::path& file) {
    return std::make_shared<const Decisions>(file);
}

std::shared_ptr<const Decisions> parse_decisions(std::string_view json_lines) {
    auto decisions = std::make_shared<Decisions>();
    for_each_line(json_lines, [&](std::string_view line, std::size_t number) {
        decisions->add_line(line, "decisions", number);
    });
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
