#include "pipeline/log/json_object.hpp"

#include <fmt/format.h>
#include <rapidjson/error/en.h>

#include <algorithm>

#include "pipeline/rules/toml_loader.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {

rapidjson::Document parse_json(std::string_view line) {
    constexpr unsigned strict = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;
    // The parser takes a NUL byte for the end.
    if (const auto nul = line.find('\0'); nul != std::string_view::npos)
        throw SchemaError(fmt::format("column {}: not JSON: a NUL byte", nul + 1));
    rapidjson::Document document;
    document.Parse<strict>(line.data(), line.size());
    if (document.HasParseError())
        throw SchemaError(fmt::format("column {}: not JSON: {}", document.GetErrorOffset() + 1,
                                      rapidjson::GetParseError_En(document.GetParseError())));
    return document;
}

JsonObject::JsonObject(const rapidjson::Value& value, std::string path)
    : value_(value), path_(std::move(path)) {
    if (!value.IsObject()) throw SchemaError(path_.empty() ? "not a JSON object" : path_ + ": not an object");
}

const rapidjson::Value* JsonObject::find(std::string_view key) {
    asked_.emplace_back(key);
    const auto member = value_.FindMember(
        rapidjson::Value(rapidjson::StringRef(key.data(), static_cast<rapidjson::SizeType>(key.size()))));
    return member == value_.MemberEnd() ? nullptr : &member->value;
}

const rapidjson::Value& JsonObject::need(std::string_view key) {
    const rapidjson::Value* value = find(key);
    if (!value) fail(key, "is missing");
    return *value;
}

std::string JsonObject::text(std::string_view key) {
    return text_of(need(key), path_of(key));
}

std::string JsonObject::optional_text(std::string_view key) {
    const rapidjson::Value* value = find(key);
    return value ? text_of(*value, path_of(key)) : std::string();
}

std::size_t JsonObject::word(std::string_view key, const std::vector<std::string_view>& words) {
    const std::string word = text(key);
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) fail(key, fmt::format("'{}' is none of: {}", word, fmt::join(words, ", ")));
    return static_cast<std::size_t>(found - words.begin());
}

std::string JsonObject::hash(std::string_view key, std::string_view prefix, std::size_t digits) {
    std::string value = text(key);
    if (!is_hash(value, prefix, digits))
        fail(key, fmt::format("'{}' is not {}{} hexadecimal digits", value, prefix, digits));
    return value;
}

std::size_t JsonObject::count(std::string_view key, std::size_t least) {
    const rapidjson::Value& value = need(key);
    if (!value.IsUint64() || value.GetUint64() < least)
        fail(key, fmt::format("is not an integer from {}", least));
    return value.GetUint64();
}

void JsonObject::refuse_others() const {
    std::vector<std::string_view> seen;
    for (const auto& member : value_.GetObject()) {
        const std::string_view key(member.name.GetString(), member.name.GetStringLength());
        if (std::find(seen.begin(), seen.end(), key) != seen.end()) fail(key, "stands twice");
        seen.push_back(key);
        if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
        const std::string_view near = nearest(key, {asked_.begin(), asked_.end()});
        fail(key, near.empty() ? "unknown key" : fmt::format("unknown key; did you mean '{}'?", near));
    }
}

void JsonObject::fail(std::string_view key, std::string_view problem) const {
    throw SchemaError(fmt::format("{}: {}", path_of(key), problem));
}

std::string JsonObject::path_of(std::string_view key) const {
    return path_.empty() ? std::string(key) : fmt::format("{}.{}", path_, key);
}

rapidjson::Value::ConstArray array_of(const rapidjson::Value& value, const std::string& path) {
    if (!value.IsArray()) throw SchemaError(path + ": not an array");
    return value.GetArray();
}

std::string text_of(const rapidjson::Value& value, const std::string& path) {
    if (!value.IsString()) throw SchemaError(path + ": not a string");
    std::string text(value.GetString(), value.GetStringLength());
    if (utf8::first_invalid(text))
        throw SchemaError(path + ": has half a surrogate pair, which no text can hold");
    return text;
}

bool is_hash(std::string_view text, std::string_view prefix, std::size_t digits) {
    return text.size() == prefix.size() + digits && text.starts_with(prefix) &&
           text.find_first_not_of("0123456789abcdef", prefix.size()) == std::string_view::npos;
}

}  // namespace mtmend
