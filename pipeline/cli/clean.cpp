#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/cli/articles.hpp"
#include "pipeline/cli/batch.hpp"
#include "pipeline/cli/cleaner.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/counts.hpp"
#include "pipeline/cli/in_order.hpp"
#include "pipeline/cli/jobs.hpp"
#include "pipeline/cli/line_log.hpp"
#include "pipeline/cli/outputs.hpp"
#include "pipeline/cli/progress.hpp"
#include "pipeline/cli/proof.hpp"
#include "pipeline/cli/seen_texts.hpp"
#include "pipeline/cli/terminal.hpp"
#include "pipeline/cli/timings.hpp"
#include "pipeline/log/render_unified.hpp"

namespace mtmend::cli {

namespace {

void refuse_with_dedup(const Settings& settings) {
    for (const char* partial : {"shard", "resume", "check-manifest"})
        if (settings.has(partial))
            throw UsageError(fmt::format(
                "--dedup does not go with --{}: an article is compared with all before it, which such a run does not read; "
                "clean everything in one run, or leave out one of the two",
                partial));
    if (!settings.has("log") && !settings.has("log-field") && !settings.has("summary"))
        throw UsageError(
            "--dedup says what it finds in the log and the summary; give --log, --log-field or --summary");
}

void refuse_contradictions(const Settings& settings, const std::vector<std::string>& paths) {
    if (settings.has("diff") && (settings.has("output") || settings.has("in-place")))
        throw UsageError("--diff writes no text; leave out --output and --in-place");
    if (settings.has("diff") && settings.has("log-field"))
        throw UsageError("--diff writes no records; leave out --log-field");
    const bool to_stdout = !settings.has("output") || settings.text("output") == standard_stream;
    if (settings.text("log") == standard_stream && to_stdout && !settings.has("in-place"))
        throw UsageError("--log - would mix with the text on stdout; name a file, or use --output");
    if (settings.has("dedup")) refuse_with_dedup(settings);
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

/// A text file has no fields, and a record of WET none that a log may stand in.
void refuse_log_field(const Articles& articles) {
    for (const Input& input : articles.inputs())
        if (input.format != Format::jsonl && input.format != Format::csv)
            throw UsageError(fmt::format(
                "{}: only JSON Lines and CSV have fields for --log-field; use --log FILE", input.id));
}

/// An answer can be given at once only where it is one line, and goes to who waits for it.
void refuse_not_by_line(const Settings& settings, const Articles& articles) {
    for (const char* option : {"output", "in-place", "diff", "shard", "resume"})
        if (settings.has(option))
            throw UsageError(
                fmt::format("--line-buffered answers each line on stdout; leave out --{}", option));
    if (compression_of(settings.text("log")) != Compression::none)
        throw UsageError(
            "--line-buffered: a compressed log is not there at once; name a file without .gz or .zst");
    for (const Input& input : articles.inputs())
        if (input.format != Format::jsonl && input.format != Format::lines)
            throw UsageError(fmt::format(
                "--line-buffered: {} is not read line by line; say --format jsonl or --format lines",
                input.path == standard_stream ? "stdin" : input.path.string()));
}

Destination destination_of(const Settings& settings) {
    if (settings.has("diff")) return Destination::all_stdout;
    return settings.has("in-place") ? Destination::in_place : Destination::as_asked;
}

/// Where the manifest is, empty where there is to be none.
std::filesystem::path wanted_manifest(const Settings& settings, const std::vector<std::string>& paths) {
    if (settings.has("resume") || settings.has("check-manifest")) return manifest_of(settings, paths);
    if (settings.has("manifest"))
        throw UsageError(
            "--manifest goes with --resume or --check-manifest; give one of them, or leave it out");
    return {};
}

/// One run of `clean`: what it reads, where its results go, and what it counts.
class Run : public RecordWork {
  public:
    Run(const Settings& settings, const std::vector<std::string>& paths)
        : timings_(settings.has("timings")),
          articles_(settings, paths),
          outputs_(settings, articles_, destination_of(settings)),
          has_log_(settings.has("log")),
          log_field_(settings.text("log-field")),
          prints_diff_(settings.has("diff")),
          is_by_line_(settings.has("line-buffered")),
          jobs_(jobs_of(settings)),
          cleaner_(settings, timings_.watcher()),
          progress_(articles_.size()) {
        if (settings.has("dedup")) {
            seen_ = std::make_unique<SeenTexts>();
            counts_.look_for_duplicates();
        }
        if (!log_field_.empty()) refuse_log_field(articles_);
        if (is_by_line_) refuse_not_by_line(settings, articles_);
        if (const auto manifest = wanted_manifest(settings, paths); !manifest.empty()) {
            batch_ =
                std::make_unique<Batch>(manifest, manifest_header(settings, cleaner_.made_by().dictionaries),
                                        settings, articles_, outputs_);
        } else if (has_log_ && is_by_line_) {
            line_log_ = std::make_unique<LineLog>(outputs_.place_beside(settings.text("log")));
        } else if (has_log_) {
            log_ = &outputs_.open_beside(settings.text("log"));
        }
        summary_ = outputs_.open_summary(settings);
        timings_.start_is_over();
    }

    /// Nothing has its name before all is done, or, with --resume, before it is done itself; the log comes
    /// first, what proves the rest comes last.
    void clean_all() {
        try {
            if (is_by_line_)
                for_each_record_at_once(articles_, jobs_, *this);
            else
                for_each_record(articles_, jobs_, *this);
        } catch (...) {
            if (batch_) batch_->rescue();
            throw;
        }
        progress_.finish();
        if (batch_) batch_->finish_log();
        if (summary_) summary_->write(counts_.summary(progress_.seconds()));
        outputs_.commit();
        if (batch_) batch_->finish_manifest();
    }
    const Counts& counts() const { return counts_; }
    const Timings& timings() const { return timings_; }

    std::unique_ptr<RecordReader> open(const Articles& articles, const Input& input) override {
        return batch_ ? batch_->open(input) : articles.open(input);
    }
    Finished treat(const Input& input, Record record, const std::string& file) const override;
    void begin(const Input& input) override;
    void take(const Input& input, Finished finished) override;
    void end(const Input& input) override;

  private:
    void mark_duplicates(const Input& input, Finished& finished);
    Timings timings_;
    Articles articles_;
    Outputs outputs_;
    bool has_log_;
    std::string log_field_;  ///< empty for none
    bool prints_diff_;
    bool is_by_line_;
    std::size_t jobs_;
    Cleaner cleaner_;
    Progress progress_;
    Counts counts_;
    std::unique_ptr<SeenTexts> seen_;  ///< only with --dedup
    std::unique_ptr<Batch> batch_;     ///< only with --resume; then it writes log and outputs
    AtomicFile* log_ = nullptr;
    std::unique_ptr<LineLog> line_log_;  ///< in its place with --line-buffered
    AtomicFile* summary_ = nullptr;
    AtomicFile* output_ = nullptr;        ///< of the input at hand
    std::optional<UnifiedDiff> unified_;  ///< the same
};

Finished Run::treat(const Input& input, Record record, const std::string& file) const {
    Finished finished;
    finished.file = file;
    if (!record.is_blank()) finished.logs = cleaner_.clean(record, file);
    const bool puts_log = !log_field_.empty() && record.has_article();
    if (has_log_ || puts_log) finished.lines = cleaner_.to_lines(finished.logs, record);
    if (seen_)
        for (std::size_t i = 0; i < record.text_count(); ++i)
            finished.sketches.push_back(sketch_of(record.text(i)));
    const std::vector<EditSet> changes = changes_of(finished.logs);
    if (prints_diff_) finished.changes = record.in_bytes(changes);
    finished.text = std::move(record).rewritten(prints_diff_ ? std::vector<EditSet>() : changes);
    // What an article is a duplicate of is known in its turn only.
    if (puts_log && !seen_)
        finished.text = with_log(input, std::move(finished.text), log_field_, as_json(finished.lines));
    return finished;
}

void Run::mark_duplicates(const Input& input, Finished& finished) {
    bool has_any = false;
    for (std::size_t i = 0; i < finished.sketches.size(); ++i) {
        ArticleLog& log = finished.logs[i];
        log.duplicate = seen_->place(finished.sketches[i], log.id, log.field);
        has_any |= log.duplicate.has_value();
    }
    if (has_any && !finished.lines.empty()) finished.lines = with_duplicates(finished.lines, finished.logs);
    if (!log_field_.empty() && !finished.sketches.empty())
        finished.text = with_log(input, std::move(finished.text), log_field_, as_json(finished.lines));
}

void Run::begin(const Input& input) {
    if (batch_) {
        batch_->begin(input);
        if (const auto& done = batch_->done_before(input)) {
            counts_.add(Counts::read(done->counts));
            progress_.skip(done->source.bytes);
        }
        return;
    }
    output_ = &outputs_.open(input);
    unified_.emplace(input.id, [output = output_](std::string_view text) { output->write(text); });
}

void Run::take(const Input& input, Finished finished) {
    if (seen_) mark_duplicates(input, finished);
    Counts counts;
    counts.add_bytes(finished.source_bytes, prints_diff_ ? 0 : finished.text.size());
    for (const ArticleLog& log : finished.logs) counts.add(log, finished.file);
    counts_.add(counts);
    progress_.show(counts_);
    if (batch_) return batch_->take(finished, counts);
    if (log_) log_->write(finished.lines);
    if (line_log_) line_log_->write(finished.lines);
    if (prints_diff_)
        unified_->add(finished.text, finished.changes);
    else
        output_->write(finished.text);
    if (is_by_line_) output_->flush();
}

void Run::end(const Input& input) {
    if (batch_) return batch_->end(input);
    if (prints_diff_) unified_->finish();
    output_->close();
}

int check_manifest(const Settings& settings, const std::vector<std::string>& paths) {
    const auto manifest = manifest_of(settings, paths);
    const Articles articles(settings, paths);
    Outputs outputs(settings, articles, Destination::as_asked);
    const Cleaner cleaner(settings);
    const auto found = differences(manifest, manifest_header(settings, cleaner.made_by().dictionaries),
                                   settings, articles, outputs);
    for (const std::string& each : found) print(each + '\n');
    return found.empty() ? success : found_something;
}

}  // namespace

int clean(const Settings& settings) {
    if (settings.has("show-config")) return print(settings.show_config()), success;
    const std::vector<std::string> standard_input = {standard_stream};
    const auto& paths = settings.operands().empty() ? standard_input : settings.operands();
    refuse_contradictions(settings, paths);
    if (settings.has("check-manifest")) return check_manifest(settings, paths);
    Run run(settings, paths);
    run.clean_all();
    const bool is_batch = settings.has("resume") || settings.has("shard");
    if (settings.text("summary") == standard_stream)
        fmt::print(stderr, "{}", run.counts().table());
    else if (is_batch)
        complain(run.counts().line());
    if (settings.has("timings")) fmt::print(stderr, "{}", run.timings().table());
    if (run.counts().unread() == 0) return success;
    complain(run.counts().describe_unread());
    return passed_errors;
}

}  // namespace mtmend::cli
