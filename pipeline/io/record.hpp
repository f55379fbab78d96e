#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "pipeline/edit/edit_set.hpp"
#include "pipeline/io/running_hash.hpp"
#include "pipeline/text/span.hpp"

namespace mtmend {

/// Tags spans of a record's bytes, which for JSON are not those of its text.
struct Bytes {};

/// An article inside a file: its text, its id, and the untouched bytes around it. All bytes of a file are in
/// its records, so that writing every record writes the file.
class Record {
  public:
    /// Nothing but bytes to hand through: a blank line, or input that could not be read (then set `error`).
    explicit Record(std::string bytes = {}) : bytes_(std::move(bytes)) {}

    /// A file that is one article. A byte order mark stays outside the text.
    static Record of_text(std::string utf8);

    /// A line whose article is a JSON string. `value`: what stands between its quotation marks; `decoded`:
    /// the text it means, valid UTF-8.
    static Record of_json(std::string line, Span<Bytes> value, std::string decoded);

    bool has_article() const { return has_article_; }
    /// True for bytes that are to be handed through and hold nothing to clean.
    bool is_blank() const { return !has_article_ && error.empty(); }
    /// The article, valid UTF-8.
    std::string_view text() const {
        return escaped_ ? std::string_view(decoded_)
                        : std::string_view(bytes_).substr(value_.begin, value_.size());
    }
    /// The record as it was read.
    const std::string& bytes() const { return bytes_; }

    /// The record with `changes`, written against text(), made in its text and in no other byte: what is not
    /// edited keeps the escapes it was written with, and what is put in is escaped as the record is. Linear.
    /// Throws std::out_of_range where a change lies past the end of the text.
    std::string rewritten(const EditSet& changes) const&;
    /// The same of a record that is no longer wanted: without changes its bytes are handed over, not copied.
    std::string rewritten(const EditSet& changes) &&;

    /// The same changes, written against bytes() instead of text().
    EditSet in_bytes(const EditSet& changes) const;

    std::string id;
    std::size_t line = 1;  ///< the line of the file that the record begins on
    /// Empty, or why the record holds no article: "line:column: what is wrong; what to do".
    std::string error;
    std::string source_language;  ///< what a field of the record says, or empty

  private:
    std::string bytes_;
    Span<Bytes> value_;
    std::string decoded_;
    bool has_article_ = false;
    bool escaped_ = false;
    bool is_json_ = false;
};

/// How far a file was read: so many records, and the bytes of them all.
struct Reached {
    std::size_t records = 0;
    std::size_t bytes = 0;
    RunningHash::Value hash;
};

/// A record as it stands in its file, not yet looked into.
struct RawRecord {
    std::string bytes;
    std::size_t line = 1;  ///< the line of the file that it begins on
    Reached reached = {};  ///< this record included; set by a MeasuredReader only
};

/// Hands out the records of one file in order.
class RecordReader {
  public:
    virtual ~RecordReader() = default;
    /// The next record as it stands; false at the end, where the file is closed and buffers are freed.
    /// InputError is thrown where nothing behind it can be read either.
    virtual bool take(RawRecord& raw) = 0;
    /// What is in a record that was taken; one that cannot be understood comes with `error`. Throws
    /// InputError for a charset that does not exist. Several threads may call this at once, also while one
    /// of them takes records.
    virtual Record understand(RawRecord raw) const = 0;
    /// Both in one: the next record, or false at the end.
    bool next(Record& record);
    /// How messages name the file.
    virtual const std::string& name() const = 0;
};

}  // namespace mtmend
