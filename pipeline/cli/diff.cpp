#include <fmt/format.h>

#include <string>
#include <vector>

#include "pipeline/cli/articles.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/terminal.hpp"
#include "pipeline/io/atomic_file.hpp"
#include "pipeline/log/apply.hpp"
#include "pipeline/log/compare_logs.hpp"
#include "pipeline/log/render_criticmarkup.hpp"
#include "pipeline/log/render_html.hpp"
#include "pipeline/log/render_unified.hpp"
#include "pipeline/log/render_words.hpp"

namespace mtmend::cli {

namespace {

void refuse_contradictions(const Settings& settings) {
    const bool two_logs = settings.operands().size() == 2;
    if (two_logs && (settings.has("source") || settings.has("render")))
        throw UsageError("two logs are compared in words, without --source and --render; leave these out");
    if (settings.text("render") == "unified" && !settings.has("source"))
        throw UsageError("--render unified needs --source PATH: a log does not hold whole lines");
    if (settings.text("render") == "criticmarkup" && !settings.has("source"))
        throw UsageError("--render criticmarkup needs --source PATH: a log does not hold whole articles");
}

void render_log(const Settings& settings, AtomicFile& out) {
    const bool colours = shows_colours();
    const bool html = settings.text("render") == "html";
    LogReader reader(settings.operands().front());
    for (ArticleLog log; reader.next(log);) out.write(html ? html_of(log) : render_words(log, colours));
}

/// Writes articles as CriticMarkup: one file of text as it is, others each behind a comment with its id.
class CriticMarkup {
  public:
    CriticMarkup(const Articles& articles, AtomicFile& out) : are_many_(articles.are_many()), out_(out) {}
    void write(const Input& input, const Record& record, std::size_t index, const ArticleLog& log) const {
        const bool is_alone = !are_many_ && input.format == Format::text;
        if (!is_alone)
            out_.write(fmt::format("{{>>{}{}<<}}\n", escaped_for_criticmarkup(log.id),
                                   log.field.empty() ? "" : " " + escaped_for_criticmarkup(log.field)));
        out_.write(render_criticmarkup(log, record.text(index)));
        if (!is_alone && !record.text(index).ends_with('\n')) out_.write("\n");
    }

  private:
    bool are_many_;
    AtomicFile& out_;
};

/// Renders what the log says about the articles at hand.
void render_beside_source(const Settings& settings, AtomicFile& out) {
    const std::string render = settings.text("render");
    const bool colours = shows_colours();
    const Articles articles(settings, {settings.text("source")});
    const CriticMarkup critic(articles, out);
    LogFollower follower(settings.operands().front(), false);
    for (const Input& input : articles.inputs()) {
        const auto reader = articles.open(input);
        UnifiedDiff unified(input.id, [&](std::string_view text) { out.write(text); });
        for (Record record; reader->next(record);) {
            const std::vector<ArticleLog> logs = follower.lines_of(record);
            if (render == "unified") unified.add(record.bytes(), record.in_bytes(changes_of(logs)));
            for (std::size_t i = 0; i < logs.size() && render != "unified"; ++i) {
                if (render == "html")
                    out.write(html_of(logs[i]));
                else if (render == "words")
                    out.write(render_words(logs[i], colours, record.text(i)));
                else
                    critic.write(input, record, i, logs[i]);
            }
        }
        unified.finish();
    }
    if (const std::size_t unused = follower.count_unused(); unused > 0)
        complain(fmt::format("lines of the log about other articles than {}, which are not shown: {}",
                             settings.text("source"), unused));
}

}  // namespace

int diff(const Settings& settings) {
    refuse_contradictions(settings);
    AtomicFile out(standard_stream);
    const std::string& log = settings.operands().front();
    const bool html = settings.text("render") == "html";
    if (html) out.write(html_beginning("mtmend: " + log));
    if (settings.operands().size() == 2)
        compare_logs(log, settings.operands().back(), shows_colours(),
                     [&](std::string_view text) { out.write(text); });
    else if (settings.has("source"))
        render_beside_source(settings, out);
    else
        render_log(settings, out);
    if (html) out.write(html_end());
    out.commit();
    return success;
}

}  // namespace mtmend::cli
