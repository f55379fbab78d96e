#include "pipeline/log/diff_log.hpp"

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>

#include "pipeline/edit/fingerprint.hpp"
#include "pipeline/log/json_writer.hpp"

namespace mtmend {

namespace {

constexpr std::size_t context_size = 40;

std::string left_of(std::string_view text, std::size_t offset) {
    std::size_t begin = offset;
    for (std::size_t i = 0; i < context_size && begin > 0; ++i)
        begin -= utf8::decode_before(text, begin).size;
    return std::string(text.substr(begin, offset - begin));
}

std::string right_of(std::string_view text, std::size_t offset) {
    std::size_t end = offset;
    for (std::size_t i = 0; i < context_size && end < text.size(); ++i) end += utf8::decode(text, end).size;
    return std::string(text.substr(offset, end - offset));
}

/// Counts lines on the way through a text; offsets must not decrease.
class LineCounter {
  public:
    explicit LineCounter(std::string_view text) : text_(text) {}
    std::size_t at(std::size_t offset) {
        line_ += static_cast<std::size_t>(std::count(text_.begin() + at_, text_.begin() + offset, '\n'));
        at_ = offset;
        return line_;
    }

  private:
    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

Surroundings surroundings(std::string_view text, Span<Source> at, LineCounter& lines) {
    return {left_of(text, at.begin), right_of(text, at.end), lines.at(at.begin)};
}

/// Carries offsets over from one unit to another; the offsets are changed in place.
void convert(std::string_view text, std::vector<std::size_t*> offsets, OffsetUnit from, OffsetUnit to) {
    std::sort(offsets.begin(), offsets.end(), [](const auto* a, const auto* b) { return *a < *b; });
    OffsetCounter counter(text, to);
    std::size_t byte = 0;   // where the last offset stands, in bytes …
    std::size_t count = 0;  // … and in the unit it came in
    for (std::size_t* offset : offsets) {
        const auto more = to_byte_offset(text.substr(byte), *offset - count, from);
        if (!more)
            throw InputError(
                fmt::format("offset {} does not fit the text; use the text that was logged", *offset));
        byte += *more;
        count = *offset;
        *offset = counter.at(byte);
    }
}

using json::write;
using json::Writer;

template <class Text>
void write(Writer& writer, const char* key, Span<Text> span) {
    writer.Key(key);
    writer.StartArray();
    writer.Uint64(span.begin);
    writer.Uint64(span.end);
    writer.EndArray();
}

void write_line(Writer& writer, std::size_t line) {
    if (line == 0) return;
    writer.Key("line");
    writer.Uint64(line);
}

void write_steps(Writer& writer, const std::vector<Step>& steps) {
    writer.Key("steps");
    writer.StartArray();
    for (const Step& step : steps) {
        writer.StartObject();
        write(writer, "stage", step.stage);
        write(writer, "rule", step.rule);
        write(writer, "confidence", to_string(step.confidence));
        if (!step.why.empty()) write(writer, "why", step.why);
        writer.EndObject();
    }
    writer.EndArray();
}

/// What edits and held edits have in common, from `before` to `steps`.
template <class Entry>
void write_change(Writer& writer, const Entry& entry) {
    write_line(writer, entry.around.line);
    write(writer, "before", entry.before);
    write(writer, "after", entry.after);
    write(writer, "left", entry.around.left);
    write(writer, "right", entry.around.right);
    write_steps(writer, entry.steps);
}

template <class Entry>
void write_names(Writer& writer, const Entry& entry) {
    write(writer, "fingerprint", entry.fingerprint);
    write(writer, "change_id", entry.change_id);
    if (!entry.group.empty()) write(writer, "group", entry.group);
}

void write(Writer& writer, const LoggedEdit& edit) {
    writer.StartObject();
    write(writer, "at", edit.at);
    write(writer, "to", edit.to);
    write_change(writer, edit);
    write_names(writer, edit);
    writer.EndObject();
}

void write(Writer& writer, const LoggedHeld& held) {
    writer.StartObject();
    write(writer, "at", held.at);
    write_change(writer, held);
    write(writer, "reason", to_string(held.reason));
    write_names(writer, held);
    if (!held.over.empty()) {
        writer.Key("over");
        writer.StartArray();
        for (const std::string& fingerprint : held.over) write(writer, fingerprint);
        writer.EndArray();
    }
    writer.EndObject();
}

template <class Entry>
void write(Writer& writer, const char* key, const std::vector<Entry>& entries) {
    writer.Key(key);
    writer.StartArray();
    for (const Entry& entry : entries) write(writer, entry);
    writer.EndArray();
}

void write(Writer& writer, const char* key, const MadeBy& made_by) {
    writer.Key(key);
    writer.StartObject();
    write(writer, "version", made_by.version);
    write(writer, "profile", made_by.profile);
    write(writer, "apply", to_string(made_by.apply));
    write(writer, "dictionaries", made_by.dictionaries);
    writer.EndObject();
}

void write(Writer& writer, const Duplicate& duplicate) {
    writer.StartObject();
    write(writer, "of", duplicate.of);
    if (!duplicate.field.empty()) write(writer, "field", duplicate.field);
    write(writer, "kind", duplicate.is_exact() ? "exact" : "near");
    if (!duplicate.is_exact()) {
        writer.Key("likeness");
        writer.Double(duplicate.likeness);
    }
    writer.EndObject();
}

}  // namespace

ArticleLog log_article(std::string id, std::string_view source, const Report& report, const MadeBy& made_by) {
    ArticleLog log;
    log.id = std::move(id);
    log.made_by = made_by;
    log.source_hash = content_hash(source);
    log.clean_hash = content_hash(report.clean);
    log.other_language = report.other_language;
    LineCounter lines(source);
    for (const AppliedEdit& edit : report.edits)
        log.edits.push_back({edit, surroundings(source, edit.at, lines)});
    LineCounter held_lines(source);
    for (const HeldEdit& held : report.held)
        log.held.push_back({held, surroundings(source, held.at, held_lines)});
    return log;
}

ArticleLog log_unread(std::string id, std::string_view bytes, std::string error, const MadeBy& made_by) {
    ArticleLog log;
    log.id = std::move(id);
    log.made_by = made_by;
    log.source_hash = log.clean_hash = content_hash(bytes);
    log.error = std::move(error);
    return log;
}

EditSet changes_of(const ArticleLog& log) {
    std::vector<Change> changes;
    for (const LoggedEdit& edit : log.edits) {
        if (changes.empty() || changes.back().at.end != edit.at.begin) {
            changes.push_back({edit.at, edit.after, edit.steps, edit.group});
            continue;
        }
        // Accepted edits may touch. On the way back several such can stand at one place, where only the log
        // knows which comes first.
        Change& last = changes.back();
        last.at.end = edit.at.end;
        last.after += edit.after;
        last.steps.insert(last.steps.end(), edit.steps.begin(), edit.steps.end());
    }
    return EditSet(std::move(changes));
}

std::vector<EditSet> changes_of(const std::vector<ArticleLog>& logs) {
    std::vector<EditSet> changes;
    for (const ArticleLog& log : logs) changes.push_back(changes_of(log));
    return changes;
}

ArticleLog in_unit(ArticleLog log, OffsetUnit unit, std::string_view source) {
    std::vector<std::size_t*> offsets;
    for (LoggedEdit& edit : log.edits) offsets.insert(offsets.end(), {&edit.at.begin, &edit.at.end});
    for (LoggedHeld& held : log.held) offsets.insert(offsets.end(), {&held.at.begin, &held.at.end});
    convert(source, std::move(offsets), log.offsets, unit);
    log.offsets = unit;
    place_in_clean(log);
    return log;
}

void place_in_clean(ArticleLog& log) {
    std::size_t source_end = 0;
    std::size_t clean_end = 0;
    for (LoggedEdit& edit : log.edits) {
        edit.to.begin = clean_end + (edit.at.begin - source_end);
        edit.to.end = edit.to.begin + length_in(edit.after, log.offsets);
        source_end = edit.at.end;
        clean_end = edit.to.end;
    }
}

std::string to_json_line(const ArticleLog& log) {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartObject();
    write(writer, "schema", "mtmend-log/1");
    write(writer, "id", log.id);
    if (!log.field.empty()) write(writer, "field", log.field);
    write(writer, "made_by", log.made_by);
    write(writer, "offsets", to_string(log.offsets));
    write(writer, "source_hash", log.source_hash);
    write(writer, "clean_hash", log.clean_hash);
    write(writer, "edits", log.edits);
    write(writer, "held", log.held);
    if (log.other_language) write(writer, "skipped", "language");
    if (!log.error.empty()) write(writer, "error", log.error);
    if (log.duplicate) {
        writer.Key("duplicate");
        write(writer, *log.duplicate);
    }
    writer.EndObject();
    return std::string(buffer.GetString(), buffer.GetSize()) + '\n';
}

std::string with_duplicates(std::string_view lines, const std::vector<ArticleLog>& logs) {
    std::string out;
    for (const ArticleLog& log : logs) {
        const std::string_view line = lines.substr(0, lines.find('\n') + 1);
        lines.remove_prefix(line.size());
        if (!log.duplicate) {
            out += line;
            continue;
        }
        rapidjson::StringBuffer buffer;
        Writer writer(buffer);
        write(writer, *log.duplicate);
        out += line.substr(0, line.rfind('}'));
        out += ",\"duplicate\":";
        out.append(buffer.GetString(), buffer.GetSize()) += "}\n";
    }
    return out;
}

std::size_t length_in(std::string_view text, OffsetUnit unit) {
    return OffsetCounter(text, unit).at(text.size());
}

std::string_view to_string(OffsetUnit unit) {
    switch (unit) {
        case OffsetUnit::utf8:
            return "utf8";
        case OffsetUnit::codepoint:
            return "codepoint";
        case OffsetUnit::utf16:
            return "utf16";
    }
    return {};
}

}  // namespace mtmend
