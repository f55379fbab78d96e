#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/cli/cleaner.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/log_lines.hpp"
#include "pipeline/cli/raw_terminal.hpp"
#include "pipeline/cli/review_list.hpp"
#include "pipeline/cli/review_screen.hpp"
#include "pipeline/cli/review_session.hpp"
#include "pipeline/cli/terminal.hpp"
#include "pipeline/dictionaries.hpp"
#include "pipeline/io/atomic_file.hpp"
#include "pipeline/log/decision_file.hpp"
#include "pipeline/log/review_page.hpp"
#include "pipeline/split.hpp"

namespace mtmend::cli {

namespace {

namespace fs = std::filesystem;

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

int write_page(const Settings& settings) {
    if (settings.has("decisions"))
        throw UsageError("--decisions is for review in the terminal; on the page, import the file (key I)");
    const std::string& log = settings.operands().front();
    const std::string html = settings.text("html");
    refuse_to_write_over_inputs(settings, log, html, "html");
    const Pipeline pipeline = open_pipeline(options_from(settings));
    AtomicFile out(html);
    ReviewPage page(fs::path(log).filename().string(), [&](std::string_view text) { out.write(text); });
    for_each_line(settings, log, "on the page", [&](ArticleLog line, std::optional<std::string_view> text) {
        page.add(std::move(line), text);
    });
    page.finish(cards_of(page, pipeline), pipeline.dictionaries().hash());
    out.commit();
    return success;
}

/// "log.decisions.jsonl" beside "log.jsonl" or "log.jsonl.gz".
std::string decisions_beside(const fs::path& log) {
    fs::path name = log.filename();
    for (const char* ending : {".gz", ".zst", ".jsonl"})
        if (name.extension() == ending) name = name.stem();
    return (log.parent_path() / (name.string() + ".decisions.jsonl")).string();
}

std::string now() {
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

/// Why, and the first example of each kind; or the first lines of what a stage says.
std::vector<std::string> card_lines(const Pipeline& pipeline, const std::string& id) {
    std::vector<std::string> lines;
    if (const Rule* rule = pipeline.dictionaries().find_rule(id)) {
        lines.push_back(rule->why);
        const RuleCard card = rule->card.read();
        if (!card.fixes.empty())
            lines.push_back(
                fmt::format("fixes {} -> {}", card.fixes.front().first, card.fixes.front().second));
        if (!card.keeps.empty()) lines.push_back(fmt::format("keeps {}", card.keeps.front()));
        return lines;
    }
    for (const auto& stage : pipeline.stages()) {
        lines = nonempty_parts<std::string>(stage->describe(id), '\n');
        if (lines.size() > 3) lines.resize(3);
        if (!lines.empty()) break;
    }
    return lines;
}

void ask_for_keys(ReviewSession& session, const CardLines& card) {
    RawTerminal terminal;
    while (session.mode() != ReviewSession::Mode::finished) {
        const ScreenSize size = terminal.size();
        std::vector<std::string> lines = review_screen(session, card, size);
        // Keys are asked for at one place, whatever stands above.
        if (terminal.is_drawn_over() && lines.size() > 2 && lines.size() < size.rows)
            lines.insert(lines.end() - 2, size.rows - lines.size(), "");
        terminal.draw(lines);
        if (const auto key = terminal.next_key())
            session.press(*key);
        else if (terminal.is_ended())
            return;
    }
}

int review_in_terminal(const Settings& settings) {
    const std::string& log = settings.operands().front();
    const std::string decisions =
        settings.has("decisions") ? settings.text("decisions") : decisions_beside(log);
    if (log == standard_stream) throw UsageError("stdin is where keys come from; give the log as a file");
    if (settings.has("source") && settings.text("source") == standard_stream)
        throw UsageError("stdin is where keys come from; give the articles as files with --source PATH");
    refuse_to_write_over_inputs(settings, log, decisions, "decisions");
    ReviewList list;
    for_each_line(settings, log, "shown", [&](const ArticleLog& line, std::optional<std::string_view> text) {
        list.add(line, text);
    });
    if (list.empty()) return print("There is no edit in this log to decide on.\n"), success;
    DecisionFile file(decisions);
    if (file.was_cut()) complain(fmt::format("{}: the last line was cut off and is taken out", decisions));
    const Pipeline pipeline = open_pipeline(options_from(settings));
    ReviewSession session(list, file, now);
    ask_for_keys(session, [&](const std::string& rule) { return card_lines(pipeline, rule); });
    print(
        fmt::format("{}: {} of {} decided; 'mtmend apply {} --source PATH --decisions {}' carries them out\n",
                    decisions, session.decided(), list.size(), log, decisions));
    return success;
}

}  // namespace

int review(const Settings& settings) {
    return settings.has("html") ? write_page(settings) : review_in_terminal(settings);
}

}  // namespace mtmend::cli
