#include "pipeline/io/record.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace mtmend {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Walks what stands for a text and the text side by side. The content is known to be valid.
class EscapeCursor {
  public:
    EscapeCursor(std::string_view raw, Writing writing)
        : raw_(raw),
          mark_(writing == Writing::json_string ? '\\' : '"'),
          escape_(std::min(raw.find(mark_), raw.size())) {}

    /// Where the byte `offset` of the decoded text stands in the raw content. Offsets must not decrease.
    std::size_t raw_at(std::size_t offset) {
        while (decoded_at_ < offset) {
            if (escape_ < raw_at_) escape_ = std::min(raw_.find(mark_, raw_at_), raw_.size());
            const std::size_t plain = std::min(offset - decoded_at_, escape_ - raw_at_);
            decoded_at_ += plain;
            raw_at_ += plain;
            if (decoded_at_ == offset) break;
            if (raw_at_ == raw_.size())
                throw std::out_of_range("a change lies past the end of the record's text");
            step_over_escape();
        }
        return raw_at_;
    }

  private:
    void step_over_escape() {
        const auto [raw_size, decoded_size] = escape_sizes();
        raw_at_ += raw_size;
        decoded_at_ += decoded_size;
    }
    std::pair<std::size_t, std::size_t> escape_sizes() const {
        if (mark_ == '"' || raw_[raw_at_ + 1] != 'u') return {2, 1};
        const unsigned long unit = std::stoul(std::string(raw_.substr(raw_at_ + 2, 4)), nullptr, 16);
        if (unit >= 0xD800 && unit < 0xDC00) return {12, 4};  // a surrogate pair
        return {6, unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3};
    }
    std::string_view raw_;
    char mark_;           ///< that escapes begin with
    std::size_t escape_;  ///< the next one, so that no stretch is searched twice
    std::size_t raw_at_ = 0;
    std::size_t decoded_at_ = 0;
};

char lower_hex(char c) {
    return c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
}

/// `text` as the content of a JSON string, without its quotation marks.
template <class Encoding>
std::string escaped(std::string_view text) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer, rapidjson::UTF8<>, Encoding> writer(buffer);
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    std::string out(buffer.GetString() + 1, buffer.GetSize() - 2);
    // RapidJSON writes \u00E1 where most writers have \u00e1, and undoing an edit should give back their
    // bytes.
    for (std::size_t at = out.find('\\'); at != std::string::npos; at = out.find('\\', at + 2)) {
        if (out[at + 1] == 'u') std::transform(&out[at + 2], &out[at + 6], &out[at + 2], lower_hex);
    }
    return out;
}

