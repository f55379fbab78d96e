#include "pipeline/log/manifest.hpp"

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "pipeline/edit/fingerprint.hpp"

namespace mtmend {

namespace {

constexpr std::string_view schema = "mtmend-manifest/1";
using Writer = rapidjson::Writer<rapidjson::StringBuffer>;
using rapidjson::Value;

void put(Writer& writer, const char* key, std::string_view text) {
    writer.Key(key);
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void put(Writer& writer, const char* key, const Measured& measured) {
    writer.Key(key);
    writer.StartObject();
    writer.Key("bytes");
    writer.Uint64(measured.bytes);
    put(writer, "hash", measured.hash);
    writer.EndObject();
}

std::string line_of(const rapidjson::StringBuffer& buffer) {
    return std::string(buffer.GetString(), buffer.GetSize()) + '\n';
}

bool read(const Value& object, const char* key, std::string& to) {
    const auto found = object.FindMember(key);
    if (found == object.MemberEnd() || !found->value.IsString()) return false;
    to.assign(found->value.GetString(), found->value.GetStringLength());
    return true;
}

bool read(const Value& object, const char* key, std::size_t& to) {
    const auto found = object.FindMember(key);
    if (found == object.MemberEnd() || !found->value.IsUint64()) return false;
    to = found->value.GetUint64();
    return true;
}

bool read(const Value& object, const char* key, Measured& to) {
    const auto found = object.FindMember(key);
    return found != object.MemberEnd() && found->value.IsObject() && read(found->value, "bytes", to.bytes) &&
           read(found->value, "hash", to.hash);
}

bool read_counts(const Value& object, std::string& to) {
    const auto found = object.FindMember("counts");
    if (found == object.MemberEnd() || !found->value.IsObject()) return false;
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    found->value.Accept(writer);
    to.assign(buffer.GetString(), buffer.GetSize());
    return true;
}

bool read(const Value& object, ManifestEntry& to) {
    to.is_part = object.HasMember("part");
    return read(object, to.is_part ? "part" : "input", to.input) && read(object, "records", to.records) &&
           read(object, "source", to.source) && read(object, "output", to.output) &&
           read(object, "log", to.log) && read_counts(object, to.counts);
}

bool read(const Value& object, ManifestHeader& to) {
    std::string written;
    if (!read(object, "schema", written) || written != schema) return false;
    if (!read(object, "version", to.version) || !read(object, "dictionaries", to.dictionaries)) return false;
    const auto list = object.FindMember("configuration");
    if (list == object.MemberEnd() || !list->value.IsArray()) return false;
    for (const Value& each : list->value.GetArray()) {
        if (!each.IsString()) return false;
        to.configuration.emplace_back(each.GetString(), each.GetStringLength());
    }
    return true;
}

/// False for what is no object, or a line that is cut off.
bool parse(const std::string& line, rapidjson::Document& document) {
    if (!line.ends_with('\n')) return false;
    document.Parse<rapidjson::kParseIterativeFlag>(line.data(), line.size());
    return !document.HasParseError() && document.IsObject();
}

}  // namespace

std::string to_json_line(const ManifestHeader& header) {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    std::string all;
    writer.StartObject();
    put(writer, "schema", schema);
    put(writer, "version", header.version);
    put(writer, "dictionaries", header.dictionaries);
    writer.Key("configuration");
    writer.StartArray();
    for (const std::string& each : header.configuration) {
        writer.String(each.data(), static_cast<rapidjson::SizeType>(each.size()));
        all += each + '\n';
    }
    writer.EndArray();
    put(writer, "configuration_hash", content_hash(all));
    writer.EndObject();
    return line_of(buffer);
}

std::string to_json_line(const ManifestEntry& entry) {
    rapidjson::StringBuffer buffer;
    Writer writer(buffer);
    writer.StartObject();
    put(writer, entry.is_part ? "part" : "input", entry.input);
    writer.Key("records");
    writer.Uint64(entry.records);
    put(writer, "source", entry.source);
    put(writer, "output", entry.output);
    put(writer, "log", entry.log);
    writer.Key("counts");
    writer.RawValue(entry.counts.data(), entry.counts.size(), rapidjson::kObjectType);
    writer.EndObject();
    return line_of(buffer);
}

std::string manifest_end(std::size_t inputs) {
    return fmt::format("{{\"end\":{{\"inputs\":{}}}}}\n", inputs);
}

ManifestReader::ManifestReader(const std::filesystem::path& path) : lines_(path) {
    rapidjson::Document document;
    ManifestHeader header;
    if (lines_.next(line_) && parse(line_, document) && read(document, header)) header_ = std::move(header);
}

bool ManifestReader::next(ManifestEntry& entry) {
    if (!header_ || is_whole_ || !lines_.next(line_)) return false;
    rapidjson::Document document;
    entry = {};
    if (!parse(line_, document)) return false;
    is_whole_ = document.HasMember("end");
    return !is_whole_ && read(document, entry);
}

}  // namespace mtmend
