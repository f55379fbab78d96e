#include "pipeline/cli/sarif.hpp"

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <filesystem>
#include <string_view>

#include "pipeline/dictionaries.hpp"
#include "pipeline/log/json_writer.hpp"
#include "pipeline/log/render_words.hpp"
#include "pipeline/mtmend.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend::cli {

namespace {

using json::write;
using json::Writer;

constexpr std::size_t longest_quoted = 300;  ///< bytes of a text in a message

/// A path as a URI: relative as it is given, or file:// where it is absolute. Everything but letters, digits
/// and "-._~/" is percent-encoded.
std::string uri_of(const std::filesystem::path& path) {
    if (path == "-") return "stdin";
    std::string out = path.is_absolute() ? "file://" : "";
    for (const char c : path.lexically_normal().generic_string()) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                           std::string_view("-._~/").find(c) != std::string_view::npos;
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

/// Line and column of offsets that do not decrease.
class Cursor {
  public:
    explicit Cursor(std::string_view text) : text_(text) {}
    void advance(std::size_t offset) {
        for (; at_ < offset; ++at_) {
            if (text_[at_] == '\n') {
                ++line;
                column = 1;
            } else if (utf8::is_boundary(text_, at_ + 1)) {
                ++column;
            }
        }
    }
    std::size_t line = 1;
    std::size_t column = 1;

  private:
    std::string_view text_;
    std::size_t at_ = 0;
};

void write_number(Writer& writer, const char* key, std::size_t number) {
    writer.Key(key);
    writer.Uint64(number);
}

/// Moves the cursor behind the edit.
void write_region(Writer& writer, const char* key, Cursor& cursor, Span<Source> at) {
    writer.Key(key);
    writer.StartObject();
    cursor.advance(at.begin);
    write_number(writer, "startLine", cursor.line);
    write_number(writer, "startColumn", cursor.column);
    cursor.advance(at.end);
    write_number(writer, "endLine", cursor.line);
    write_number(writer, "endColumn", cursor.column);
    writer.EndObject();
}

void write_object(Writer& writer, const char* key, const char* inner, std::string_view text) {
    writer.Key(key);
    writer.StartObject();
    write(writer, inner, text);
    writer.EndObject();
}

/// Where a rule is described: by itself, or by the stage it is of.
std::string why_of(const std::string& id, const Pipeline& pipeline) {
    if (const Rule* rule = pipeline.dictionaries().find_rule(id)) return rule->why;
    for (const auto& stage : pipeline.stages())
        if (const std::string text = stage->describe(id); !text.empty())
            return text.substr(0, text.find('\n'));
    return {};
}

std::string shortened(const std::string& text) {
    if (text.size() <= longest_quoted) return visible(text);
    std::size_t end = longest_quoted;
    while (!utf8::is_boundary(text, end)) --end;
    return visible(text.substr(0, end)) + "\u2026";
}

std::string message_of(const LoggedEdit& edit, const Pipeline& pipeline) {
    const Step& step = edit.steps.back();
    const std::string why = step.why.empty() ? why_of(step.rule, pipeline) : step.why;
    return fmt::format("'{}' -> '{}'{}", shortened(edit.before), shortened(edit.after),
                       why.empty() ? "" : ": " + visible(why));
}

/// The change itself, which editors can make.
void write_fix(Writer& writer, const std::string& uri, Cursor cursor, const LoggedEdit& edit) {
    writer.Key("fixes");
    writer.StartArray();
    writer.StartObject();
    writer.Key("artifactChanges");
    writer.StartArray();
    writer.StartObject();
    write_object(writer, "artifactLocation", "uri", uri);
    writer.Key("replacements");
    writer.StartArray();
    writer.StartObject();
    write_region(writer, "deletedRegion", cursor, edit.at);
    write_object(writer, "insertedContent", "text", edit.after);
    writer.EndObject();
    writer.EndArray();
    writer.EndObject();
    writer.EndArray();
    writer.EndObject();
    writer.EndArray();
}

void write_result(Writer& writer, const Input& input, const Record& record, const LoggedEdit& edit,
                  Cursor& cursor, const Pipeline& pipeline) {
    const bool is_text = input.format == Format::text;
    const std::string uri = uri_of(input.path);
    writer.StartObject();
    write(writer, "ruleId", edit.steps.back().rule);
    write(writer, "level", "warning");
    write_object(writer, "message", "text", message_of(edit, pipeline));
    writer.Key("locations");
    writer.StartArray();
    writer.StartObject();
    writer.Key("physicalLocation");
    writer.StartObject();
    write_object(writer, "artifactLocation", "uri", uri);
    if (is_text) cursor.advance(edit.at.begin);
    const Cursor begin = cursor;
    if (is_text) {
        write_region(writer, "region", cursor, edit.at);
    } else {
        writer.Key("region");
        writer.StartObject();
        write_number(writer, "startLine", record.line);
        writer.EndObject();
    }
    writer.EndObject();
    writer.EndObject();
    writer.EndArray();
    write_object(writer, "partialFingerprints", "mtmend/1", edit.fingerprint);
    if (is_text) write_fix(writer, uri, begin, edit);
    writer.EndObject();
}

void write_rule(Writer& writer, const std::string& id, const Pipeline& pipeline) {
    const std::string why = why_of(id, pipeline);
    const std::string text = why.empty() ? id : visible(why);
    writer.StartObject();
    write(writer, "id", id);
    for (const char* key : {"shortDescription", "fullDescription"}) write_object(writer, key, "text", text);
    write_object(writer, "help", "text", fmt::format("{}. 'mtmend explain {}' tells more.", text, id));
    write_object(writer, "defaultConfiguration", "level", "warning");
    writer.EndObject();
}

}  // namespace

std::string sarif_beginning() {
    return "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"
           "\"columnKind\":\"unicodeCodePoints\",\"results\":[\n";
}

std::string sarif_results(const Input& input, const Record& record, const ArticleLog& log,
                          const Pipeline& pipeline) {
    std::string out;
    Cursor cursor(record.text());
    for (const LoggedEdit& edit : log.edits) {
        rapidjson::StringBuffer buffer;
        Writer writer(buffer);
        write_result(writer, input, record, edit, cursor, pipeline);
        if (!out.empty()) out += sarif_separator;
        out.append(buffer.GetString(), buffer.GetSize());
    }
    return out;
}

std::string sarif_end(const std::set<std::string>& rules, const Pipeline& pipeline) {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartObject();
    writer.Key("driver");
    writer.StartObject();
    write(writer, "name", "mtmend");
    write(writer, "version", version());
    writer.Key("rules");
    writer.StartArray();
    for (const std::string& id : rules) write_rule(writer, id, pipeline);
    writer.EndArray();
    writer.EndObject();
    writer.EndObject();
    return fmt::format("\n],\"tool\":{}}}]}}\n", std::string_view(buffer.GetString(), buffer.GetSize()));
}

}  // namespace mtmend::cli
