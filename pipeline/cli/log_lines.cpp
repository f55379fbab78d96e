#include "pipeline/cli/log_lines.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <vector>

#include "pipeline/cli/articles.hpp"
#include "pipeline/cli/terminal.hpp"
#include "pipeline/log/apply.hpp"

namespace mtmend::cli {

void for_each_line(const Settings& settings, const std::string& file, const char* where,
                   const TakeLine& take) {
    if (!settings.has("source")) {
        LogReader reader(file);
        for (ArticleLog line; reader.next(line);) take(std::move(line), {});
        return;
    }
    const Articles articles(settings, {settings.text("source")});
    LogFollower follower(file, false);
    for (const Input& input : articles.inputs()) {
        const auto reader = articles.open(input);
        for (Record record; reader->next(record);) {
            std::vector<ArticleLog> lines = follower.lines_of(record);
            for (std::size_t i = 0; i < lines.size(); ++i)
                take(std::move(lines[i]),
                     record.has_article() ? std::optional(record.text(i)) : std::nullopt);
        }
    }
    if (const std::size_t unused = follower.count_unused(); unused > 0)
        complain(fmt::format("lines of the log about other articles than {}, which are not {}: {}",
                             settings.text("source"), where, unused));
}

void refuse_to_write_over_inputs(const Settings& settings, const std::string& log, const std::string& written,
                                 std::string_view option) {
    const auto refuse = [&](const std::filesystem::path& read) {
        std::error_code ignored;
        if (std::filesystem::equivalent(read, written, ignored))
            throw UsageError(fmt::format(
                "{}: is an input and would be overwritten; name another file with --{}", written, option));
    };
    refuse(log);
    if (!settings.has("source")) return;
    const Articles articles(settings, {settings.text("source")});
    for (const Input& input : articles.inputs()) refuse(input.path);
}

}  // namespace mtmend::cli
