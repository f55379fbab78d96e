#include "pipeline/cli/in_order.hpp"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <exception>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace mtmend::cli {

namespace {

/// What is done before threads start, in bytes of records: for less they are not worth it.
constexpr std::size_t worth_threads = std::size_t{32} << 10;
/// Records go from thread to thread in batches, so that handing them on costs nothing beside cleaning them.
constexpr std::size_t batch_bytes = std::size_t{64} << 10;
constexpr std::size_t batch_items = 1024;
constexpr std::size_t batches_per_job = 2;
constexpr std::size_t ready_items_per_job = 4;
constexpr std::size_t bytes_per_job = std::size_t{8} << 20;

/// A thing to do in its turn: an input begins, has a record, ends, or something failed.
struct Item {
    enum class Kind { begin, record, end, failure };
    Kind kind = Kind::record;
    const Input* input = nullptr;
    std::shared_ptr<const RecordReader> reader;
    RawRecord raw;
    Finished finished;
    std::exception_ptr failure;

    void fail() {
        kind = Kind::failure;
        failure = std::current_exception();
    }
};

/// Reads the inputs one behind the other.
class Source {
  public:
    Source(const Articles& articles, RecordWork& work)
        : articles_(articles),
          work_(work),
          input_(articles.inputs().begin()),
          end_(articles.inputs().end()) {}

    /// The next item; nothing at the end, and behind a failure.
    std::optional<Item> next() {
        if (is_over_) return std::nullopt;
        Item item;
        try {
            is_over_ = !read(item);
        } catch (...) {
            item.fail();
            is_over_ = true;
            return item;
        }
        return is_over_ ? std::nullopt : std::optional(std::move(item));
    }

    /// True where next() gives a record without waiting for one.
    bool is_at_hand() const { return !is_over_ && reader_ && reader_->is_at_hand(); }

  private:
    bool read(Item& item) {
        if (!reader_ && input_ == end_) return false;
        item.input = &*input_;
        if (!reader_) {
            reader_ = work_.open(articles_, *input_);
            item.kind = Item::Kind::begin;
        } else if (reader_->take(item.raw)) {
            item.reader = reader_;
        } else {
            item.kind = Item::Kind::end;
            reader_.reset();
            ++input_;
        }
        return true;
    }
    const Articles& articles_;
    RecordWork& work_;
    std::vector<Input>::const_iterator input_;
    std::vector<Input>::const_iterator end_;
    std::shared_ptr<RecordReader> reader_;
    bool is_over_ = false;
};

void treat(Item& item, const RecordWork& work) {
    if (item.kind != Item::Kind::record) return;
    try {
        const RecordReader& reader = *item.reader;
        const std::size_t source_bytes = item.raw.bytes.size();
        const Reached reached = item.raw.reached;
        item.finished = work.treat(*item.input, reader.understand(std::move(item.raw)), reader.name());
        item.finished.source_bytes = source_bytes;
        item.finished.reached = reached;
    } catch (...) {
        item.fail();
    }
}

/// Throws what failed.
void take(Item item, RecordWork& work) {
    switch (item.kind) {
        case Item::Kind::begin:
            return work.begin(*item.input);
        case Item::Kind::record:
            return work.take(*item.input, std::move(item.finished));
        case Item::Kind::end:
            return work.end(*item.input);
        case Item::Kind::failure:
            std::rethrow_exception(item.failure);
    }
}

struct Batch {
    std::vector<Item> items;
    std::size_t bytes = 0;
};
using BatchPointer = std::unique_ptr<Batch>;

/// What a thread did in its turn is seen by every later turn. oneTBB promises as much, but is not built with
/// the thread sanitizer, which has to see it here.
class Turn {
  public:
    explicit Turn(std::atomic<std::size_t>& turns) : turns_(turns) {
        turns_.fetch_add(1, std::memory_order_acq_rel);
    }
    ~Turn() { turns_.fetch_add(1, std::memory_order_acq_rel); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    std::atomic<std::size_t>& turns_;
};

/// The records of a source on their way through threads.
class Parallel {
  public:
    Parallel(Source& source, std::size_t jobs, RecordWork& work)
        : source_(source), jobs_(jobs), work_(work) {}

