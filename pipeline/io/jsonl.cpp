#include "pipeline/io/jsonl.hpp"

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "pipeline/text/utf8.hpp"

namespace mtmend {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr unsigned strict_flags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag |
                                  rapidjson::kParseValidateEncodingFlag;

/// A value at the top level that may be wanted.
struct Field {
    enum class Kind { absent, string, number, other };
    std::string name;
    Kind kind = Kind::absent;
    std::string value;    ///< the string decoded, or the number as written
    Span<Bytes> content;  ///< between the quotation marks of a string
};

/// Takes the parser's events and keeps the wanted fields of the outermost object.
class FieldFinder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, FieldFinder> {
  public:
    FieldFinder(std::string_view json, const rapidjson::MemoryStream& stream, std::vector<Field>& fields)
        : json_(json), stream_(&stream), fields_(&fields) {}

    bool Key(const char* name, rapidjson::SizeType size, bool) {
        wanted_ = nullptr;
        if (depth_ != 1) return true;
        for (Field& field : *fields_)
            if (field.name == std::string_view(name, size)) wanted_ = &field;
        key_end_ = stream_->Tell();
        return true;
    }
    bool String(const char* value, rapidjson::SizeType size, bool) {
        if (Field* field = take(Field::Kind::string)) {
            field->value.assign(value, size);
            field->content = {json_.find('"', key_end_) + 1, stream_->Tell() - 1};
        }
        return true;
    }
    bool RawNumber(const char* value, rapidjson::SizeType size, bool) {
        if (Field* field = take(Field::Kind::number)) field->value.assign(value, size);
        return true;
    }
    bool StartObject() {
        take(Field::Kind::other);
        if (depth_ == 0) is_object_ = true;
        ++depth_;
        return true;
    }
    bool EndObject(rapidjson::SizeType) { return --depth_, true; }
    bool StartArray() {
        take(Field::Kind::other);
        ++depth_;
        return true;
    }
    bool EndArray(rapidjson::SizeType) { return --depth_, true; }
    bool Default() {
        take(Field::Kind::other);
        return true;
    }
    bool is_object() const { return is_object_; }

  private:
    /// The field that the value at hand belongs to, if it is wanted.
    Field* take(Field::Kind kind) {
        Field* field = std::exchange(wanted_, nullptr);
        if (field) field->kind = kind;
        return field;
    }
    std::string_view json_;
    const rapidjson::MemoryStream* stream_;
    std::vector<Field>* fields_;
    Field* wanted_ = nullptr;
    std::size_t key_end_ = 0;
    std::size_t depth_ = 0;
    bool is_object_ = false;
};

std::vector<std::string> text_fields(const RecordFields& names) {
    if (!names.text.empty()) return {names.text};
    return {"text", "maintext", "raw_text", "content"};
}

std::string id_field(const RecordFields& names) {
    return names.id.empty() ? "id" : names.id;
}

/// Every name once, so that one field may serve as text and id.
std::vector<Field> wanted_fields(const RecordFields& names) {
    std::vector<std::string> wanted = text_fields(names);
    wanted.push_back(id_field(names));
    if (!names.source_language.empty()) wanted.push_back(names.source_language);
    std::vector<Field> fields;
    for (std::string& name : wanted)
        if (std::none_of(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; }))
            fields.push_back({.name = std::move(name), .kind = {}, .value = {}, .content = {}});
    return fields;
}

const Field* find(const std::vector<Field>& fields, const std::string& name) {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
    return found == fields.end() || found->kind == Field::Kind::absent ? nullptr : &*found;
}

const Field* find_text(const std::vector<Field>& fields, const RecordFields& names) {
    for (const std::string& name : text_fields(names))
        if (const Field* field = find(fields, name)) return field;
    return nullptr;
}

