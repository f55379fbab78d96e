#include "pipeline/cli/batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <utility>

#include "pipeline/cli/shard.hpp"
#include "pipeline/edit/fingerprint.hpp"
#include "pipeline/mtmend.hpp"

namespace mtmend::cli {

namespace fs = std::filesystem;

namespace {

using std::chrono::steady_clock;

/// What has been done since the last commit is lost in a crash. Tests commit after every record.
bool commits_always() {
    static const char* const every = std::getenv("MTMEND_COMMIT_EVERY");
    return every && std::string_view(every) == "0";
}
constexpr auto between_commits = std::chrono::seconds(1);
/// Where the disk is slow, commits take no more than this share of the time.
constexpr int share_of_commits = 20;
constexpr std::size_t most_ended = 2000;
/// Files of records from this size on are committed in parts.
constexpr std::size_t worth_parts = std::size_t{4} << 20;

bool is_there(const fs::path& path) {
    std::error_code error;
    return fs::exists(path, error);
}

std::size_t size_of(const fs::path& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    return error ? 0 : size;
}

bool is(const fs::path& path, const Measured& measured) {
    return is_there(path) && size_of(path) == measured.bytes && measure_file(path) == measured;
}

Measured measured(const Reached& reached) {
    return {reached.bytes, to_string(reached.hash)};
}

bool is_source(const Reached& reached, const ManifestEntry& entry) {
    return reached.records == entry.records && measured(reached) == entry.source;
}

bool has_counts(const ManifestEntry& entry) {
    try {
        return Counts::read(entry.counts), true;
    } catch (const InputError&) {
        return false;
    }
}

/// Reads all of an input. An input that can no longer be read is none that was done.
bool has_source(const Articles& articles, const Input& input, const ManifestEntry& entry) {
    try {
        return is_source(MeasuredReader(articles.open(input)).skip(), entry);
    } catch (const InputError&) {
        return false;
    }
}

/// An output that is committed in parts; where it is compressed, behind a member or frame.
std::unique_ptr<GrowingFile> grow(const fs::path& place) {
    return std::make_unique<GrowingFile>(place, compression_of(place), commits_always() ? 1 : worth_parts);
}

/// Files that a finished run's log consists of, piece by piece.
class LogPieces {
  public:
    explicit LogPieces(const fs::path& path) {
        if (!path.empty()) file_.open(path, std::ios::binary);
    }
    std::size_t at() const { return at_; }
    /// Is the next piece so?
    bool next(const Measured& piece) {
        RunningHash hash;
        std::vector<char> block(std::min(piece.bytes, std::size_t{1} << 17));
        while (file_ && hash.bytes() < piece.bytes) {
            const std::size_t size = std::min(block.size(), piece.bytes - hash.bytes());
            file_.read(block.data(), static_cast<std::streamsize>(size));
            hash.add({block.data(), static_cast<std::size_t>(file_.gcount())});
        }
        at_ += hash.bytes();
        return hash.measured() == piece;
    }
    bool is_over() { return !file_ || file_.peek() == std::ifstream::traits_type::eof(); }

