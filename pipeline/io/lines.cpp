#include "pipeline/io/lines.hpp"

#include <fmt/format.h>

#include "pipeline/text/utf8.hpp"

namespace mtmend {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Lines stand beside those of another file, so none may become two: by a decision, as rules are kept from
/// it.
Record::Consequences refuse_line_feeds(const std::string& place) {
    return [place](std::string_view text) -> std::vector<Change> {
        if (text.find('\n') == std::string_view::npos) return {};
        throw InputError(fmt::format(
            "{}: a decision puts a line feed into this line; mend the decision, or use --format text",
            place));
    };
}

Record record_of(std::string line, std::size_t number) {
    const std::string_view all = line;
    std::size_t end = all.size() - (all.ends_with('\n') ? 1 : 0);
    if (all.substr(0, end).ends_with('\r')) --end;
    const std::size_t begin = number == 1 && all.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    const std::string_view text = all.substr(begin, end - begin);
    if (const auto bad = utf8::first_invalid(text)) {
        const auto byte = static_cast<unsigned char>(text[*bad]);
        Record unreadable(std::move(line));
        unreadable.error = fmt::format(
            "{}:{}: byte 0x{:02x} is not UTF-8; name the charset with --encoding, or mend the line", number,
            begin + *bad + 1, byte);
        return unreadable;
    }
    return Record(std::move(line), {RecordText{.field = {}, .at = {begin, end}}});
}

}  // namespace

LinesReader::LinesReader(const std::filesystem::path& path, std::string id, const std::string& encoding)
    : lines_(path, encoding), id_(std::move(id)) {}

bool LinesReader::take(RawRecord& raw) {
    if (!lines_.next(raw.bytes)) return false;
    raw.line = lines_.line_number();
    return true;
}

Record LinesReader::understand(RawRecord raw) const {
    Record record = record_of(std::move(raw.bytes), raw.line);
    record.id = fmt::format("{}:{}", id_, raw.line);
    record.line = raw.line;
    if (record.has_article())
        record.set_consequences(refuse_line_feeds(fmt::format("{}:{}", name(), raw.line)));
    return record;
}

}  // namespace mtmend
