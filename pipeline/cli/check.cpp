#include <fmt/format.h>

#include <set>
#include <string>
#include <vector>

#include "pipeline/cli/articles.hpp"
#include "pipeline/cli/cleaner.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/counts.hpp"
#include "pipeline/cli/in_order.hpp"
#include "pipeline/cli/jobs.hpp"
#include "pipeline/cli/outputs.hpp"
#include "pipeline/cli/progress.hpp"
#include "pipeline/cli/sarif.hpp"
#include "pipeline/cli/terminal.hpp"
#include "pipeline/io/atomic_file.hpp"
#include "pipeline/log/render_words.hpp"

namespace mtmend::cli {

namespace {

/// One run of `check`: reports what was found in each record.
class Run : public RecordWork {
  public:
    Run(const Settings& settings, const Articles& articles, AtomicFile& out)
        : cleaner_(settings),
          report_(settings.text("report")),
          colours_(report_ == "words" && shows_colours()),
          out_(out),
          progress_(articles.size()) {}

    Finished treat(const Input& input, Record record, const std::string& file) const override {
        Finished finished;
        finished.file = file;
        if (record.is_blank()) return finished;
        finished.logs = cleaner_.clean(record, file);
        finished.text = describe(input, record, finished.logs);
        return finished;
    }

    void take(const Input&, Finished finished) override {
        counts_.add_bytes(finished.source_bytes, 0);
        if (finished.logs.empty()) return;
        const bool behind_others = counts_.edits() > 0;
        for (const ArticleLog& log : finished.logs) {
            counts_.add(log, finished.file);
            for (const LoggedEdit& edit : log.edits)
                if (report_ == "sarif") rules_.insert(edit.steps.back().rule);
        }
        if (report_ == "sarif" && behind_others && !finished.text.empty()) out_.write(sarif_separator);
        out_.write(finished.text);
        progress_.show(counts_);
    }

    /// The end of a report in SARIF, once everything is taken.
    std::string end_of_sarif() const { return sarif_end(rules_, cleaner_.pipeline()); }
    const Counts& counts() const { return counts_; }
    Progress& progress() { return progress_; }

  private:
    std::string describe(const Input& input, const Record& record,
                         const std::vector<ArticleLog>& logs) const {
        if (report_ == "json") return cleaner_.to_lines(logs, record);
        std::string out;
        for (std::size_t i = 0; i < logs.size(); ++i) {
            if (report_ == "words") out += render_words(logs[i], colours_, record.text(i));
            if (report_ != "sarif") continue;
            const std::string results = sarif_results(input, record, logs[i], cleaner_.pipeline());
            if (!out.empty() && !results.empty()) out += sarif_separator;
            out += results;
        }
        return out;
    }
    Cleaner cleaner_;
    std::string report_;
    bool colours_;
    AtomicFile& out_;
    Counts counts_;
    std::set<std::string> rules_;  ///< of the results
    Progress progress_;
};

}  // namespace

int check(const Settings& settings) {
    AtomicFile out(standard_stream);
    if (settings.has("show-config")) return print(settings.show_config()), success;
    const Articles articles(settings, settings.operands());
    Outputs outputs(settings, articles, Destination::all_stdout);
    AtomicFile* summary = outputs.open_summary(settings);
    Run run(settings, articles, out);
    const bool sarif = settings.text("report") == "sarif";
    if (sarif) out.write(sarif_beginning());
    for_each_record(articles, jobs_of(settings), run);
    if (sarif) out.write(run.end_of_sarif());
    out.commit();
    const Counts& counts = run.counts();
    run.progress().finish();
    if (summary) summary->write(counts.summary(run.progress().seconds()));
    outputs.commit();
    if (settings.text("summary") == standard_stream) fmt::print(stderr, "{}", counts.table());
    if (counts.unread() > 0) complain(counts.describe_unread());
    return counts.edits() > 0 ? found_something : counts.unread() > 0 ? passed_errors : success;
}

}  // namespace mtmend::cli
