#include "pipeline/log/apply.hpp"

#include <fmt/format.h>

#include "pipeline/cli/articles.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/outputs.hpp"
#include "pipeline/cli/terminal.hpp"
#include "pipeline/log/decisions.hpp"

namespace mtmend::cli {

int apply(const Settings& settings) {
    if (!settings.has("source"))
        throw UsageError("--source PATH is missing: the articles that the log is about");
    if (settings.has("reverse") && settings.has("decisions"))
        throw UsageError(
            "--reverse does not take --decisions; reverse with the log that 'clean --decisions' wrote");
    const Articles articles(settings, {settings.text("source")});
    const Decisions decisions =
        settings.has("decisions") ? Decisions(settings.text("decisions")) : Decisions();
    Outputs outputs(settings, articles, Destination::as_asked);
    outputs.keep(settings.operands().front());
    LogFollower follower(settings.operands().front(), settings.has("reverse"));
    for (const Input& input : articles.inputs()) {
        const auto reader = articles.open(input);
        AtomicFile& output = outputs.open(input);
        for (Record record; reader->next(record);) {
            std::vector<ArticleLog> logs = follower.lines_of(record);
            for (std::size_t i = 0; i < logs.size(); ++i)
                logs[i] = decide(std::move(logs[i]), decisions, record.text(i));
            output.write(record.rewritten(changes_of(logs)));
        }
        output.close();
    }
    if (const std::size_t unused = follower.count_unused(); unused > 0)
        complain(fmt::format("lines of the log about other articles than {}, which were not applied: {}",
                             settings.text("source"), unused));
    outputs.commit();
    return success;
}

}  // namespace mtmend::cli
