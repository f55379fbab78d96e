#include "pipeline/io/record.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <stdexcept>

namespace mtmend {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Walks the raw content of a JSON string and its decoded text side by side. The content is known to be
/// valid.
class EscapeCursor {
  public:
    explicit EscapeCursor(std::string_view raw) : raw_(raw), escape_(std::min(raw.find('\\'), raw.size())) {}

    /// Where the byte `offset` of the decoded text stands in the raw content. Offsets must not decrease.
    std::size_t raw_at(std::size_t offset) {
        while (decoded_at_ < offset) {
            if (escape_ < raw_at_) escape_ = std::min(raw_.find('\\', raw_at_), raw_.size());
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
        if (raw_[raw_at_ + 1] != 'u') return {2, 1};
        const unsigned long unit = std::stoul(std::string(raw_.substr(raw_at_ + 2, 4)), nullptr, 16);
        if (unit >= 0xD800 && unit < 0xDC00) return {12, 4};  // a surrogate pair
        return {6, unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3};
    }
    std::string_view raw_;
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

}  // namespace

Record Record::of_text(std::string utf8) {
    Record record(std::move(utf8));
    record.has_article_ = true;
    record.value_ = {record.bytes_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0,
                     record.bytes_.size()};
    return record;
}

Record Record::of_json(std::string line, Span<Bytes> value, std::string decoded) {
    Record record(std::move(line));
    record.has_article_ = true;
    record.is_json_ = true;
    record.value_ = value;
    // Every escape is longer than what it stands for, so equal sizes mean equal bytes.
    record.escaped_ = decoded.size() != value.size();
    if (record.escaped_) record.decoded_ = std::move(decoded);
    return record;
}

std::string Record::rewritten(const EditSet& changes) const& {
    return changes.empty() ? bytes_ : in_bytes(changes).apply(bytes_);
}

std::string Record::rewritten(const EditSet& changes) && {
    return changes.empty() ? std::move(bytes_) : in_bytes(changes).apply(bytes_);
}

EditSet Record::in_bytes(const EditSet& changes) const {
    const std::string_view raw = std::string_view(bytes_).substr(value_.begin, value_.size());
    // As the writer of the record did: json.dumps escapes all but ASCII, JSON.stringify nothing.
    const bool ascii_only = is_json_ && is_ascii(bytes_) && bytes_.find("\\u") != std::string::npos;
    EscapeCursor cursor(raw);
    const auto place = [&](std::size_t offset) {
        return value_.begin + (escaped_ ? cursor.raw_at(offset) : offset);
    };
    std::vector<Change> moved = changes.changes();
    for (Change& change : moved) {
        if (change.at.end > text().size())
            throw std::out_of_range("a change lies past the end of the record's text");
        const std::size_t begin = place(change.at.begin);
        change.at = {begin, place(change.at.end)};
        if (is_json_)
            change.after = ascii_only ? escaped<rapidjson::ASCII<>>(change.after)
                                      : escaped<rapidjson::UTF8<>>(change.after);
    }
    return EditSet(std::move(moved));
}

bool RecordReader::next(Record& record) {
    RawRecord raw;
    if (!take(raw)) return false;
    record = understand(std::move(raw));
    return true;
}

}  // namespace mtmend
