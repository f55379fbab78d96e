#include "pipeline/cli/earlier_runs.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string_view>
#include <utility>

#include "pipeline/cli/counts.hpp"
#include "pipeline/cli/proof.hpp"

namespace mtmend::cli {

namespace fs = std::filesystem;

namespace {

bool has_counts(const ManifestEntry& entry) {
    try {
        return Counts::read(entry.counts), true;
    } catch (const InputError&) {
        return false;
    }
}

}  // namespace

bool commits_always() {
    static const char* const every = std::getenv("MTMEND_COMMIT_EVERY");
    return every && std::string_view(every) == "0";
}

std::unique_ptr<GrowingFile> grow(const fs::path& place) {
    return std::make_unique<GrowingFile>(place, compression_of(place), commits_always() ? 1 : worth_parts);
}

EarlierRuns::EarlierRuns(const Articles& articles, const Outputs& outputs, const BatchFiles& files,
                         const ManifestHeader& header, GrowingFile& manifest)
    : articles_(articles),
      outputs_(outputs),
      files_(files),
      manifest_(manifest),
      known_(articles.inputs().size()) {
    take_up_unfinished(header);
    take_up_finished(header);
    drop_part();
}

std::size_t EarlierRuns::index_of(const Input& input) const {
    return static_cast<std::size_t>(&input - articles_.inputs().data());
}

void EarlierRuns::take_up_unfinished(const ManifestHeader& header) {
    ManifestReader reader(GrowingFile::aside_of(files_.manifest));
    const bool is_same = reader.header() && *reader.header() == header;
    // The run may have ended between giving the log its name and giving the manifest its own.
    if (is_same && !files_.log.empty() && !is_there(GrowingFile::aside_of(files_.log)) &&
        is_there(files_.log)) {
        ManifestReader sizes(GrowingFile::aside_of(files_.manifest));
        std::size_t bytes = 0;
        for (ManifestEntry each; sizes.next(each);) bytes += each.is_part ? 0 : each.log.bytes;
        std::error_code error;
        if (bytes == size_of(files_.log)) fs::rename(files_.log, GrowingFile::aside_of(files_.log), error);
    }
    if (!files_.log.empty()) log_ = std::make_unique<GrowingFile>(files_.log);
    if (is_same) take_up_unfinished(reader);
}

void EarlierRuns::take_up_unfinished(ManifestReader& reader) {
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
        known(*input++) = {Known::State::done, std::move(each), 0};
        kept = read;
    }
    if (part) {
        part_of_ = part->input;
        if (input != articles_.inputs().end() && input->id == part->input && take_up_part(*input, *part)) {
            known(*input) = {Known::State::begun, std::move(part), 0};
            kept = read;
        }
    }
    manifest_.keep(kept);
    have_header_ = true;
}

/// What is written aside of an input that nothing will be added to.
void EarlierRuns::drop_part() {
    if (part_of_.empty() || output_) return;
    std::error_code error;
    fs::remove(GrowingFile::aside_of(outputs_.place(part_of_)), error);
}

bool EarlierRuns::take_up(const Input& input, const ManifestEntry& entry) {
    const fs::path& place = files_.outputs[index_of(input)];
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

bool EarlierRuns::take_up_part(const Input& input, const ManifestEntry& entry) {
    const fs::path& place = files_.outputs[index_of(input)];
    if (!has_counts(entry) || !is_there(GrowingFile::aside_of(place))) return false;
    try {
        auto reader = std::make_unique<MeasuredReader>(articles_.open(input));
        if (!is_source(reader->skip(entry.records), entry)) return false;
        reader_ = std::move(reader);
    } catch (const InputError&) {
        return false;
    }
    output_ = grow(place);
    // The log's segment goes on, and so is not ended here.
    if (output_->resume(entry.output) && (!log_ || log_->resume(entry.log))) return true;
    output_.reset();
    reader_.reset();
    return false;
}

bool EarlierRuns::resume_log(const Measured& measured) {
    if (!log_) return measured.bytes == 0;
    const bool resumed = log_->resume(measured);
    log_->begin_segment();
    return resumed;
}

/// A finished run proves what stands in its log and outputs, wherever its inputs are in the order now.
void EarlierRuns::take_up_finished(const ManifestHeader& header) {
    if (!is_there(files_.manifest)) return;
    std::map<std::string_view, const Input*> to_do;
    for (const Input& input : articles_.inputs())
        if (known(input).state == Known::State::to_do) to_do.emplace(input.id, &input);
    if (to_do.empty()) return;
    ManifestReader reader(files_.manifest);
    if (!reader.header() || *reader.header() != header) return;
    LogPieces log(files_.log);
    std::vector<const Input*> order;
    for (ManifestEntry each; reader.next(each);) {
        const std::size_t log_begin = log.at();
        const bool has_log = log.next(each.log);
        const auto found = to_do.find(each.input);
        if (!has_log || found == to_do.end() || each.is_part) continue;
        const Input& input = *found->second;
        if (!has_counts(each) || !has_source(articles_, input, each)) continue;
        if (!is(files_.outputs[index_of(input)], each.output)) continue;
        known(input) = {Known::State::to_copy, std::move(each), log_begin};
        order.push_back(&input);
    }
    are_all_ = reader.is_whole() && log.is_over() && order.size() == articles_.inputs().size() &&
               std::is_sorted(order.begin(), order.end());
}

}  // namespace mtmend::cli
