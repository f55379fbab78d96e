#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mtmend::build {

/// The name of a country, territory or language in another language, as CLDR has it.
struct ForeignName {
    std::string english;       ///< CLDR's English name
    std::string foreign;       ///< the other language's name
    bool is_language = false;  ///< of a language, not of a territory
    bool is_own = false;       ///< in the territory's or language's own language ("Polska", "polski")
};

/// What people decided about CLDR's names: dictionaries/names/cldr_review.tsv.
struct Review {
    std::string version;                         ///< of the CLDR data that was read, "42"
    std::map<std::string, std::string> english;  ///< CLDR's English name → what news writes
    std::set<std::string> skipped;               ///< English names of which no form is taken
    std::set<std::string> omitted;               ///< forms that are left out
    std::set<std::string> held;                  ///< forms that are `likely`, not `safe`
};

/// Reads the review list. Throws std::runtime_error with `file` and the line where a row is not understood.
Review read_review(std::string_view text, const std::string& file);

/// The names that ICU gives for all territories, and for the languages that news speaks of, in the languages
/// that articles are translated from. In a fixed order.
std::vector<ForeignName> read_cldr();

/// The version of ICU's CLDR data, "42".
std::string cldr_version();

/// True of a word that English has.
using IsEnglish = std::function<bool(std::string_view)>;

/// The rows of the table, in the form of names/places.tsv, sorted. Left out are forms that are English words
/// or names, that two English names share, and what the review leaves out. `likely` are names of languages,
/// names in a territory's own language, in other scripts, and what the review holds; and all of them where
/// the review is of other data than `version`.
std::string places_table(const std::vector<ForeignName>& names, const Review& review,
                         const IsEnglish& is_english, const std::string& version);

}  // namespace mtmend::build
