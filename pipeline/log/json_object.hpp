#pragma once
#include <rapidjson/document.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace mtmend {

/// Why a line of JSON is not what its schema says: "edits[3].at: what is wrong", without file and line.
class SchemaError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Parses one line strictly (UTF-8, no trailing bytes, any depth). Throws SchemaError.
rapidjson::Document parse_json(std::string_view line);

/// An object of which every member must be asked for. `path` is how errors name it, empty for the outermost.
class JsonObject {
  public:
    JsonObject(const rapidjson::Value& value, std::string path);

    const rapidjson::Value* find(std::string_view key);
    /// Throws SchemaError where it is missing.
    const rapidjson::Value& need(std::string_view key);
    std::string text(std::string_view key);
    /// Empty where it is missing.
    std::string optional_text(std::string_view key);
    /// A word out of `words`, as its index.
    std::size_t word(std::string_view key, const std::vector<std::string_view>& words);
    /// `digits` hexadecimal digits behind `prefix`.
    std::string hash(std::string_view key, std::string_view prefix, std::size_t digits);
    /// An integer of at least `least`.
    std::size_t count(std::string_view key, std::size_t least);

    /// Throws SchemaError for members that nobody asked for, or that stand twice.
    void refuse_others() const;
    [[noreturn]] void fail(std::string_view key, std::string_view problem) const;
    std::string path_of(std::string_view key) const;

  private:
    const rapidjson::Value& value_;
    std::string path_;
    std::vector<std::string> asked_;
};

/// An array's items; `path` names it in errors.
rapidjson::Value::ConstArray array_of(const rapidjson::Value& value, const std::string& path);

/// The string of `value`, in valid UTF-8.
std::string text_of(const rapidjson::Value& value, const std::string& path);

/// True for `digits` lower-case hexadecimal digits behind `prefix`.
bool is_hash(std::string_view text, std::string_view prefix, std::size_t digits);

}  // namespace mtmend
