#include <fmt/format.h>

#include <functional>
#include <string>

#include "pipeline/cli/articles.hpp"
#include "pipeline/cli/cleaner.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/counts.hpp"
#include "pipeline/cli/sarif.hpp"
#include "pipeline/cli/terminal.hpp"
#include "pipeline/io/atomic_file.hpp"
#include "pipeline/log/render_words.hpp"

namespace mtmend::cli {

namespace {

/// Prints what was found in one record.
using Reporter = std::function<std::string(const Input&, const Record&, const ArticleLog&)>;

Reporter reporter_of(const std::string& name, const Cleaner& cleaner) {
    if (name == "json")
        return [&](const Input&, const Record& record, const ArticleLog& log) {
            return cleaner.to_line(log, record);
        };
    if (name == "sarif")
        return [first = true](const Input& input, const Record& record, const ArticleLog& log) mutable {
            return sarif_results(input, record, log, first);
        };
    return [colours = shows_colours()](const Input&, const Record& record, const ArticleLog& log) {
        return render_words(log, colours, record.text());
    };
}

}  // namespace

int check(const Settings& settings) {
    AtomicFile out(standard_stream);
    if (settings.has("show-config")) return print(settings.show_config()), success;
    const Articles articles(settings, settings.operands());
    Cleaner cleaner(settings);
    Counts counts;
    const std::string report = settings.text("report");
    const Reporter describe = reporter_of(report, cleaner);
    if (report == "sarif") out.write(sarif_beginning());
    for (const Input& input : articles.inputs()) {
        const auto reader = articles.open(input);
        for (Record record; reader->next(record);) {
            if (record.is_blank()) continue;
            const ArticleLog log = cleaner.clean(record, reader->name());
            counts.add(log);
            out.write(describe(input, record, log));
        }
    }
    if (report == "sarif") out.write(sarif_end());
    out.commit();
    counts.finish();
    if (settings.has("summary")) fmt::print(stderr, "{}", counts.summary());
    if (cleaner.unread() > 0) complain(cleaner.describe_unread());
    return counts.edits() > 0 ? found_something : cleaner.unread() > 0 ? passed_errors : success;
}

}  // namespace mtmend::cli
