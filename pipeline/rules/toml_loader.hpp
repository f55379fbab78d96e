#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/rules/rule.hpp"

namespace mtmend {

/// A dictionary that cannot be used: `what()` is "file:line:column: what is wrong; what to do".
class DictionaryError : public std::runtime_error {
  public:
    DictionaryError(const Place& place, const std::string& message);
};

/// Compiling every pattern takes most of a start, so those of the built-in rules, which the tests check, are
/// trusted.
enum class Patterns { checked, trusted };

/// Reads the rules of one TOML file. Throws DictionaryError for anything that is not a complete rule: bad
/// TOML, an unknown key (with a did-you-mean), a missing or empty field, a bad pattern, fewer than one
/// `fixes` or two `keeps`, an id of another stage than `stage` (where given), a `fixes` pair that no trigger
/// word stands in.
std::vector<Rule> load_rules(std::string_view toml, const std::string& file_name, std::string_view stage = {},
                             Patterns patterns = Patterns::checked);

/// The known word nearest to `word` (edit distance at most 2 and less than half its length), or empty.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace mtmend
