#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/io/record.hpp"
#include "pipeline/log/diff_log.hpp"

namespace mtmend {

/// A log and a text that do not belong together.
class LogMismatch : public InputError {
  public:
    using InputError::InputError;
};

/// The log in bytes of `source`, once it is known that it was made from `source`: the hash is compared first,
/// then every `before`. Throws LogMismatch with both hashes, or with the edit that does not fit.
ArticleLog checked(ArticleLog log, std::string_view source);

/// The log of the way back: its source is the cleaned text. Held edits are of no use there and dropped.
ArticleLog inverted(ArticleLog log);

/// Follows a log beside the records it is about. Both come in the same order, but the records may be fewer,
/// as when one file of a folder is at hand. A record's line is the next one that has its id or is about its
/// text, so that a file may have another name than when it was cleaned.
class LogFollower {
  public:
    /// `reverse`: the records are the cleaned ones, and lines come inverted.
    LogFollower(const std::filesystem::path& log, bool reverse) : reader_(log), reverse_(reverse) {}

    /// The lines of the record's texts, checked against them, in bytes; none for a blank line, one for a
    /// record that could not be read. A line that names a field is about the text in that field only. Throws
    /// LogMismatch where no line from here on is about a text, and InputError where the log is broken.
    std::vector<ArticleLog> lines_of(const Record& record);
    /// How many lines were about no record; reads the log to its end.
    std::size_t count_unused();

  private:
    ArticleLog line_of(const Record& record, std::size_t index);
    bool next(ArticleLog& log);
    LogReader reader_;
    bool reverse_;
    std::size_t unused_ = 0;
};

}  // namespace mtmend
