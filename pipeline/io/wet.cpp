#include "pipeline/io/wet.hpp"

#include <fmt/format.h>
#include <nettle/sha1.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "pipeline/text/utf8.hpp"

namespace mtmend {

namespace {

constexpr std::size_t block_size = std::size_t{1} << 16;
constexpr std::size_t most_header = std::size_t{1} << 20;
constexpr std::string_view header_end = "\r\n\r\n";
constexpr std::string_view record_end = "\r\n\r\n";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view sha1_prefix = "sha1:";

/// A line of a header: "name: value".
struct Line {
    std::string_view name;
    std::string_view value;
    Span<Bytes> value_at;
    Span<Bytes> at;  ///< with its line end
};

bool is_same_name(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return lower(x) == lower(y); });
}

/// The lines of a header, which begins at 0 of `record` and ends with an empty line. A folded line belongs to
/// none; no header that matters here is folded.
std::vector<Line> lines_of(std::string_view record, std::size_t header_size) {
    std::vector<Line> lines;
    for (std::size_t at = record.find("\r\n") + 2; at + 2 < header_size;) {
        const std::size_t end = record.find("\r\n", at);
        const std::string_view line = record.substr(at, end - at);
        const std::size_t colon = std::min(line.find(':'), line.size());
        const std::size_t begin = std::min(line.find_first_not_of(" \t", colon + 1), line.size());
        const std::size_t last = std::max(line.find_last_not_of(" \t") + 1, begin);
        lines.push_back({line.substr(0, colon),
                         line.substr(begin, last - begin),
                         {at + begin, at + last},
                         {at, end + 2}});
        at = end + 2;
    }
    return lines;
}

const Line* find(const std::vector<Line>& lines, std::string_view name) {
    const auto found = std::find_if(lines.begin(), lines.end(),
                                    [&](const Line& line) { return is_same_name(line.name, name); });
    return found == lines.end() ? nullptr : &*found;
}

/// The number that Content-Length says, or nothing where it says none, or says it twice.
std::optional<std::size_t> length_in(const std::vector<Line>& lines) {
    std::optional<std::size_t> length;
    for (const Line& line : lines) {
        if (!is_same_name(line.name, "Content-Length")) continue;
        std::size_t number = 0;
        const char* const end = line.value.data() + line.value.size();
        const auto [stop, error] = std::from_chars(line.value.data(), end, number);
        if (length || error != std::errc() || stop != end) return std::nullopt;
        length = number;
    }
    return length;
}

/// "sha1:" and the SHA-1 of `first` and `second`, one behind the other, in base 32.
std::string sha1_of(std::string_view first, std::string_view second) {
    sha1_ctx state;
    sha1_init(&state);
    for (const std::string_view part : {first, second})
        sha1_update(&state, part.size(), reinterpret_cast<const std::uint8_t*>(part.data()));
    std::array<std::uint8_t, SHA1_DIGEST_SIZE> digest;
    sha1_digest(&state, digest.size(), digest.data());
    std::string out(sha1_prefix);
    std::uint64_t bits = 0;
    std::size_t count = 0;
    for (const std::uint8_t byte : digest) {
        bits = bits << 8 | byte;
        for (count += 8; count >= 5; count -= 5)
            out += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[bits >> (count - 5) & 31];
    }
    return out;
}

bool is_sha1(std::string_view digest) {
    return digest.size() == sha1_prefix.size() + 32 && digest.starts_with(sha1_prefix) &&
           digest.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", sha1_prefix.size()) ==
               std::string_view::npos;
}

/// What follows in the header from a new text behind `mark`, which is a byte order mark or nothing.
Record::Consequences consequences_of(const std::vector<Line>& lines, std::string_view mark) {
    std::vector<Span<Bytes>> lengths;
    std::vector<Span<Bytes>> digests;
    std::vector<Span<Bytes>> others;
    for (const Line& line : lines) {
        if (is_same_name(line.name, "Content-Length")) lengths.push_back(line.value_at);
        if (!is_same_name(line.name, "WARC-Block-Digest") && !is_same_name(line.name, "WARC-Payload-Digest"))
            continue;
        if (is_sha1(line.value))
            digests.push_back(line.value_at);
        else
            others.push_back(line.at);
    }
    return [=](std::string_view text) {
        std::vector<Change> changes;
        for (const Span<Bytes> at : lengths)
            changes.push_back({{at.begin, at.end}, fmt::format("{}", mark.size() + text.size()), {}, {}});
        for (const Span<Bytes> at : digests)
            changes.push_back({{at.begin, at.end}, sha1_of(mark, text), {}, {}});
        for (const Span<Bytes> at : others) changes.push_back({{at.begin, at.end}, "", {}, {}});
        return changes;
    };
}

