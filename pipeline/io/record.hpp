#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/edit/edit_set.hpp"
#include "pipeline/io/running_hash.hpp"
#include "pipeline/text/span.hpp"

namespace mtmend {

/// Tags spans of a record's bytes, which for JSON are not those of its text.
struct Bytes {};

/// How a text is written in the bytes of its record.
enum class Writing {
    plain,        ///< as it is
    json_string,  ///< between quotation marks, with JSON's escapes
    quoted_cell,  ///< a cell of CSV between quotation marks, with those inside doubled
    bare_cell,    ///< a cell without quotation marks; it gets them when an edit makes it need them
};

/// A text in a record.
struct RecordText {
    std::string field;  ///< what the field or column is called; empty where there are none
    Span<Bytes> at;     ///< what stands for it, without the quotation marks
    Writing writing = Writing::plain;
    std::string decoded = {};  ///< what it means, valid UTF-8; of no account for plain texts and bare cells
    char delimiter = ',';      ///< of cells
    bool is_alone = false;     ///< the only cell of its row, which must not become an empty line
};

/// An article inside a file, or several: their texts, an id, and the untouched bytes around them. All bytes
/// of a file are in its records, so that writing every record writes the file.
class Record {
  public:
    /// Nothing but bytes to hand through: a blank line, or input that could not be read (then set `error`).
    explicit Record(std::string bytes = {}) : bytes_(std::move(bytes)) {}

    /// A file that is one article. A byte order mark stays outside the text.
    static Record of_text(std::string utf8);

    /// Bytes with at least one text in them; the texts lie apart from each other.
    Record(std::string bytes, std::vector<RecordText> texts);

    bool has_article() const { return !texts_.empty(); }
    /// True for bytes that are to be handed through and hold nothing to clean.
    bool is_blank() const { return texts_.empty() && error.empty(); }
    std::size_t text_count() const { return texts_.size(); }
    /// A text, valid UTF-8, in the order they were asked for; empty where there is none.
    std::string_view text(std::size_t index = 0) const;
    /// The field that it stands in.
    const std::string& field(std::size_t index) const { return texts_[index].field; }
    /// The record as it was read.
    const std::string& bytes() const { return bytes_; }

    /// The record with `changes[i]`, written against text(i), made in that text and in no other byte: what is
    /// not edited keeps the escapes it was written with, and what is put in is escaped as the record is.
    /// Sets may be missing at the end. Linear. Throws std::out_of_range where a change lies past the end of
    /// its text.
    std::string rewritten(const std::vector<EditSet>& changes) const&;
    /// The same of a record that is no longer wanted: without changes its bytes are handed over, not copied.
    std::string rewritten(const std::vector<EditSet>& changes) &&;

    /// The same changes, written against bytes() instead of the texts.
    EditSet in_bytes(const std::vector<EditSet>& changes) const;

    /// Gives, for the new text of the first and only one, what else changes in bytes().
    using Consequences = std::function<std::vector<Change>(std::string_view text)>;
    void set_consequences(Consequences consequences) { consequences_ = std::move(consequences); }

    std::string id;
    std::size_t line = 1;  ///< the line of the file that the record begins on
    /// Empty, or why the record holds no article: "line:column: what is wrong; what to do".
    std::string error;
    std::string source_language;  ///< what a field of the record says, or empty

  private:
    std::string bytes_;
    std::vector<RecordText> texts_;
    Consequences consequences_;
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
    /// True where a record can be taken without waiting for whoever writes the file; false where that is not
    /// known.
    virtual bool is_at_hand() const { return false; }
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