/// Reads the fields of `json`, which begins at byte `skipped` of the line. Empty, or "column: what is wrong;
/// what to do".
std::string parse(std::string_view json, std::size_t skipped, std::vector<Field>& fields) {
    rapidjson::MemoryStream stream(json.data(), json.size());
    rapidjson::Reader reader(nullptr, std::clamp<std::size_t>(json.size(), 256, 65536));
    FieldFinder finder(json, stream, fields);
    const rapidjson::ParseResult result = reader.Parse<strict_flags>(stream, finder);
    if (result.Code() == rapidjson::kParseErrorStringUnicodeSurrogateInvalid)
        return fmt::format("{}: half a surrogate pair, which no text can hold; mend the record",
                           result.Offset() + skipped + 1);
    if (result.IsError())
        return fmt::format("{}: not JSON: {} Mend the record, or use --on-error pass",
                           result.Offset() + skipped + 1, rapidjson::GetParseError_En(result.Code()));
    // The parser takes a NUL byte for the end.
    if (stream.Tell() != json.size())
        return fmt::format("{}: not JSON: a NUL byte; mend the record", stream.Tell() + skipped + 1);
    if (!finder.is_object()) return fmt::format("{}: not a JSON object; every line must be one", skipped + 1);
    return {};
}

/// Empty, or why `field` cannot be the article.
std::string describe_unusable(const Field* field, const RecordFields& names, std::size_t skipped) {
    if (!field)
        return fmt::format("1: no text field ({}); name it with --text-field",
                           fmt::join(text_fields(names), ", "));
    if (field->kind != Field::Kind::string)
        return fmt::format("1: field '{}' is not a string; name the right one with --text-field",
                           field->name);
    if (utf8::first_invalid(field->value))
        return fmt::format(
            "{}: field '{}' has half a surrogate pair, which no text can hold; mend the record",
            field->content.begin + skipped + 1, field->name);
    return {};
}

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::string read_id(const std::vector<Field>& fields, const RecordFields& names,
                    const std::string& fallback_id) {
    const Field* field = find(fields, id_field(names));
    const bool usable = field && field->kind != Field::Kind::other && !utf8::first_invalid(field->value);
    return usable ? field->value : fallback_id;
}

Record text_record(std::string line, std::size_t line_number, std::size_t skipped,
                   const std::vector<Field>& fields, const RecordFields& names) {
    const Field* text = find_text(fields, names);
    Record record;
    if (const std::string problem = describe_unusable(text, names, skipped); !problem.empty()) {
        record = Record(std::move(line));
        record.error = fmt::format("{}:{}", line_number, problem);
    } else {
        record = Record::of_json(std::move(line),
                                 {text->content.begin + skipped, text->content.end + skipped}, text->value);
    }
    const Field* language = find(fields, names.source_language);
    if (language && language->kind == Field::Kind::string) record.source_language = language->value;
    return record;
}

}  // namespace

Record read_json_record(std::string line, std::size_t line_number, const RecordFields& names,
                        const std::string& fallback_id) {
    const std::size_t skipped =
        line_number == 1 && line.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    const std::string_view json = std::string_view(line).substr(skipped);
    std::vector<Field> fields = wanted_fields(names);
    Record record;
    std::string id = fallback_id;
    if (is_blank(json)) {
        record = Record(std::move(line));
    } else if (std::string problem = parse(json, skipped, fields); !problem.empty()) {
        record = Record(std::move(line));
        record.error = fmt::format("{}:{}", line_number, problem);
    } else {
        id = read_id(fields, names, fallback_id);
        record = text_record(std::move(line), line_number, skipped, fields, names);
    }
    record.id = std::move(id);
    record.line = line_number;
    return record;
}

JsonlReader::JsonlReader(const std::filesystem::path& path, std::string id, RecordFields fields,
                         const std::string& encoding)
    : lines_(path, encoding), id_(std::move(id)), fields_(std::move(fields)) {}

bool JsonlReader::take(RawRecord& raw) {
    if (!lines_.next(raw.bytes)) return false;
    raw.line = lines_.line_number();
    return true;
}

Record JsonlReader::understand(RawRecord raw) const {
    return read_json_record(std::move(raw.bytes), raw.line, fields_, fmt::format("{}:{}", id_, raw.line));
}

}  // namespace mtmend
