#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/cli/articles.hpp"
#include "pipeline/edit/edit_set.hpp"
#include "pipeline/log/diff_log.hpp"
#include "pipeline/text/sketch.hpp"

namespace mtmend::cli {

/// What a command made of one record, until it is its turn to be written.
struct Finished {
    std::string file;              ///< how messages name the file that the record stands in
    std::size_t source_bytes = 0;  ///< how many bytes of the file the record is
    Reached reached;               ///< where the file is a MeasuredReader
    std::vector<ArticleLog>
        logs;           ///< of its texts; none where there is nothing to clean: `text` is the record
    std::string text;   ///< what belongs in the output
    std::string lines;  ///< what belongs in the log file
    std::vector<Sketch> sketches;  ///< of the texts, where duplicates are looked for
    EditSet changes;               ///< to be shown as made in `text`; empty where they are made
};

/// What a command does with records.
class RecordWork {
  public:
    virtual ~RecordWork() = default;

    /// The costly part, for several records at once by several threads.
    virtual Finished treat(const Input& input, Record record, const std::string& file) const = 0;

    /// How an input is read; called in order, while others are treated and taken.
    virtual std::unique_ptr<RecordReader> open(const Articles& articles, const Input& input) {
        return articles.open(input);
    }

    /// What must go in order of the inputs and of the records in them. Called one at a time, each call after
    /// the one before it has returned, though not always by one thread.
    virtual void begin(const Input&) {}
    virtual void take(const Input& input, Finished finished) = 0;
    virtual void end(const Input&) {}
};

/// Reads all records of `articles` and hands them to `work`, which sees the same calls in the same order for
/// any number of `jobs`: threads that treat records, at least 1. Threads start only where there is more than
/// a page or two to do.
///
/// The first exception in order of the input, whether from reading, treating or taking, is thrown here; what
/// stands behind it is not taken.
///
/// In memory are two batches of some 64 KiB for each thread, or, where records are large, as many as make
/// 8 MiB for each thread, and one record of any size.
void for_each_record(const Articles& articles, std::size_t jobs, RecordWork& work);

/// The same for a source that waits for what becomes of a record before it gives the next: never reads on
/// while a record that was read is not taken. Several threads work only on records that lie ready together,
/// so with one record after the other `jobs` is of no use. In memory are up to four records for each thread.
void for_each_record_at_once(const Articles& articles, std::size_t jobs, RecordWork& work);

}  // namespace mtmend::cli