    void run() {
        namespace tbb = oneapi::tbb;
        const tbb::global_control as_many(tbb::global_control::max_allowed_parallelism, jobs_);
        tbb::task_arena threads(static_cast<int>(jobs_));
        const auto read = [this](tbb::flow_control& flow) {
            const Turn turn(turns_);
            BatchPointer batch = next_batch();
            if (!batch) flow.stop();
            return batch.release();
        };
        const auto treat = [this](Batch* batch) {
            const Turn turn(turns_);
            return treat_all(*batch), batch;
        };
        const auto take = [this](Batch* batch) {
            const Turn turn(turns_);
            take_all(*BatchPointer(batch));
        };
        do {
            threads.execute([&] {
                tbb::parallel_pipeline(
                    batches_per_job * jobs_,
                    tbb::make_filter<void, Batch*>(tbb::filter_mode::serial_in_order, read) &
                        tbb::make_filter<Batch*, Batch*>(tbb::filter_mode::parallel, treat) &
                        tbb::make_filter<Batch*, void>(tbb::filter_mode::serial_in_order, take));
            });
        } while (waiting_ && !has_failed_);
        const Turn last(turns_);
        if (failure_) std::rethrow_exception(failure_);
    }

  private:
    /// Nothing at the end, after a failure, and where a batch has to wait until there is room for it: then
    /// the pipeline runs dry and begins anew. (To wait here for another thread would be a deadlock where
    /// there is no other.)
    BatchPointer next_batch() {
        if (has_failed_) return nullptr;
        BatchPointer batch = waiting_ ? std::move(waiting_) : read_batch();
        if (!batch) return nullptr;
        const std::size_t under_way = bytes_under_way_;
        if (under_way > 0 && under_way + batch->bytes > bytes_per_job * jobs_) {
            waiting_ = std::move(batch);
            return nullptr;
        }
        bytes_under_way_ += batch->bytes;
        return batch;
    }

    BatchPointer read_batch() {
        auto batch = std::make_unique<Batch>();
        while (batch->bytes < batch_bytes && batch->items.size() < batch_items) {
            std::optional<Item> item = source_.next();
            if (!item) break;
            batch->bytes += item->raw.bytes.size();
            batch->items.push_back(std::move(*item));
        }
        if (batch->items.empty()) return nullptr;
        return batch;
    }

    void treat_all(Batch& batch) const {
        for (Item& item : batch.items) {
            if (has_failed_) return;
            treat(item, work_);
            if (item.failure) return;  // what stands behind it will not be taken
        }
    }

    void take_all(Batch& batch) {
        try {
            for (Item& item : batch.items)
                if (!has_failed_) take(std::move(item), work_);
        } catch (...) {
            failure_ = std::current_exception();
            has_failed_ = true;
        }
        bytes_under_way_ -= batch.bytes;
    }

    Source& source_;
    std::size_t jobs_;
    RecordWork& work_;
    BatchPointer waiting_;
    std::atomic<std::size_t> turns_ = 0;
    std::atomic<std::size_t> bytes_under_way_ = 0;
    std::atomic<bool> has_failed_ = false;
    std::exception_ptr failure_;
};

/// What lies ready: the next item, and those behind it that need no waiting.
std::vector<Item> ready_items(Source& source, std::size_t jobs) {
    std::vector<Item> items;
    do {
        std::optional<Item> item = source.next();
        if (!item) break;
        items.push_back(std::move(*item));
    } while (jobs > 1 && items.size() < ready_items_per_job * jobs && source.is_at_hand());
    return items;
}

}  // namespace

void for_each_record(const Articles& articles, std::size_t jobs, RecordWork& work) {
    Source source(articles, work);
    std::size_t done = 0;
    while (jobs == 1 || done < worth_threads) {
        std::optional<Item> item = source.next();
        if (!item) return;
        done += item->raw.bytes.size();
        treat(*item, work);
        take(std::move(*item), work);
    }
    Parallel(source, jobs, work).run();
}

void for_each_record_at_once(const Articles& articles, std::size_t jobs, RecordWork& work) {
    namespace tbb = oneapi::tbb;
    Source source(articles, work);
    const tbb::global_control as_many(tbb::global_control::max_allowed_parallelism, jobs);
    tbb::task_arena threads(static_cast<int>(jobs));
    std::atomic<std::size_t> turns = 0;
    for (;;) {
        std::vector<Item> items = ready_items(source, jobs);
        if (items.empty()) return;
        if (items.size() == 1) {
            treat(items.front(), work);
        } else {
            const Turn turn(turns);
            threads.execute([&] {
                tbb::parallel_for(std::size_t{0}, items.size(), [&](std::size_t i) {
                    const Turn its(turns);
                    treat(items[i], work);
                });
            });
        }
        for (Item& item : items) take(std::move(item), work);
    }
}

}  // namespace mtmend::cli
