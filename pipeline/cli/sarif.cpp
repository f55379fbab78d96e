#include "pipeline/cli/sarif.hpp"

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string_view>

#include "pipeline/log/json_writer.hpp"
#include "pipeline/mtmend.hpp"

namespace mtmend::cli {

namespace {

using json::write;
using json::Writer;

/// A path as a relative URI: everything but letters, digits and "-._~/" is percent-encoded.
std::string uri_of(const std::string& path) {
    std::string out;
    for (const char c : path) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                           std::string_view("-._~/").find(c) != std::string_view::npos;
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

/// In a JSON record the line is all that can be said: its text is not the file's text.
void write_region(Writer& writer, const Input& input, const Record& record, const LoggedEdit& edit) {
    writer.Key("region");
    writer.StartObject();
    writer.Key("startLine");
    writer.Uint64(input.format == Format::text ? edit.around.line : record.line);
    writer.EndObject();
}

void write_result(Writer& writer, const Input& input, const Record& record, const LoggedEdit& edit) {
    const Step& step = edit.steps.back();
    const std::string why = step.why.empty() ? std::string() : fmt::format(" ({})", step.why);
    writer.StartObject();
    write(writer, "ruleId", step.rule);
    write(writer, "level", "warning");
    writer.Key("message");
    writer.StartObject();
    write(writer, "text", fmt::format("'{}' -> '{}'{}", edit.before, edit.after, why));
    writer.EndObject();
    writer.Key("locations");
    writer.StartArray();
    writer.StartObject();
    writer.Key("physicalLocation");
    writer.StartObject();
    writer.Key("artifactLocation");
    writer.StartObject();
    write(writer, "uri", uri_of(input.path.generic_string()));
    writer.EndObject();
    write_region(writer, input, record, edit);
    writer.EndObject();
    writer.EndObject();
    writer.EndArray();
    writer.Key("partialFingerprints");
    writer.StartObject();
    write(writer, "mtmend/1", edit.fingerprint);
    writer.EndObject();
    writer.EndObject();
}

}  // namespace

std::string sarif_beginning() {
    return fmt::format(
        "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{"
        "\"tool\":{{\"driver\":{{\"name\":\"mtmend\",\"version\":\"{}\"}}}},\"results\":[\n",
        version());
}

std::string sarif_results(const Input& input, const Record& record, const ArticleLog& log) {
    std::string out;
    for (const LoggedEdit& edit : log.edits) {
        rapidjson::StringBuffer buffer;
        Writer writer(buffer);
        write_result(writer, input, record, edit);
        if (!out.empty()) out += sarif_separator;
        out.append(buffer.GetString(), buffer.GetSize());
    }
    return out;
}

std::string sarif_end() {
    return "\n]}]}\n";
}

}  // namespace mtmend::cli
