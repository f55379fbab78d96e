#include "pipeline/io/text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/io/decoder.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {

namespace {

/// `bytes` in UTF-8; they are left alone where nothing says that they are in another charset.
Record read_article(std::string bytes, const std::string& encoding) {
    const std::string charset = encoding.empty() ? Decoder::announced_by(bytes) : encoding;
    if (charset.empty()) {
        std::string error = describe_invalid(bytes);
        if (error.empty()) return Record::of_text(std::move(bytes));
        Record unreadable(std::move(bytes));
        unreadable.error = std::move(error);
        return unreadable;
    }
    Decoder decoder(charset);
    std::string text;
    if (const auto bad = decoder.decode(bytes, true, text)) {
        Record unreadable(std::move(bytes));
        unreadable.error = decoder.describe(*bad);
        return unreadable;
    }
    return Record::of_text(std::move(text));
}

}  // namespace

TextReader::TextReader(const std::filesystem::path& path, std::string id, std::string encoding)
    : file_(path), id_(std::move(id)), encoding_(std::move(encoding)) {}

bool TextReader::take(RawRecord& raw) {
    if (done_) return false;
    done_ = true;
    raw = {file_.read_all()};
    return true;
}

Record TextReader::understand(RawRecord raw) const {
    Record record = read_article(std::move(raw.bytes), encoding_);
    record.id = id_;
    return record;
}

std::string describe_invalid(std::string_view text) {
    const auto bad = utf8::first_invalid(text);
    if (!bad) return {};
    const std::string_view before = text.substr(0, *bad);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t column = *bad - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0: the first line
    return fmt::format(
        "{}:{}: byte 0x{:02x} at offset {} is not UTF-8; name the charset with --encoding, or mend the file",
        line, column, static_cast<unsigned char>(text[*bad]), *bad);
}

}  // namespace mtmend