/// The record in which the block is the article.
Record of_conversion(std::string bytes, std::size_t line) {
    const std::size_t header_size = bytes.find(header_end) + header_end.size();
    const std::string_view block =
        std::string_view(bytes).substr(header_size, bytes.size() - header_size - record_end.size());
    if (const auto bad = utf8::first_invalid(block)) {
        std::string problem = fmt::format(
            "{}:1: the text of this record is not UTF-8: byte 0x{:02x} at offset {} of it; mend the record, or "
            "use --on-error pass",
            line, static_cast<unsigned char>(block[*bad]), *bad);
        Record record(std::move(bytes));
        record.error = std::move(problem);
        return record;
    }
    const std::string_view mark = block.starts_with(byte_order_mark) ? byte_order_mark : "";
    const Span<Bytes> at{header_size + mark.size(), header_size + block.size()};
    auto consequences = consequences_of(lines_of(bytes, header_size), mark);
    Record record(std::move(bytes), {{.field = {}, .at = at}});
    record.set_consequences(std::move(consequences));
    return record;
}

}  // namespace

WetReader::WetReader(const std::filesystem::path& path, std::string id, RecordFields fields)
    : file_(path), id_(std::move(id)), fields_(std::move(fields)) {}

bool WetReader::fill_to(std::size_t size) {
    while (buffer_.size() < size) {
        const std::size_t had = buffer_.size();
        buffer_.resize(had + block_size);
        const std::size_t got = file_.read(buffer_.data() + had, block_size);
        buffer_.resize(had + got);
        if (got == 0) return false;
    }
    return true;
}

std::size_t WetReader::fill_header() {
    for (std::size_t searched = 0;;) {
        const std::size_t end = buffer_.find(header_end, searched);
        if (end != std::string::npos) return end + header_end.size();
        if (buffer_.size() > most_header) fail(0, "a header of more than 1 MiB; get the file anew");
        searched = buffer_.size() < header_end.size() ? 0 : buffer_.size() - header_end.size();
        if (!fill_to(buffer_.size() + 1))
            fail(buffer_.size(), "the file is cut off inside a header; get the file anew");
    }
}

bool WetReader::take(RawRecord& raw) {
    constexpr std::string_view beginning = "WARC/1.";
    if (!fill_to(1)) return buffer_ = {}, file_.close(), false;
    fill_to(beginning.size());
    if (!beginning.starts_with(std::string_view(buffer_).substr(0, beginning.size())))
        fail(0, "a record of WARC/1.0 should begin here; give a WET file, or name the --format");
    const std::size_t header_size = fill_header();
    const auto length = length_in(lines_of(buffer_, header_size));
    if (!length) fail(0, "the record that begins here has no Content-Length, or several; get the file anew");
    if (*length > max_record_size)
        fail(0, fmt::format("the record that begins here is larger than {} MiB; take it out",
                            max_record_size >> 20));
    const std::size_t size = header_size + *length + record_end.size();
    if (!fill_to(size)) fail(buffer_.size(), "the file is cut off inside a record; get the file anew");
    if (std::string_view(buffer_).substr(size - record_end.size(), record_end.size()) != record_end)
        fail(header_size + *length,
             fmt::format("the record that begins at byte {} should end here by its Content-Length of {}, but "
                         "no empty line follows; mend the length",
                         begin_, *length));
    raw.bytes.assign(buffer_, 0, size);
    raw.line = line_;
    buffer_.erase(0, size);
    if (buffer_.capacity() > 8 * block_size && buffer_.size() <= buffer_.capacity() / 4)
        buffer_.shrink_to_fit();
    begin_ += size;
    line_ += static_cast<std::size_t>(std::count(raw.bytes.begin(), raw.bytes.end(), '\n'));
    return true;
}

void WetReader::fail(std::size_t at, const std::string& problem) const {
    throw InputError(fmt::format("{}: byte {}: {}", name(), begin_ + at, problem));
}

Record WetReader::understand(RawRecord raw) const {
    const std::size_t header_size = raw.bytes.find(header_end) + header_end.size();
    const std::vector<Line> lines = lines_of(raw.bytes, header_size);
    const auto value = [&](std::string_view name) {
        const Line* line = name.empty() ? nullptr : find(lines, name);
        return line && !utf8::first_invalid(line->value) ? std::string(line->value) : std::string();
    };
    const std::string id = value(fields_.id.empty() ? "WARC-Record-ID" : fields_.id);
    const std::string language = value(fields_.source_language);
    Record record = value("WARC-Type") == "conversion" ? of_conversion(std::move(raw.bytes), raw.line)
                                                       : Record(std::move(raw.bytes));
    record.id = id.empty() ? fmt::format("{}:{}", id_, raw.line) : id;
    record.source_language = language;
    record.line = raw.line;
    return record;
}

}  // namespace mtmend