  private:
    std::ifstream file_;
    std::size_t at_ = 0;
};

}  // namespace

fs::path manifest_of(const Settings& settings, const std::vector<std::string>& paths) {
    const char* why = settings.has("resume") ? "--resume" : "--check-manifest";
    const auto refuse = [&](const char* what) { throw UsageError(fmt::format("{} {}", why, what)); };
    if (settings.has("resume") && settings.has("check-manifest"))
        throw UsageError("--resume and --check-manifest exclude each other; give one of them");
    if (settings.has("in-place")) refuse("does not go with --in-place, which changes the inputs");
    if (settings.has("diff")) refuse("does not go with --diff, which writes no text");
    if (paths.front() == standard_stream)
        refuse("does not go with stdin, which cannot be read again; name a file");
    if (!settings.has("output") || settings.text("output") == standard_stream)
        refuse("needs --output with a file or folder");
    if (settings.text("log") == standard_stream) refuse("needs --log with a file, or none");
    if (const fs::path log = settings.text("log"); log.extension() == ".gz" || log.extension() == ".zst")
        refuse("needs a --log that is not compressed; compress it afterwards");
    if (settings.has("manifest")) return settings.text("manifest");
    std::error_code error;
    fs::path beside = fs::weakly_canonical(fs::absolute(settings.text("output")), error);
    if (!beside.has_filename()) beside = beside.parent_path();
    if (settings.has("shard")) {
        const Shard shard = Shard::read(settings.text("shard"));
        beside += fmt::format(".{}-of-{}", shard.number, shard.of);
    }
    return beside += ".manifest.jsonl";
}

ManifestHeader manifest_header(const Settings& settings, const std::string& dictionaries) {
    ManifestHeader header{std::string(version()), dictionaries, settings.with_a_say()};
    if (settings.has("decisions"))
        header.configuration.push_back("decisions = " + measure_file(settings.text("decisions")).hash);
    header.configuration.emplace_back(settings.has("log") ? "with a log" : "without a log");
    return header;
}

Batch::Batch(const fs::path& manifest, ManifestHeader header, const Settings& settings,
             const Articles& articles, Outputs& outputs)
    : articles_(articles),
      outputs_(outputs),
      header_(std::move(header)),
      manifest_path_(outputs.place_beside(manifest)),
      run_(content_hash(fs::absolute(manifest).lexically_normal().string()).substr(7, 8)),
      known_(articles.inputs().size()),
      next_commit_(steady_clock::now() + between_commits) {
    if (settings.has("log")) log_path_ = outputs.place_beside(settings.text("log"));
    for (const Input& input : articles.inputs()) places_.push_back(outputs.place(input));
    manifest_.emplace(manifest_path_);
    manifest_->lock();
    outputs_.call_run(run_);
    remove_what_a_crash_left(settings.text("summary"));
    take_up_unfinished();
    take_up_finished();
    drop_part();
    if (all_done_) {
        manifest_->discard();
        if (log_) log_->discard();
        return;
    }
    begin_manifest();
}

Batch::~Batch() = default;

std::size_t Batch::index_of(const Input& input) const {
    return static_cast<std::size_t>(&input - articles_.inputs().data());
}

const std::optional<ManifestEntry>& Batch::done_before(const Input& input) const {
    return known_[index_of(input)].entry;
}

void Batch::remove_what_a_crash_left(const fs::path& summary) const {
    std::set<fs::path> folders = {manifest_path_.parent_path(), summary.parent_path()};
    for (const fs::path& place : places_) folders.insert(place.parent_path());
    for (const fs::path& folder : folders) remove_left_overs(folder.empty() ? "." : folder, run_);
}

void Batch::take_up_unfinished() {
    ManifestReader reader(GrowingFile::aside_of(manifest_path_));
    const bool is_same = reader.header() && *reader.header() == header_;
    // The run may have ended between giving the log its name and giving the manifest its own.
    if (is_same && !log_path_.empty() && !is_there(GrowingFile::aside_of(log_path_)) && is_there(log_path_)) {
        ManifestReader sizes(GrowingFile::aside_of(manifest_path_));
        std::size_t bytes = 0;
        for (ManifestEntry each; sizes.next(each);) bytes += each.is_part ? 0 : each.log.bytes;
        std::error_code error;
        if (bytes == size_of(log_path_)) fs::rename(log_path_, GrowingFile::aside_of(log_path_), error);
    }
    if (!log_path_.empty()) log_.emplace(log_path_);
    if (is_same) take_up_unfinished(reader);
}

void Batch::take_up_unfinished(ManifestReader& reader) {
    std::size_t kept = reader.line().size();
    std::size_t read = kept;
    std::optional<ManifestEntry> part;  // the last one
    auto input = articles_.inputs().begin();
    for (ManifestEntry each; reader.next(each);) {
        read += reader.line().size();
        if (each.is_part) {
            part = std::move(each);
            continue;
        }
        part.reset();
        if (input == articles_.inputs().end() || input->id != each.input || !take_up(*input, each)) break;
        known(*input++) = {State::done, std::move(each), 0};
        kept = read;
    }
    if (part) {
        part_of_ = part->input;
        if (input != articles_.inputs().end() && input->id == part->input && take_up_part(*input, *part)) {
            known(*input) = {State::begun, std::move(part), 0};
            kept = read;
        }
    }
    manifest_->keep(kept);
    is_begun_ = true;
}

/// What is written aside of an input that nothing will be added to.
void Batch::drop_part() {
    if (part_of_.empty() || begun_output_) return;
    std::error_code error;
    fs::remove(GrowingFile::aside_of(outputs_.place(part_of_)), error);
}

bool Batch::take_up(const Input& input, const ManifestEntry& entry) {
    const fs::path& place = places_[index_of(input)];
    if (!has_counts(entry) || !has_source(articles_, input, entry)) return false;
    if (!is(place, entry.output)) {
        // It was not given its name yet.
        if (!is(GrowingFile::aside_of(place), entry.output)) return false;
        GrowingFile file(place);
        if (!file.resume(entry.output)) return false;
        file.finish();
    }
    return resume_log(entry.log);
}

bool Batch::take_up_part(const Input& input, const ManifestEntry& entry) {
    const fs::path& place = places_[index_of(input)];
    if (!has_counts(entry) || !is_there(GrowingFile::aside_of(place))) return false;
    try {
        auto reader = std::make_unique<MeasuredReader>(articles_.open(input));
        if (!is_source(reader->skip(entry.records), entry)) return false;
        begun_reader_ = std::move(reader);
    } catch (const InputError&) {
        return false;
    }
    begun_output_ = grow(place);
    // The log's segment goes on, and so is not ended here.
    if (begun_output_->resume(entry.output) && (!log_ || log_->resume(entry.log))) return true;
    begun_output_.reset();
    begun_reader_.reset();
    return false;
}

bool Batch::resume_log(const Measured& measured) {
    if (!log_) return measured.bytes == 0;
    const bool resumed = log_->resume(measured);
    log_->begin_segment();
    return resumed;
}

/// A finished run proves what stands in its log and outputs, wherever its inputs are in the order now.
void Batch::take_up_finished() {
    if (!is_there(manifest_path_)) return;
    std::map<std::string_view, const Input*> to_do;
    for (const Input& input : articles_.inputs())
        if (known(input).state == State::to_do) to_do.emplace(input.id, &input);
    if (to_do.empty()) return;
    ManifestReader reader(manifest_path_);
    if (!reader.header() || *reader.header() != header_) return;
    LogPieces log(log_path_);
    std::vector<const Input*> order;
    for (ManifestEntry each; reader.next(each);) {
        const std::size_t log_begin = log.at();
        const bool has_log = log.next(each.log);
        const auto found = to_do.find(each.input);
        if (!has_log || found == to_do.end() || each.is_part) continue;
        const Input& input = *found->second;
        if (!has_counts(each) || !has_source(articles_, input, each)) continue;
        if (!is(places_[index_of(input)], each.output)) continue;
        known(input) = {State::to_copy, std::move(each), log_begin};
        order.push_back(&input);
    }
    all_done_ = reader.is_whole() && log.is_over() && order.size() == articles_.inputs().size() &&
                std::is_sorted(order.begin(), order.end());
}

/// Of the manifest stays what is proven.
void Batch::begin_manifest() {
    if (log_) log_->cut();
    manifest_->cut();
    if (!is_begun_) manifest_->write(to_json_line(header_));
    manifest_->sync();
}

std::unique_ptr<RecordReader> Batch::open(const Input& input) {
    switch (known(input).state) {
        case State::begun:
            return std::move(begun_reader_);
        case State::done:
        case State::to_copy:
            return std::make_unique<NoRecords>(input.path.string());
        case State::to_do:
            break;
    }
    return std::make_unique<MeasuredReader>(articles_.open(input));
}

void Batch::begin(const Input& input) {
    const Known& before = known(input);
    input_ = &input;
    if (before.state == State::to_copy && !all_done_) copy_log(before);
    if (before.state == State::done || before.state == State::to_copy) return;
    reached_ = {0, 0, RunningHash().value()};
    counts_ = {};
    if (before.state == State::to_do) return open_output(input);
    // Hash and place of what was read come with the next record.
    reached_ = {before.entry->records, before.entry->source.bytes, {}};
    counts_ = Counts::read(before.entry->counts);
    growing_ = std::move(begun_output_);
}

void Batch::copy_log(const Known& from) {
    if (log_) {
        std::ifstream file(log_path_, std::ios::binary);
        file.seekg(static_cast<std::streamoff>(from.log_begin));
        std::vector<char> block(std::size_t{1} << 17);
        for (std::size_t left = from.entry->log.bytes; left > 0 && file;) {
            file.read(block.data(), static_cast<std::streamsize>(std::min(left, block.size())));
            const auto got = static_cast<std::size_t>(file.gcount());
            log_->write({block.data(), got});
            left -= got;
        }
        if (log_->segment() != from.entry->log)
            throw InputError(
                fmt::format("{}: changed while it was read; run this again", log_path_.string()));
        log_->begin_segment();
    }
    ended_.push_back(*from.entry);
    if (is_time()) commit();
}

bool Batch::grows(const Input& input) const {
    return input.format != Format::text && (commits_always() || size_of(input.path) >= worth_parts);
}

void Batch::open_output(const Input& input) {
    const fs::path& place = places_[index_of(input)];
    if (grows(input)) {
        growing_ = grow(place);
        return;
    }
    const bool stays = !files_.emplace_back(place, run_).aside().empty();
    is_open_ = true;
    if (!stays)
        throw InputError(
            fmt::format("{}: is no file that stays, as --resume needs; name another", place.string()));
}

void Batch::take(const Finished& finished, const Counts& counts) {
    reached_ = finished.reached;
    counts_.add(counts);
    if (log_) log_->write(finished.lines);
    if (!growing_) return files_.back().write(finished.text);
    growing_->write(finished.text);
    if (growing_->is_at_border() && is_time()) commit_part();
}

void Batch::end(const Input& input) {
    const State before = known(input).state;
    if (before == State::done || before == State::to_copy) return;
    if (growing_)
        growing_->end();
    else
        files_.back().close();
    is_open_ = false;
    ManifestEntry ended = entry(false);
    // All of it was done before, and only the end was not seen.
    if (before == State::begun && ended.records == known(input).entry->records)
        ended.source = known(input).entry->source;
    ended_.push_back(std::move(ended));
    if (log_) log_->begin_segment();
    if (growing_ || is_time()) commit();
}

ManifestEntry Batch::entry(bool is_part) const {
    ManifestEntry made;
    made.input = input_->id;
    made.is_part = is_part;
    made.records = reached_.records;
    made.source = measured(reached_);
    made.output = growing_ ? growing_->segment() : measure_file(files_.back().aside());
    made.log = log_ ? log_->segment() : RunningHash().measured();
    made.counts = counts_.written();
    return made;
}

bool Batch::is_time() const {
    return commits_always() || ended_.size() >= most_ended || steady_clock::now() >= next_commit_;
}

void Batch::commit_part() {
    if (!ended_.empty()) commit();
    const auto begin = steady_clock::now();
    if (log_) log_->sync();
    growing_->sync();
    manifest_->write(to_json_line(entry(true)));
    manifest_->sync();
    const auto now = steady_clock::now();
    next_commit_ = now + std::max<steady_clock::duration>(between_commits, (now - begin) * share_of_commits);
}

/// The log comes to the disk before the texts get their names, and the manifest after them. A file that grew
/// is found aside too, so that the manifest may say earlier that it is there: else a crash between the two
/// would cost all of it.
void Batch::commit() {
    const auto begin = steady_clock::now();
    if (log_) log_->sync();
    if (!articles_.are_many() && !files_.empty() && log_) {
        log_->finish();
        log_.reset();
    }
    mtmend::commit(files_);
    files_.clear();
    // An input that is at work has its output open, and what is ended is all before it.
    const bool grew = growing_ && !ended_.empty() && ended_.back().input == input_->id;
    if (grew) growing_->sync();
    for (const ManifestEntry& each : ended_) manifest_->write(to_json_line(each));
    manifest_->sync();
    ended_.clear();
    if (grew) {
        if (!articles_.are_many() && log_) finish_log();
        growing_->finish();
        growing_.reset();
    }
    const auto now = steady_clock::now();
    next_commit_ = now + std::max<steady_clock::duration>(between_commits, (now - begin) * share_of_commits);
}

void Batch::finish_log() {
    if (all_done_) return;
    if (!ended_.empty() || !files_.empty()) commit();
    if (!log_) return;
    log_->finish();
    log_.reset();
}

void Batch::finish_manifest() {
    if (all_done_) return;
    AtomicFile whole(manifest_path_, run_);
    {
        ManifestReader reader(GrowingFile::aside_of(manifest_path_));
        whole.write(to_json_line(header_));
        std::size_t inputs = 0;
        for (ManifestEntry each; reader.next(each);)
            if (!each.is_part) whole.write(reader.line()), ++inputs;
        whole.write(manifest_end(inputs));
    }
    whole.commit();
    manifest_->discard();
}

void Batch::rescue() noexcept {
    try {
        if (all_done_ || growing_ || ended_.empty()) return;
        if (is_open_) files_.pop_back();  // of the input that failed
        commit();
    } catch (...) {  // what is not committed is done again
    }
}

std::vector<std::string> differences(const fs::path& manifest, const ManifestHeader& header,
                                     const Settings& settings, const Articles& articles, Outputs& outputs) {
    if (!is_there(manifest))
        throw InputError(fmt::format("{}: is not there; {}", manifest.string(),
                                     is_there(GrowingFile::aside_of(manifest))
                                         ? "the run is not finished: end it with --resume"
                                         : "only runs with --resume leave a manifest"));
    ManifestReader reader(manifest);
    if (!reader.header())
        throw InputError(
            fmt::format("{}:1: is no manifest; clean with --resume to make one", manifest.string()));
    std::vector<std::string> found;
    if (*reader.header() != header) found.emplace_back("another configuration, version or dictionaries");
    std::map<std::string_view, const Input*> inputs;
    for (const Input& input : articles.inputs()) inputs.emplace(input.id, &input);
    LogPieces log(settings.text("log"));
    for (ManifestEntry each; reader.next(each);) {
        const auto input = inputs.find(each.input);
        if (input == inputs.end()) {
            found.push_back(fmt::format("{}: the input is gone", each.input));
        } else {
            if (!has_source(articles, *input->second, each))
                found.push_back(fmt::format("{}: the input differs", each.input));
            if (!is(outputs.place(*input->second), each.output))
                found.push_back(fmt::format("{}: the output differs", each.input));
            inputs.erase(input);
        }
        if (!log.next(each.log)) found.push_back(fmt::format("{}: the log differs", each.input));
    }
    if (!reader.is_whole())
        throw InputError(fmt::format("{}:{}: is cut off or damaged here; clean with --resume to mend it",
                                     manifest.string(), reader.line_number()));
    if (!log.is_over()) found.emplace_back("the log goes on behind its last line");
    for (const auto& [id, input] : inputs) found.push_back(fmt::format("{}: the input is new", id));
    return found;
}

}  // namespace mtmend::cli
