#include "pipeline/cli/batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <utility>

#include "pipeline/cli/proof.hpp"
#include "pipeline/edit/fingerprint.hpp"

namespace mtmend::cli {

namespace fs = std::filesystem;

namespace {

using std::chrono::steady_clock;

/// What has been done since the last commit is lost in a crash.
constexpr auto between_commits = std::chrono::seconds(1);
/// Where the disk is slow, commits take no more than this share of the time.
constexpr int share_of_commits = 20;
constexpr std::size_t most_ended = 2000;

}  // namespace

Batch::Batch(const fs::path& manifest, ManifestHeader header, const Settings& settings,
             const Articles& articles, Outputs& outputs)
    : articles_(articles),
      header_(std::move(header)),
      run_(content_hash(fs::absolute(manifest).lexically_normal().string()).substr(7, 8)),
      next_commit_(steady_clock::now() + between_commits) {
    places_.manifest = outputs.place_beside(manifest);
    if (settings.has("log")) places_.log = outputs.place_beside(settings.text("log"));
    for (const Input& input : articles.inputs()) places_.outputs.push_back(outputs.place(input));
    manifest_.emplace(places_.manifest);
    manifest_->lock();
    outputs.call_run(run_);
    remove_what_a_crash_left(settings.text("summary"));
    earlier_.emplace(articles, outputs, places_, header_, *manifest_);
    log_ = earlier_->take_log();
    if (earlier_->are_all()) {
        manifest_->discard();
        if (log_) log_->discard();
        return;
    }
    begin_manifest();
}

Batch::~Batch() = default;

const fs::path& Batch::place_of(const Input& input) const {
    return places_.outputs[static_cast<std::size_t>(&input - articles_.inputs().data())];
}

const std::optional<ManifestEntry>& Batch::done_before(const Input& input) const {
    return earlier_->of(input).entry;
}

void Batch::remove_what_a_crash_left(const fs::path& summary) const {
    std::set<fs::path> folders = {places_.manifest.parent_path(), summary.parent_path()};
    for (const fs::path& place : places_.outputs) folders.insert(place.parent_path());
    for (const fs::path& folder : folders) remove_left_overs(folder.empty() ? "." : folder, run_);
}

/// Of the manifest stays what is proven.
void Batch::begin_manifest() {
    if (log_) log_->cut();
    manifest_->cut();
    if (!earlier_->have_header()) manifest_->write(to_json_line(header_));
    manifest_->sync();
}

std::unique_ptr<RecordReader> Batch::open(const Input& input) {
    switch (earlier_->of(input).state) {
        case Known::State::begun:
            return earlier_->take_reader();
        case Known::State::done:
        case Known::State::to_copy:
            return std::make_unique<NoRecords>(input.path.string());
        case Known::State::to_do:
            break;
    }
    return std::make_unique<MeasuredReader>(articles_.open(input));
}

void Batch::begin(const Input& input) {
    const Known& before = earlier_->of(input);
    input_ = &input;
    if (before.state == Known::State::to_copy && !earlier_->are_all()) copy_log(before);
    if (before.state == Known::State::done || before.state == Known::State::to_copy) return;
    reached_ = {0, 0, RunningHash().value()};
    counts_ = {};
    if (before.state == Known::State::to_do) return open_output(input);
    // Hash and place of what was read come with the next record.
    reached_ = {before.entry->records, before.entry->source.bytes, {}};
    counts_ = Counts::read(before.entry->counts);
    growing_ = earlier_->take_output();
}

void Batch::copy_log(const Known& from) {
    if (log_) {
        std::ifstream file(places_.log, std::ios::binary);
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
                fmt::format("{}: changed while it was read; run this again", places_.log.string()));
        log_->begin_segment();
    }
    ended_.push_back(*from.entry);
    if (is_time()) commit();
}

bool Batch::grows(const Input& input) const {
    return input.format != Format::text && (commits_always() || size_of(input.path) >= worth_parts);
}

void Batch::open_output(const Input& input) {
    const fs::path& place = place_of(input);
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
    const Known::State before = earlier_->of(input).state;
    if (before == Known::State::done || before == Known::State::to_copy) return;
    if (growing_)
        growing_->end();
    else
        files_.back().close();
    is_open_ = false;
    ManifestEntry ended = entry(false);
    // All of it was done before, and only the end was not seen.
    if (before == Known::State::begun && ended.records == earlier_->of(input).entry->records)
        ended.source = earlier_->of(input).entry->source;
    ended_.push_back(std::move(ended));
    if (log_) log_->begin_segment();
    if (growing_ || is_time()) commit();
}

ManifestEntry Batch::entry(bool is_part) const {
    ManifestEntry made;
    made.input = input_->id;
    made.is_part = is_part;
    made.records = reached_.records;
    made.source = {reached_.bytes, to_string(reached_.hash)};
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
    if (earlier_->are_all()) return;
    if (!ended_.empty() || !files_.empty()) commit();
    if (!log_) return;
    log_->finish();
    log_.reset();
}

void Batch::finish_manifest() {
    if (earlier_->are_all()) return;
    AtomicFile whole(places_.manifest, run_);
    {
        ManifestReader reader(GrowingFile::aside_of(places_.manifest));
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
        if (earlier_->are_all() || growing_ || ended_.empty()) return;
        if (is_open_) files_.pop_back();  // of the input that failed
        commit();
    } catch (...) {  // what is not committed is done again
    }
}

}  // namespace mtmend::cli
