#include "pipeline/log/apply.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "pipeline/edit/fingerprint.hpp"

namespace mtmend {

namespace {

/// The bytes that the hashes of a log line are about.
std::string_view hashed_part(const Record& record, std::size_t index) {
    return record.has_article() ? record.text(index) : std::string_view(record.bytes());
}

[[noreturn]] void refuse_hash(const std::string& id, const std::string& found, const std::string& logged) {
    throw LogMismatch(
        fmt::format("{}: the text's hash is {}, but the log is of {}; give the text the log was made with",
                    id, found, logged));
}

template <class Entry>
void check_texts(const std::vector<Entry>& entries, const char* name, const std::string& id,
                 std::string_view source) {
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (source.substr(entries[i].at.begin, entries[i].at.size()) != entries[i].before)
            throw LogMismatch(
                fmt::format("{}: {}[{}]: 'before' is not what the text has at byte {}; make the log anew", id,
                            name, i, entries[i].at.begin));
}

}  // namespace

ArticleLog checked(ArticleLog log, std::string_view source) {
    if (const std::string found = content_hash(source); found != log.source_hash)
        refuse_hash(log.id, found, log.source_hash);
    log = in_unit(std::move(log), OffsetUnit::utf8, source);
    check_texts(log.edits, "edits", log.id, source);
    check_texts(log.held, "held", log.id, source);
    if (const std::string made = content_hash(changes_of(log).apply(source)); made != log.clean_hash)
        throw LogMismatch(
            fmt::format("{}: the edits make a text of hash {}, but the log says {}; make the log anew",
                        log.id, made, log.clean_hash));
    return log;
}

ArticleLog inverted(ArticleLog log) {
    std::swap(log.source_hash, log.clean_hash);
    log.held.clear();
    for (LoggedEdit& edit : log.edits) {
        const Span<Source> at = edit.at;
        edit.at = {edit.to.begin, edit.to.end};
        edit.to = {at.begin, at.end};
        std::swap(edit.before, edit.after);
    }
    return log;
}

bool LogFollower::next(ArticleLog& log) {
    if (!reader_.next(log)) return false;
    if (reverse_) log = inverted(std::move(log));
    return true;
}

std::vector<ArticleLog> LogFollower::lines_of(const Record& record) {
    std::vector<ArticleLog> lines;
    if (record.is_blank()) return lines;
    for (std::size_t i = 0; i < std::max<std::size_t>(record.text_count(), 1); ++i)
        lines.push_back(line_of(record, i));
    return lines;
}

ArticleLog LogFollower::line_of(const Record& record, std::size_t index) {
    const std::string_view text = hashed_part(record, index);
    const std::string hash = content_hash(text);
    std::optional<std::string> expected;  // by the first line that was passed over
    ArticleLog log;
    while (next(log)) {
        const bool is_of_field =
            log.field.empty() || (record.has_article() && log.field == record.field(index));
        if (is_of_field && (log.id == record.id || log.source_hash == hash))
            return checked(std::move(log), text);
        if (!expected) expected = log.source_hash;
        ++unused_;
    }
    if (expected) refuse_hash(record.id, hash, *expected);
    throw LogMismatch(fmt::format("{}: {} has no line about this article; give the log it was cleaned with",
                                  record.id, reader_.name()));
}

std::size_t LogFollower::count_unused() {
    for (ArticleLog log; next(log);) ++unused_;
    return unused_;
}

}  // namespace mtmend