bool is_ascii(std::string_view text) {
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// `text` with its quotation marks doubled.
std::string doubled(std::string_view text) {
    std::string out;
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    return out;
}

/// True where a cell that reads `text` cannot stand without quotation marks.
bool needs_quotes(std::string_view text, const RecordText& cell) {
    const auto must_be_quoted = [&](char c) {
        return c == cell.delimiter || c == '"' || c == '\r' || c == '\n';
    };
    return (text.empty() && cell.is_alone) || std::any_of(text.begin(), text.end(), must_be_quoted);
}

/// Puts quotation marks around a bare cell at `at`; `changes` are what changes in it, in order.
void quote(std::vector<Change>& changes, Span<Source> at) {
    for (Change& change : changes) change.after = doubled(change.after);
    if (changes.front().at.begin == at.begin)
        changes.front().after.insert(0, "\"");
    else
        changes.insert(changes.begin(), {{at.begin, at.begin}, "\"", {}, {}});
    if (changes.back().at.end == at.end)
        changes.back().after += '"';
    else
        changes.push_back({{at.end, at.end}, "\"", {}, {}});
}

/// The changes of one text, written against the bytes of its record.
class TextWriter {
  public:
    TextWriter(const std::string& bytes, const RecordText& text, std::string_view value)
        : text_(text),
          value_(value),
          raw_(std::string_view(bytes).substr(text.at.begin, text.at.size())),
          // Every escape is longer than what it stands for, so equal sizes mean equal bytes.
          is_escaped_(value.size() != raw_.size()),
          ascii_only_(text.writing == Writing::json_string && is_ascii(bytes) &&
                      bytes.find("\\u") != std::string::npos) {}

    std::vector<Change> moved(const EditSet& changes) const {
        EscapeCursor cursor(raw_, text_.writing);
        const auto place = [&](std::size_t offset) {
            return text_.at.begin + (is_escaped_ ? cursor.raw_at(offset) : offset);
        };
        std::vector<Change> moved = changes.changes();
        for (Change& change : moved) {
            if (change.at.end > value_.size())
                throw std::out_of_range("a change lies past the end of the record's text");
            const std::size_t begin = place(change.at.begin);
            change.at = {begin, place(change.at.end)};
            change.after = written(change.after);
        }
        if (text_.writing == Writing::bare_cell && needs_quotes(changes.apply(value_), text_))
            quote(moved, {text_.at.begin, text_.at.end});
        return moved;
    }

  private:
    std::string written(const std::string& text) const {
        if (text_.writing == Writing::quoted_cell) return doubled(text);
        if (text_.writing != Writing::json_string) return text;
        // As the writer of the record did: json.dumps escapes all but ASCII, JSON.stringify nothing.
        return ascii_only_ ? escaped<rapidjson::ASCII<>>(text) : escaped<rapidjson::UTF8<>>(text);
    }
    const RecordText& text_;
    std::string_view value_;
    std::string_view raw_;
    bool is_escaped_;
    bool ascii_only_;
};

bool are_empty(const std::vector<EditSet>& changes) {
    return std::all_of(changes.begin(), changes.end(), [](const EditSet& set) { return set.empty(); });
}

}  // namespace

Record Record::of_text(std::string utf8) {
    const std::size_t begin = utf8.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    const std::size_t end = utf8.size();
    return Record(std::move(utf8), {{.field = {}, .at = {begin, end}}});
}

Record::Record(std::string bytes, std::vector<RecordText> texts)
    : bytes_(std::move(bytes)), texts_(std::move(texts)) {
    for (RecordText& text : texts_)
        if (text.decoded.size() == text.at.size()) text.decoded = {};  // the bytes say the same
}

std::string_view Record::text(std::size_t index) const {
    if (index >= texts_.size()) return {};
    const RecordText& text = texts_[index];
    const bool is_escaped = text.writing == Writing::json_string || text.writing == Writing::quoted_cell;
    return is_escaped && !text.decoded.empty()
               ? std::string_view(text.decoded)
               : std::string_view(bytes_).substr(text.at.begin, text.at.size());
}

std::string Record::rewritten(const std::vector<EditSet>& changes) const& {
    return are_empty(changes) ? bytes_ : in_bytes(changes).apply(bytes_);
}

std::string Record::rewritten(const std::vector<EditSet>& changes) && {
    return are_empty(changes) ? std::move(bytes_) : in_bytes(changes).apply(bytes_);
}

EditSet Record::in_bytes(const std::vector<EditSet>& changes) const {
    std::vector<Change> all;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (changes[i].empty()) continue;
        std::vector<Change> moved = TextWriter(bytes_, texts_.at(i), text(i)).moved(changes[i]);
        std::move(moved.begin(), moved.end(), std::back_inserter(all));
        if (!consequences_) continue;
        moved = consequences_(changes[i].apply(text(i)));
        std::move(moved.begin(), moved.end(), std::back_inserter(all));
    }
    return EditSet(std::move(all));
}

bool RecordReader::next(Record& record) {
    RawRecord raw;
    if (!take(raw)) return false;
    record = understand(std::move(raw));
    return true;
}

}  // namespace mtmend
