#pragma once
#include <cstddef>
#include <string>
#include <utility>
#include <variant>

namespace mtmend {

/// Why something was not done.
struct Error {
    enum class Kind {
        not_utf8,      ///< the article is not valid UTF-8; `byte` is the first bad one
        too_long,      ///< the article has 4 GB or more
        unknown_name,  ///< there is no such stage or profile
        unusable,      ///< dictionaries or decisions are missing, damaged or wrong
        no_memory,     ///< memory ran out
        other,         ///< anything else, such as what a stage of your own threw
    };
    Kind kind = Kind::other;
    std::string text;      ///< one line: where, what is wrong, what to do next; empty for no_memory
    std::size_t byte = 0;  ///< for not_utf8
};

/// A value, or the error that stands in its place. For programs that handle errors as values:
///
///     if (const auto report = pipeline.try_clean(article)) use(report->clean);
///     else complain(report.error().text);
///
/// Asking for the one that is not there throws std::bad_variant_access.
template <class Value>
class Outcome {
  public:
    Outcome(Value value) : content_(std::move(value)) {}
    Outcome(Error error) : content_(std::move(error)) {}

    bool has_value() const { return content_.index() == 0; }
    explicit operator bool() const { return has_value(); }
    const Value& value() const& { return std::get<0>(content_); }
    Value&& value() && { return std::get<0>(std::move(content_)); }
    const Value& operator*() const& { return value(); }
    const Value* operator->() const { return &value(); }
    const Error& error() const { return std::get<1>(content_); }

  private:
    std::variant<Value, Error> content_;
};

}  // namespace mtmend
