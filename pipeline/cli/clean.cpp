#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/cli/articles.hpp"
#include "pipeline/cli/cleaner.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/counts.hpp"
#include "pipeline/cli/outputs.hpp"
#include "pipeline/cli/terminal.hpp"
#include "pipeline/cli/timings.hpp"
#include "pipeline/log/render_unified.hpp"

namespace mtmend::cli {

namespace {

void refuse_contradictions(const Settings& settings, const std::vector<std::string>& paths) {
    if (settings.has("diff") && (settings.has("output") || settings.has("in-place")))
        throw UsageError("--diff writes no text; leave out --output and --in-place");
    const bool to_stdout = !settings.has("output") || settings.text("output") == standard_stream;
    if (settings.text("log") == standard_stream && to_stdout && !settings.has("in-place"))
        throw UsageError("--log - would mix with the text on stdout; name a file, or use --output");
    if (!settings.has("in-place")) return;
    if (settings.has("output"))
        throw UsageError("--in-place and --output exclude each other; give one of them");
    if (paths.front() == standard_stream)
        throw UsageError("--in-place does not go with stdin; name the files to rewrite");
    if (!settings.has("log"))
        throw UsageError("--in-place needs --log FILE: it is the only way back to the originals");
    std::error_code error;
    if (std::filesystem::exists(settings.text("log"), error))
        throw UsageError(
            fmt::format("--log {}: exists, and may be the way back from an earlier run; name a new file",
                        settings.text("log")));
}

Destination destination_of(const Settings& settings) {
    if (settings.has("diff")) return Destination::all_stdout;
    return settings.has("in-place") ? Destination::in_place : Destination::as_asked;
}

/// One run of `clean`: what it reads, where its results go, and what it counts.
class Run {
  public:
    Run(const Settings& settings, const std::vector<std::string>& paths)
        : timings_(settings.has("timings")),
          articles_(settings, paths),
          outputs_(settings, articles_, destination_of(settings)),
          log_(settings.has("log") ? &outputs_.open_beside(settings.text("log")) : nullptr),
          prints_diff_(settings.has("diff")),
          cleaner_(settings, timings_.watcher()) {
        timings_.start_is_over();
    }

    void clean_all() {
        for (const Input& input : articles_.inputs()) clean(input);
        outputs_.commit();
        counts_.finish();
    }
    const Counts& counts() const { return counts_; }
    const Cleaner& cleaner() const { return cleaner_; }
    const Timings& timings() const { return timings_; }

  private:
    void clean(const Input& input);
    EditSet clean(const Record& record, const std::string& file);
    Timings timings_;
    Articles articles_;
    Outputs outputs_;
    AtomicFile* log_;
    bool prints_diff_;
    Cleaner cleaner_;
    Counts counts_;
};

void Run::clean(const Input& input) {
    const auto reader = articles_.open(input);
    AtomicFile& output = outputs_.open(input);
    UnifiedDiff unified(input.id, [&](std::string_view text) { output.write(text); });
    for (Record record; reader->next(record);) {
        const EditSet changes = clean(record, reader->name());
        if (prints_diff_)
            unified.add(record.bytes(), record.in_bytes(changes));
        else
            output.write(record.rewritten(changes));
    }
    if (prints_diff_) unified.finish();
    output.close();
}

EditSet Run::clean(const Record& record, const std::string& file) {
    if (record.is_blank()) return {};
    const ArticleLog log = cleaner_.clean(record, file);
    counts_.add(log);
    if (log_) log_->write(cleaner_.to_line(log, record));
    return changes_of(log);
}

}  // namespace

int clean(const Settings& settings) {
    if (settings.has("show-config")) return print(settings.show_config()), success;
    const std::vector<std::string> standard_input = {standard_stream};
    const auto& paths = settings.operands().empty() ? standard_input : settings.operands();
    refuse_contradictions(settings, paths);
    Run run(settings, paths);
    run.clean_all();
    if (settings.has("summary")) fmt::print(stderr, "{}", run.counts().summary());
    if (settings.has("timings")) fmt::print(stderr, "{}", run.timings().table());
    if (run.cleaner().unread() == 0) return success;
    complain(run.cleaner().describe_unread());
    return passed_errors;
}

}  // namespace mtmend::cli
