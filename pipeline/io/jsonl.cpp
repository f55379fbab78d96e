#include "pipeline/io/jsonl.hpp"

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "pipeline/split.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr unsigned strict_flags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;

constexpr std::size_t no_path = static_cast<std::size_t>(-1);
/// The paths at hand are the bits of a number.
using PathSet = std::uint64_t;
constexpr std::size_t most_names = 48;

/// What stands at a path.
struct Field {
    enum class Kind { absent, string, number, other };
    Kind kind = Kind::absent;
    std::string value = {};    ///< the string decoded, or the number as written
    Span<Bytes> content = {};  ///< between the quotation marks of a string
};

/// Takes the parser's events and keeps the values at the wanted paths.
class FieldFinder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, FieldFinder> {
  public:
    FieldFinder(std::string_view json, const rapidjson::MemoryStream& stream,
                const std::vector<JsonFields::Path>& paths, std::vector<Field>& fields)
        : json_(json), stream_(&stream), paths_(&paths), fields_(&fields) {}

    bool Key(const char* name, rapidjson::SizeType size, bool) {
        if (unwanted_ == 0) wanted_ = matching(std::string_view(name, size));
        return went_on();
    }
    bool String(const char* value, rapidjson::SizeType size, bool) {
        for_each_taken(Field::Kind::string, [&](Field& field) {
            field.value.assign(value, size);
            field.content = {json_.find('"', seen_) + 1, stream_->Tell() - 1};
        });
        return went_on();
    }
    bool RawNumber(const char* value, rapidjson::SizeType size, bool) {
        for_each_taken(Field::Kind::number, [&](Field& field) { field.value.assign(value, size); });
        return went_on();
    }
    bool Default() {
        for_each_taken(Field::Kind::other, [](Field&) {});
        return went_on();
    }
    bool StartObject() { return enter(false); }
    bool StartArray() { return enter(true); }
    bool EndObject(rapidjson::SizeType) { return leave(); }
    bool EndArray(rapidjson::SizeType) { return leave(); }
    bool is_object() const { return is_object_; }

  private:
    /// A container that paths lead into.
    struct Level {
        PathSet paths;
        bool is_array;
        std::size_t next = 0;  ///< index in an array
    };

    bool went_on() { return seen_ = stream_->Tell(), true; }

    /// The paths that lead into the level at hand and on by `key`.
    PathSet matching(std::string_view key) const {
        PathSet found = 0;
        for (std::size_t i = 0; i < paths_->size(); ++i)
            if ((levels_.back().paths >> i & 1) != 0 && (*paths_)[i].keys[levels_.size() - 1] == key)
                found |= PathSet{1} << i;
        return found;
    }

    /// The paths that lead to or through the value at hand.
    PathSet take_wanted() {
        if (unwanted_ > 0 || levels_.empty()) return 0;
        Level& level = levels_.back();
        if (level.is_array) return matching(std::to_string(level.next++));
        return std::exchange(wanted_, 0);
    }

    /// Notes a value where paths end; what stood deeper under a key that comes again counts no more.
    template <class Keep>
    void for_each_taken(Field::Kind kind, const Keep& keep) {
        const PathSet wanted = take_wanted();
        if (wanted != 0) note(wanted, kind, keep);
    }
    template <class Keep>
    void note(PathSet wanted, Field::Kind kind, const Keep& keep) {
        for (std::size_t i = 0; i < paths_->size(); ++i) {
            if ((wanted >> i & 1) == 0) continue;
            Field& field = (*fields_)[i];
            field = {};
            if ((*paths_)[i].keys.size() != levels_.size()) continue;
            field.kind = kind;
            keep(field);
        }
    }

