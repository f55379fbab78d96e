#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/cli/articles.hpp"
#include "pipeline/cli/cleaner.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/counts.hpp"
#include "pipeline/cli/in_order.hpp"
#include "pipeline/cli/jobs.hpp"
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
class Run : public RecordWork {
  public:
    Run(const Settings& settings, const std::vector<std::string>& paths)
        : timings_(settings.has("timings")),
          articles_(settings, paths),
          outputs_(settings, articles_, destination_of(settings)),
          log_(settings.has("log") ? &outputs_.open_beside(settings.text("log")) : nullptr),
          prints_diff_(settings.has("diff")),
          jobs_(jobs_of(settings)),
          cleaner_(settings, timings_.watcher()) {
        timings_.start_is_over();
    }

    void clean_all() {
        for_each_record(articles_, jobs_, *this);
        outputs_.commit();
        counts_.finish();
    }
    const Counts& counts() const { return counts_; }
    const Timings& timings() const { return timings_; }

    Finished treat(const Input& input, Record record, const std::string& file) const override;
    void begin(const Input& input) override;
    void take(const Input& input, Finished finished) override;
    void end(const Input& input) override;

  private:
    Timings timings_;
    Articles articles_;
    Outputs outputs_;
    AtomicFile* log_;
    bool prints_diff_;
    std::size_t jobs_;
    Cleaner cleaner_;
    Counts counts_;
    AtomicFile* output_ = nullptr;        ///< of the input at hand
    std::optional<UnifiedDiff> unified_;  ///< the same
};

Finished Run::treat(const Input&, Record record, const std::string& file) const {
    Finished finished;
    finished.file = file;
    finished.is_blank = record.is_blank();
    if (!finished.is_blank) {
        finished.log = cleaner_.clean(record, file);
        if (log_) finished.line = cleaner_.to_line(finished.log, record);
    }
    const EditSet changes = changes_of(finished.log);
    if (prints_diff_) finished.changes = record.in_bytes(changes);
    finished.text = std::move(record).rewritten(prints_diff_ ? EditSet() : changes);
    return finished;
}

void Run::begin(const Input& input) {
    output_ = &outputs_.open(input);
    unified_.emplace(input.id, [output = output_](std::string_view text) { output->write(text); });
}

void Run::take(const Input&, Finished finished) {
    if (!finished.is_blank) counts_.add(finished.log, finished.file);
    if (log_) log_->write(finished.line);
    if (prints_diff_)
        unified_->add(finished.text, finished.changes);
    else
        output_->write(finished.text);
}

void Run::end(const Input&) {
    if (prints_diff_) unified_->finish();
    output_->close();
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
    if (run.counts().unread() == 0) return success;
    complain(run.counts().describe_unread());
    return passed_errors;
}

}  // namespace mtmend::cli
