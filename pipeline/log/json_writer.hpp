#pragma once
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string_view>

namespace mtmend::json {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

/// A string, and a member whose value is one; `text` is valid UTF-8.
inline void write(Writer& writer, std::string_view text) {
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}
inline void write(Writer& writer, const char* key, std::string_view text) {
    writer.Key(key);
    write(writer, text);
}

}  // namespace mtmend::json
