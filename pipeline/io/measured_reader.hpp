#pragma once
#include <cstddef>
#include <limits>
#include <memory>

#include "pipeline/io/record.hpp"

namespace mtmend {

/// Hands out the records of another reader and, with each, how far the file was read: what a manifest needs
/// to prove that a record was done.
class MeasuredReader : public RecordReader {
  public:
    explicit MeasuredReader(std::unique_ptr<RecordReader> records) : records_(std::move(records)) {}
    bool take(RawRecord& raw) override;
    Record understand(RawRecord raw) const override { return records_->understand(std::move(raw)); }
    const std::string& name() const override { return records_->name(); }

    /// Reads over up to so many records; gives what was read since the beginning.
    Reached skip(std::size_t records = std::numeric_limits<std::size_t>::max());

  private:
    std::unique_ptr<RecordReader> records_;
    RunningHash hash_;
    Reached reached_;
};

/// Hands out the records whose first byte is at `begin` of all bytes that the other reader hands out or
/// behind it, and before `end`: the records of a file shared out without a gap. Reads over what is before.
class RangeReader : public RecordReader {
  public:
    RangeReader(std::unique_ptr<RecordReader> records, std::size_t begin, std::size_t end)
        : records_(std::move(records)), begin_(begin), end_(end) {}
    bool take(RawRecord& raw) override;
    Record understand(RawRecord raw) const override { return records_->understand(std::move(raw)); }
    const std::string& name() const override { return records_->name(); }

  private:
    std::unique_ptr<RecordReader> records_;
    std::size_t begin_;
    std::size_t end_;
    std::size_t at_ = 0;
};

/// A file that has nothing left to read.
class NoRecords : public RecordReader {
  public:
    explicit NoRecords(std::string name) : name_(std::move(name)) {}
    bool take(RawRecord&) override { return false; }
    Record understand(RawRecord raw) const override { return Record(std::move(raw.bytes)); }
    const std::string& name() const override { return name_; }

  private:
    std::string name_;
};

}  // namespace mtmend
