#include "pipeline/io/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "pipeline/io/text.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t no_column = static_cast<std::size_t>(-1);
/// More is no table that people made, and would take much memory for the names.
constexpr std::size_t most_columns = 65536;

/// The states of a row, fed byte by byte.
class RowState {
  public:
    enum class Event {
        none,
        cell_ends,
        row_ends,
        quote_in_bare_cell,
        text_behind_quotes,
        lone_carriage_return,
    };
    explicit RowState(char delimiter) : delimiter_(delimiter) {}

    /// `next`: the byte behind `c`, or 0 where there is none.
    Event feed(char c, char next) {
        if (state_ == State::quoted) {
            if (c == '"') state_ = State::closed;
            return Event::none;
        }
        if (c == '"') {
            if (state_ == State::bare) return Event::quote_in_bare_cell;
            // At the beginning it opens the cell; behind a closing one it is the second half of a doubled
            // one.
            state_ = State::quoted;
            return Event::none;
        }
        if (c == delimiter_) return state_ = State::begun, Event::cell_ends;
        if (c == '\n' || (c == '\r' && next == '\n')) return Event::row_ends;
        const bool is_behind_quotes = state_ == State::closed;
        state_ = State::bare;
        if (is_behind_quotes) return Event::text_behind_quotes;
        return c == '\r' ? Event::lone_carriage_return : Event::none;
    }
    bool is_quoted() const { return state_ == State::quoted; }

  private:
    enum class State { begun, bare, quoted, closed };
    char delimiter_;
    State state_ = State::begun;
};

const char* describe(RowState::Event event) {
    switch (event) {
        case RowState::Event::quote_in_bare_cell:
            return "a quotation mark inside a cell that has none around it; put the cell in quotation marks "
                   "and double those inside";
        case RowState::Event::text_behind_quotes:
            return "text behind the quotation mark that closes a cell; double the quotation marks inside of "
                   "cells";
        case RowState::Event::lone_carriage_return:
            return "a carriage return without a line feed; end rows with CRLF or LF, or put the cell in "
                   "quotation marks";
        default:
            return "";
    }
}

Cell cell_between(std::string_view row, std::size_t begin, std::size_t end) {
    if (end - begin < 2 || row[begin] != '"') return {{begin, end}, false};
    return {{begin + 1, end - 1}, true};
}

/// "line:column" of a byte of a row that begins on `line`.
std::string place(std::string_view row, std::size_t at, std::size_t line) {
    const std::string_view before = row.substr(0, at);
    const auto breaks = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    return fmt::format("{}:{}", line + breaks, at - (before.rfind('\n') + 1) + 1);  // npos + 1 is 0
}

/// What the cell says.
std::string text_of(std::string_view row, const Cell& cell) {
    const std::string_view raw = row.substr(cell.at.begin, cell.at.size());
    std::string text;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        text += raw[i];
        i += cell.is_quoted && raw[i] == '"';
    }
    return text;
}

bool is_empty_line(std::string_view row) {
    return row == "\n" || row == "\r\n";
}

/// Follows rows over the lines that they take.
bool leaves_open(RowState& state, std::string_view line) {
    // Without a quotation mark a line neither opens nor closes anything.
    if (!state.is_quoted() && line.find('"') == std::string_view::npos) return false;
    for (std::size_t i = 0; i < line.size(); ++i)
        state.feed(line[i], i + 1 < line.size() ? line[i + 1] : '\0');
    return state.is_quoted();
}

}  // namespace

Row parse_row(std::string_view row, char delimiter,
              const std::function<void(std::size_t, const Cell&)>& take) {
    Row result;
    result.end = row.size();
    RowState state(delimiter);
    std::size_t begin = 0;
    std::size_t opened = 0;
    const auto end_cell = [&](std::size_t end) {
        take(result.cells++, cell_between(row, begin, end));
        begin = end + 1;
    };
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool was_quoted = state.is_quoted();
        const RowState::Event event = state.feed(row[i], i + 1 < row.size() ? row[i + 1] : '\0');
        if (!was_quoted && state.is_quoted() && i == begin) opened = i;
        if (event == RowState::Event::none) continue;
        if (event == RowState::Event::cell_ends) {
            end_cell(i);
        } else if (event == RowState::Event::row_ends) {
            result.end = i;
            break;
        } else if (result.problem.empty()) {
            result.problem = describe(event);
            result.problem_at = i;
        }
    }
    if (state.is_quoted() && result.problem.empty()) {
        result.problem =
            "the quotation mark that opens here is not closed up to the end of the file; close it";
        result.problem_at = opened;
    }
    end_cell(result.end);
    return result;
}

std::string with_cell(std::string row, char delimiter, std::string_view value) {
    std::string cell(1, delimiter);
    cell += '"';
    for (const char c : value) cell.append(c == '"' ? 2 : 1, c);
    cell += '"';
    const std::size_t end = row.size() - (row.ends_with("\r\n") ? 2 : row.ends_with('\n') ? 1 : 0);
    return row.insert(end, cell);
}

CsvReader::CsvReader(const std::filesystem::path& path, std::string id, RecordFields fields, char delimiter,
                     const std::string& encoding)
    : lines_(path, encoding),
      id_(std::move(id)),
      fields_(std::move(fields)),
      delimiter_(delimiter),
      id_column_(no_column),
      language_column_(no_column) {}