    bool enter(bool is_array) {
        const bool is_outermost = levels_.empty() && unwanted_ == 0;
        if (is_outermost) is_object_ = !is_array;
        PathSet inside = is_outermost && !is_array ? ~PathSet{0} : take_wanted();
        if (!is_outermost && inside != 0) {
            note(inside, Field::Kind::other, [](Field&) {});
            for (std::size_t i = 0; i < paths_->size(); ++i)
                if ((*paths_)[i].keys.size() == levels_.size()) inside &= ~(PathSet{1} << i);
        }
        if (unwanted_ > 0 || inside == 0)
            ++unwanted_;
        else
            levels_.push_back({inside, is_array});
        return went_on();
    }
    bool leave() {
        if (unwanted_ > 0)
            --unwanted_;
        else
            levels_.pop_back();
        return went_on();
    }

    std::string_view json_;
    const rapidjson::MemoryStream* stream_;
    const std::vector<JsonFields::Path>* paths_;
    std::vector<Field>* fields_;
    std::vector<Level> levels_;
    PathSet wanted_ = 0;        ///< by the key at hand
    std::size_t unwanted_ = 0;  ///< how deep in containers that no path leads into
    std::size_t seen_ = 0;      ///< the end of what the parser last told
    bool is_object_ = false;
};

