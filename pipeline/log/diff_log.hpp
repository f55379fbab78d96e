#pragma once
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/edit/edit_set.hpp"
#include "pipeline/io/file_reader.hpp"
#include "pipeline/pipeline.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {

/// What an article was cleaned with.
struct MadeBy {
    std::string version;
    std::string profile;
    Confidence apply = Confidence::safe;
    std::string dictionaries;  ///< "xxh128:…"
    friend bool operator==(const MadeBy&, const MadeBy&) = default;
};

/// What stands around an edit in the source, for readers who do not have it.
struct Surroundings {
    std::string left;      ///< up to 40 code points before it
    std::string right;     ///< up to 40 code points behind it
    std::size_t line = 0;  ///< where it begins, from 1; 0 where a log does not say
};

struct LoggedEdit : AppliedEdit {
    Surroundings around;
};

struct LoggedHeld : HeldEdit {
    Surroundings around;
};

/// The text of the same batch that an article has been like.
struct Duplicate {
    std::string of;       ///< its id
    std::string field;    ///< its field, where its record has several
    double likeness = 1;  ///< 1 where the words are the same, else below, in hundredths
    bool is_exact() const { return likeness >= 1; }
    friend bool operator==(const Duplicate&, const Duplicate&) = default;
};

/// One line of a diff log: what was done to one article. `log.schema.json` beside this file is the format.
struct ArticleLog {
    std::string id;
    std::string field;  ///< the text field, where a record has several
    MadeBy made_by;
    OffsetUnit offsets = OffsetUnit::utf8;  ///< of all spans here
    std::string source_hash;
    std::string clean_hash;
    std::vector<LoggedEdit> edits;  ///< sorted, never overlapping
    std::vector<LoggedHeld> held;   ///< sorted by place, may overlap
    bool other_language = false;    ///< passed through as not of the expected language
    std::string error;  ///< why the article could not be read and was passed through; hashes are then
                        ///< of the record's bytes
    std::optional<Duplicate> duplicate;  ///< only where duplicates were looked for
};

/// The log of an article that was cleaned. Spans are in bytes.
ArticleLog log_article(std::string id, std::string_view source, const Report& report, const MadeBy& made_by);

/// The log of a record that could not be read and is copied through.
ArticleLog log_unread(std::string id, std::string_view bytes, std::string error, const MadeBy& made_by);

/// The edits of a log in bytes, as a value to calculate with.
EditSet changes_of(const ArticleLog& log);
/// The same for each text of a record.
std::vector<EditSet> changes_of(const std::vector<ArticleLog>& logs);

/// The same log with its offsets in another unit. `source` is the text of the article. O(text + n log n).
/// Throws InputError where an offset does not fit the text.
ArticleLog in_unit(ArticleLog log, OffsetUnit unit, std::string_view source);

/// Sets every edit's place in the clean text from its place in the source, in the log's own unit.
void place_in_clean(ArticleLog& log);

/// The line that goes into a log file, with its line feed.
std::string to_json_line(const ArticleLog& log);
/// The lines of logs that to_json_line() wrote without them, with the duplicates that the logs have by now.
std::string with_duplicates(std::string_view lines, const std::vector<ArticleLog>& logs);

/// How long a text is, counted in `unit`. Linear.
std::size_t length_in(std::string_view text, OffsetUnit unit);

/// "utf8", "codepoint", "utf16".
std::string_view to_string(OffsetUnit unit);

/// Reads a log file line by line, strictly: anything that the schema does not allow, and edits that overlap
/// or are out of order, throw InputError with file:line and what is wrong. Blank lines are passed over.
class LogReader {
  public:
    explicit LogReader(const std::filesystem::path& path) : lines_(path) {}
    /// False at the end.
    bool next(ArticleLog& log);
    const std::string& name() const { return lines_.name(); }
    std::size_t line_number() const { return lines_.line_number(); }

  private:
    LineReader lines_;
    std::string line_;
};

/// One line of a log, without the file's name in errors.
ArticleLog parse_log_line(std::string_view json);

}  // namespace mtmend
