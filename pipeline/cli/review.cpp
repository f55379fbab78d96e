#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/cli/articles.hpp"
#include "pipeline/cli/cleaner.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/terminal.hpp"
#include "pipeline/dictionaries.hpp"
#include "pipeline/io/atomic_file.hpp"
#include "pipeline/log/apply.hpp"
#include "pipeline/log/review_page.hpp"

namespace mtmend::cli {

namespace {

namespace fs = std::filesystem;

void refuse_to_write_over(const fs::path& read, const std::string& page) {
    std::error_code ignored;
    if (fs::equivalent(read, page, ignored))
        throw UsageError(
            fmt::format("{}: is an input and would be overwritten; name another file with --html", page));
}

/// The articles at hand, with their lines of the log.
void add_articles(const Settings& settings, const Articles& articles, ReviewPage& page) {
    LogFollower follower(settings.operands().front(), false);
    for (const Input& input : articles.inputs()) {
        const auto reader = articles.open(input);
        for (Record record; reader->next(record);) {
            std::vector<ArticleLog> logs = follower.lines_of(record);
            for (std::size_t i = 0; i < logs.size(); ++i) {
                if (record.has_article())
                    page.add(std::move(logs[i]), record.text(i));
                else
                    page.add(std::move(logs[i]), {});
            }
        }
    }
    if (const std::size_t unused = follower.count_unused(); unused > 0)
        complain(fmt::format("lines of the log about other articles than {}, which are not on the page: {}",
                             settings.text("source"), unused));
}

void add_lines(const Settings& settings, ReviewPage& page) {
    LogReader reader(settings.operands().front());
    for (ArticleLog log; reader.next(log);) page.add(std::move(log), {});
}

std::vector<ReviewCard> cards_of(const ReviewPage& page, const Pipeline& pipeline) {
    std::vector<ReviewCard> cards;
    for (const std::string& id : page.rules()) {
        ReviewCard card{id, pipeline.dictionaries().find_rule(id), {}, {}};
        if (card.rule) {
            Place place = card.rule->place;
            pipeline.dictionaries().leave_folder_out(place);
            card.written = fmt::format("{}:{}", place.file, place.line);
        }
        for (const auto& stage : pipeline.stages())
            if (!card.rule && card.description.empty()) card.description = stage->describe(id);
        if (card.rule || !card.description.empty()) cards.push_back(std::move(card));
    }
    return cards;
}

}  // namespace

int review(const Settings& settings) {
    if (!settings.has("html"))
        throw UsageError("review in the terminal is not there yet; name a page with --html FILE");
    const std::string& log = settings.operands().front();
    const std::string html = settings.text("html");
    refuse_to_write_over(log, html);
    const Pipeline pipeline = open_pipeline(options_from(settings));
    AtomicFile out(html);
    ReviewPage page(fs::path(log).filename().string(), [&](std::string_view text) { out.write(text); });
    if (settings.has("source")) {
        const Articles articles(settings, {settings.text("source")});
        for (const Input& input : articles.inputs()) refuse_to_write_over(input.path, html);
        add_articles(settings, articles, page);
    } else {
        add_lines(settings, page);
    }
    page.finish(cards_of(page, pipeline), pipeline.dictionaries().hash());
    out.commit();
    return success;
}

}  // namespace mtmend::cli