/// Reads the fields of `json`, which begins at byte `skipped` of the line. Empty, or "column: what is wrong;
/// what to do".
std::string parse(std::string_view json, std::size_t skipped, const std::vector<JsonFields::Path>& paths,
                  std::vector<Field>& fields) {
    rapidjson::MemoryStream stream(json.data(), json.size());
    rapidjson::Reader reader(nullptr, std::clamp<std::size_t>(json.size(), 256, 65536));
    FieldFinder finder(json, stream, paths, fields);
    // The parser's own validation takes longer than all the rest: it is left to say what is wrong.
    const rapidjson::ParseResult result =
        utf8::first_invalid(json)
            ? reader.Parse<strict_flags | rapidjson::kParseValidateEncodingFlag>(stream, finder)
            : reader.Parse<strict_flags>(stream, finder);
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

/// Empty, or why `field` cannot be an article.
std::string describe_unusable(const Field& field, const std::string& name, std::size_t skipped) {
    if (field.kind == Field::Kind::absent)
        return fmt::format("1: no field '{}'; every field that --text-field names must be there", name);
    if (field.kind != Field::Kind::string)
        return fmt::format("1: field '{}' is not a string; name the right one with --text-field", name);
    if (utf8::first_invalid(field.value))
        return fmt::format(
            "{}: field '{}' has half a surrogate pair, which no text can hold; mend the record",
            field.content.begin + skipped + 1, name);
    return {};
}

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// One key of a JSON Pointer, with ~1 for a slash and ~0 for a tilde.
std::string unescaped(std::string_view key, const std::string& pointer) {
    std::string out;
    for (std::size_t i = 0; i < key.size(); ++i) {
        const char next = key[i] == '~' && i + 1 < key.size() ? key[i + 1] : ' ';
        if (key[i] == '~' && next != '0' && next != '1')
            throw InputError(fmt::format(
                "'{}' is not a JSON Pointer: '~' stands alone; write ~0 for '~' and ~1 for '/'", pointer));
        out += key[i] != '~' ? key[i] : next == '0' ? '~' : '/';
        i += key[i] == '~';
    }
    return out;
}

std::vector<std::string> keys_of(const std::string& name) {
    if (!name.starts_with('/')) return {name};
    std::vector<std::string> keys;
    for (const std::string_view part : split(std::string_view(name).substr(1), '/'))
        keys.push_back(unescaped(part, name));
    return keys;
}

/// `text` as JSON, in quotation marks.
std::string json_string(std::string_view text) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace

std::vector<std::string> text_fields(const RecordFields& fields) {
    if (!fields.text.empty()) return fields.text;
    return {"text", "maintext", "raw_text", "content"};
}

JsonFields::JsonFields(RecordFields names)
    : names_(std::move(names)), id_(no_path), language_(no_path), log_(no_path) {
    for (const std::string& name : text_fields(names_)) {
        texts_.push_back(place_of(name));
        if (std::count(texts_.begin(), texts_.end(), texts_.back()) > 1)
            throw InputError(fmt::format("--text-field names '{}' twice; name it once", name));
    }
    id_ = place_of(names_.id.empty() ? "id" : names_.id);
    if (!names_.source_language.empty()) language_ = place_of(names_.source_language);
    if (!names_.log.empty()) {
        // Put beside the others at the top, whatever it looks like.
        log_ = paths_.size();
        paths_.push_back({names_.log, {names_.log}});
    }
    if (paths_.size() > most_names)
        throw InputError(fmt::format("--text-field names more than {} fields; name fewer", most_names - 3));
}

std::size_t JsonFields::place_of(const std::string& name) {
    Path path{name, keys_of(name)};
    const auto same =
        std::find_if(paths_.begin(), paths_.end(), [&](const Path& each) { return each.keys == path.keys; });
    const auto place = static_cast<std::size_t>(same - paths_.begin());
    if (same == paths_.end()) paths_.push_back(std::move(path));
    return place;
}

Record JsonFields::read(std::string line, std::size_t line_number, const std::string& fallback_id) const {
    const std::size_t skipped =
        line_number == 1 && line.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    Record record;
    if (is_blank(std::string_view(line).substr(skipped))) {
        record = Record(std::move(line));
        record.id = fallback_id;
    } else {
        record = of_line(std::move(line), line_number, skipped, fallback_id);
    }
    record.line = line_number;
    return record;
}

Record JsonFields::of_line(std::string line, std::size_t line_number, std::size_t skipped,
                           const std::string& fallback_id) const {
    std::vector<Field> fields(paths_.size());
    const auto is_there = [&](std::size_t path) {
        return path != no_path && fields[path].kind != Field::Kind::absent;
    };
    std::string problem = parse(std::string_view(line).substr(skipped), skipped, paths_, fields);
    const bool is_parsed = problem.empty();
    std::vector<std::size_t> places = texts_;
    if (names_.text.empty()) {  // any one will do
        const auto first = std::find_if(places.begin(), places.end(), is_there);
        places = first == places.end() ? std::vector<std::size_t>() : std::vector{*first};
    }
    if (is_parsed && places.empty())
        problem = fmt::format("1: no text field ({}); name it with --text-field",
                              fmt::join(text_fields(names_), ", "));
    for (const std::size_t place : places)
        if (problem.empty()) problem = describe_unusable(fields[place], paths_[place].name, skipped);
    if (problem.empty() && is_there(log_))
        problem =
            fmt::format("1: field '{}' is there already; choose another name with --log-field", names_.log);

    const auto usable = [&](std::size_t path) {
        return is_parsed && is_there(path) && fields[path].kind != Field::Kind::other &&
               !utf8::first_invalid(fields[path].value);
    };
    const std::string id = usable(id_) ? fields[id_].value : fallback_id;
    const std::string language = usable(language_) && fields[language_].kind == Field::Kind::string
                                     ? fields[language_].value
                                     : std::string();
    std::vector<RecordText> texts;
    for (const std::size_t place : places) {
        Field& field = fields[place];
        texts.push_back({.field = paths_[place].name,
                         .at = {field.content.begin + skipped, field.content.end + skipped},
                         .writing = Writing::json_string,
                         .decoded = std::move(field.value)});
    }
    Record record = problem.empty() ? Record(std::move(line), std::move(texts)) : Record(std::move(line));
    if (!problem.empty()) record.error = fmt::format("{}:{}", line_number, problem);
    record.id = id;
    record.source_language = language;
    return record;
}

Record read_json_record(std::string line, std::size_t line_number, const RecordFields& fields,
                        const std::string& fallback_id) {
    return JsonFields(fields).read(std::move(line), line_number, fallback_id);
}

std::string with_member(std::string line, const std::string& name, std::string_view value) {
    const std::size_t end = line.rfind('}');
    return line.insert(end, fmt::format(",{}:{}", json_string(name), value));
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
    return fields_.read(std::move(raw.bytes), raw.line, fmt::format("{}:{}", id_, raw.line));
}

}  // namespace mtmend