bool CsvReader::take(RawRecord& raw) {
    if (!lines_.next(raw.bytes)) return false;
    raw.line = lines_.line_number();
    RowState state(delimiter_);
    std::string more;
    for (bool is_open = leaves_open(state, raw.bytes); is_open; is_open = leaves_open(state, more)) {
        if (!lines_.next(more)) break;  // understand() says where the cell was opened
        raw.bytes += more;
        if (raw.bytes.size() > max_record_size)
            throw InputError(fmt::format(
                "{}:{}: the row that begins here is larger than {} MiB; close its quotation marks", name(),
                raw.line, max_record_size >> 20));
    }
    if (columns_ == 0) read_columns(raw.bytes);
    return true;
}

void CsvReader::read_columns(const std::string& bytes) {
    std::string_view row = bytes;
    if (row.starts_with(byte_order_mark)) row.remove_prefix(byte_order_mark.size());
    std::vector<std::string> columns;
    const Row header = parse_row(row, delimiter_, [&](std::size_t number, const Cell& cell) {
        if (number < most_columns) columns.push_back(text_of(row, cell));
    });
    const auto fail = [&](std::size_t at, const std::string& problem) {
        throw InputError(
            fmt::format("{}:{}: {}", name(), place(bytes, at + bytes.size() - row.size(), 1), problem));
    };
    if (const std::string error = describe_invalid(bytes); !error.empty())
        throw InputError(fmt::format("{}:{}", name(), error));
    if (!header.problem.empty()) fail(header.problem_at, header.problem);
    if (header.cells > most_columns)
        fail(0, fmt::format("more than {} columns; split the table", most_columns));
    for (const std::string& text : text_fields(fields_)) {
        const std::size_t column = place_of(columns, text);
        if (column == no_column && fields_.text.empty()) continue;
        if (column == no_column)
            fail(0, fmt::format("no column '{}'; name the right one with --text-field", text));
        if (std::count(texts_.begin(), texts_.end(), column) > 0)
            fail(0, fmt::format("--text-field names '{}' twice; name it once", text));
        texts_.push_back(column);
        text_names_.push_back(text);
        if (fields_.text.empty()) break;
    }
    if (texts_.empty())
        fail(0, fmt::format("no text column ({}); name it with --text-field",
                            fmt::join(text_fields(fields_), ", ")));
    id_column_ = place_of(columns, fields_.id.empty() ? "id" : fields_.id);
    if (!fields_.source_language.empty()) language_column_ = place_of(columns, fields_.source_language);
    if (!fields_.log.empty() && std::count(columns.begin(), columns.end(), fields_.log) > 0)
        fail(0,
             fmt::format("column '{}' is there already; choose another name with --log-field", fields_.log));
    columns_ = header.cells;
}

std::size_t CsvReader::place_of(const std::vector<std::string>& columns, const std::string& name) const {
    const auto found = std::find(columns.begin(), columns.end(), name);
    if (found == columns.end()) return no_column;
    if (std::find(found + 1, columns.end(), name) != columns.end())
        throw InputError(fmt::format("{}:1:1: two columns are named '{}'; give them different names",
                                     lines_.name(), name));
    return static_cast<std::size_t>(found - columns.begin());
}

Record CsvReader::header(RawRecord raw) const {
    if (!fields_.log.empty()) raw.bytes = with_cell(std::move(raw.bytes), delimiter_, fields_.log);
    return Record(std::move(raw.bytes));
}

Record CsvReader::understand(RawRecord raw) const {
    const std::size_t line = raw.line;
    Record record = line == 1                  ? header(std::move(raw))
                    : is_empty_line(raw.bytes) ? Record(std::move(raw.bytes))
                                               : of_row(std::move(raw));
    record.line = line;
    if (record.id.empty()) record.id = fmt::format("{}:{}", id_, line);
    return record;
}

Record CsvReader::of_row(RawRecord raw) const {
    const std::string_view row = raw.bytes;
    std::vector<RecordText> texts(texts_.size());
    std::string id;
    std::string language;
    const Row parsed = parse_row(row, delimiter_, [&](std::size_t number, const Cell& cell) {
        if (number == id_column_) id = text_of(row, cell);
        if (number == language_column_) language = text_of(row, cell);
        for (std::size_t i = 0; i < texts_.size(); ++i)
            if (texts_[i] == number) texts[i] = text_in(row, cell, i);
    });
    const std::string problem = describe_problem(row, parsed, raw.line);
    Record record =
        problem.empty() ? Record(std::move(raw.bytes), std::move(texts)) : Record(std::move(raw.bytes));
    record.error = problem;
    if (problem.empty()) record.id = id;
    if (problem.empty()) record.source_language = language;
    return record;
}

RecordText CsvReader::text_in(std::string_view row, const Cell& cell, std::size_t index) const {
    return {.field = text_names_[index],
            .at = cell.at,
            .writing = cell.is_quoted ? Writing::quoted_cell : Writing::bare_cell,
            .decoded = cell.is_quoted ? text_of(row, cell) : std::string(),
            .delimiter = delimiter_,
            .is_alone = columns_ == 1};
}

std::string CsvReader::describe_problem(std::string_view row, const Row& parsed, std::size_t line) const {
    if (const auto bad = utf8::first_invalid(row))
        return fmt::format("{}: byte 0x{:02x} is not UTF-8; name the charset with --encoding",
                           place(row, *bad, line), static_cast<unsigned char>(row[*bad]));
    if (!parsed.problem.empty())
        return fmt::format("{}: {}", place(row, parsed.problem_at, line), parsed.problem);
    if (parsed.cells != columns_)
        return fmt::format(
            "{}:1: cells in this row: {}, in the first row: {}; mend the row, or use --on-error pass", line,
            parsed.cells, columns_);
    return {};
}

}  // namespace mtmend
