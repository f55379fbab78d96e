#include "stages/names/build/cldr_places.hpp"

#include <fmt/format.h>
#include <unicode/locdspnm.h>
#include <unicode/region.h>
#include <unicode/strenum.h>
#include <unicode/ulocdata.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include "pipeline/split.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend::build {
namespace {

/// The languages whose names of places machine translation leaves in English text.
constexpr std::array source_languages = {"es", "fr", "pt", "pt_PT", "it", "de", "nl", "pl", "tr", "ru",
                                         "ca", "sv", "da", "nb",    "fi", "cs", "hu", "ro", "hr", "id"};

/// The languages that news speaks of.
constexpr std::array spoken_languages = {
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es",
    "et", "eu", "fa", "fi", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it",
    "ja", "ka", "kk", "km", "ko", "ku", "ky", "la", "lb", "lt", "lv", "mk", "mn", "ms", "mt", "my",
    "ne", "nl", "no", "pa", "pl", "ps", "pt", "ro", "ru", "sk", "sl", "so", "sq", "sr", "sv", "sw",
    "ta", "tg", "th", "ti", "tk", "tr", "tt", "ug", "uk", "ur", "uz", "vi", "yi", "zh"};

constexpr std::size_t fewest_letters = 4;

using DisplayNames = std::unique_ptr<icu::LocaleDisplayNames>;

DisplayNames names_in(const char* language) {
    return DisplayNames(icu::LocaleDisplayNames::createInstance(icu::Locale(language)));
}

std::string to_utf8(const icu::UnicodeString& text) {
    std::string bytes;
    text.toUTF8String(bytes);
    return bytes;
}

std::string territory(const icu::LocaleDisplayNames& names, const std::string& code) {
    icu::UnicodeString name;
    return to_utf8(names.regionDisplayName(code.c_str(), name));
}

std::string language(const icu::LocaleDisplayNames& names, const std::string& code) {
    icu::UnicodeString name;
    return to_utf8(names.languageDisplayName(code.c_str(), name));
}

void check(UErrorCode status) {
    if (U_FAILURE(status) != 0)
        throw std::runtime_error(fmt::format("ICU's names of places: {}", u_errorName(status)));
}

/// Two-letter codes, sorted, without those that CLDR keeps for tests.
std::vector<std::string> territory_codes() {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::StringEnumeration> all(icu::Region::getAvailable(URGN_TERRITORY, status));
    check(status);
    std::vector<std::string> codes;
    for (const char* code = all->next(nullptr, status); code != nullptr; code = all->next(nullptr, status)) {
        const std::string_view name = code;
        if (name.size() == 2 && name != "XA" && name != "XB" && name != "ZZ") codes.emplace_back(name);
    }
    check(status);
    std::ranges::sort(codes);
    return codes;
}

/// The language most people of a territory speak.
std::string language_of(const std::string& territory) {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale("und", territory.c_str());
    locale.addLikelySubtags(status);
    check(status);
    return locale.getLanguage();
}

/// "Bosnia & Herzegovina" as news writes it.
std::string in_news(const std::string& english, const Review& review) {
    if (const auto it = review.english.find(english); it != review.english.end()) return it->second;
    std::string name = english;
    if (const auto at = name.find(" & "); at != std::string::npos) name.replace(at, 3, " and ");
    return name;
}

/// "St. Lucia" is "Saint Lucia" too.
std::string without_saint(std::string name) {
    for (const std::string_view saint : {"St. ", "Saint "}) {
        if (name.starts_with(saint)) return "St " + name.substr(saint.size());
    }
    return name;
}

/// A name with an addition, or two names: nothing that stands in running text.
bool is_label(const std::string& form) {
    return form.find_first_of("(),/:&") != std::string::npos || form.find(" - ") != std::string::npos ||
           form.find(" – ") != std::string::npos;
}

struct Letters {
    std::size_t count = 0;
    bool lower = false;
    bool latin = true;
};

Letters letters_of(std::string_view form) {
    Letters letters;
    for (std::size_t at = 0; at < form.size();) {
        const auto point = utf8::decode(form, at);
        at += point.size;
        if (!utf8::is_letter(point.value)) continue;
        ++letters.count;
        letters.lower = letters.lower || !utf8::is_upper(point.value);
        letters.latin = letters.latin && (point.value < 0x370 || (point.value >> 8) == 0x1E);
    }
    return letters;
}

/// Builds the rows: a form → what it stands for.
class TableMaker {
  public:
    TableMaker(const Review& review, const IsEnglish& is_english, bool reviewed)
        : review_(review), is_english_(is_english), reviewed_(reviewed) {}

    std::string make(const std::vector<ForeignName>& names) {
        for (const ForeignName& name : names) {
            taken_.insert(utf8::folded(name.english));
            taken_.insert(utf8::folded(without_saint(name.english)));
            taken_.insert(utf8::folded(in_news(name.english, review_)));
            if (name.is_language && name.is_own) taken_.insert(utf8::folded(name.foreign));
        }
        // Territories first: "Jerman" is the country, and the language only in Indonesian.
        for (const bool languages : {false, true}) {
            for (const ForeignName& name : names) {
                if (name.is_language == languages) add(name);
            }
        }
        return rows();
    }

  private:
    struct Meaning {
        std::string english;
        bool safe = false;
        bool is_language = false;
        bool ambiguous = false;
    };

    void add(const ForeignName& name) {
        if (!is_wanted(name)) return;
        const Letters letters = letters_of(name.foreign);
        Meaning meaning;
        meaning.english = in_news(name.english, review_);
        meaning.is_language = name.is_language;
        meaning.safe = reviewed_ && !name.is_language && !name.is_own && letters.latin &&
                       !review_.held.contains(name.foreign);
        const auto [it, is_new] = meanings_.emplace(name.foreign, meaning);
        if (is_new) return;
        Meaning& known = it->second;
        if (known.is_language != name.is_language) return;
        known.safe = known.safe && meaning.safe;
        known.ambiguous = known.ambiguous || known.english != meaning.english;
    }

    bool is_wanted(const ForeignName& name) const {
        const std::string& form = name.foreign;
        const Letters letters = letters_of(form);
        if (!letters.lower || letters.count < fewest_letters || is_label(form)) return false;
        if (review_.skipped.contains(name.english) || review_.omitted.contains(form)) return false;
        // "Åland" for "Åland Islands", "Saint Lucia" for "St. Lucia", "Bulgaria" for Bulgarian
        if (name.english.starts_with(form)) return false;
        if (taken_.contains(utf8::folded(form)) || taken_.contains(utf8::folded(without_saint(form))))
            return false;
        return !is_english_(form);
    }

    std::string rows() const {
        std::map<std::pair<std::string, bool>, std::set<std::string>> forms;  // safe before likely
        for (const auto& [form, meaning] : meanings_) {
            if (!meaning.ambiguous) forms[{meaning.english, !meaning.safe}].insert(form);
        }
        std::string text;
        for (const auto& [key, set] : forms)
            text +=
                fmt::format("{}\t{}\t{}\t\n", key.first, fmt::join(set, "|"), key.second ? "likely" : "safe");
        return text;
    }

    const Review& review_;
    const IsEnglish& is_english_;
    bool reviewed_;
    std::set<std::string> taken_;  ///< what means something in English, folded
    std::map<std::string, Meaning> meanings_;
};

}  // namespace

Review read_review(std::string_view text, const std::string& file) {
    Review review;
    for_each_line(text, [&](std::string_view line, std::size_t number) {
        if (line.empty() || line[0] == '#') return;
        const auto cells = split(line, '\t');
        if (cells.size() != 3)
            throw std::runtime_error(
                fmt::format("{}:{}: a row has three cells, separated by one tab", file, number));
        const std::string_view what = cells[0];
        const std::string name(cells[1]);
        if (what == "version") {
            review.version = name;
        } else if (what == "english") {
            review.english[name] = cells[2];
        } else if (what == "skip") {
            review.skipped.insert(name);
        } else if (what == "omit") {
            review.omitted.insert(name);
        } else if (what == "hold") {
            review.held.insert(name);
        } else {
            throw std::runtime_error(
                fmt::format("{}:{}: '{}' must be version, english, skip, omit or hold", file, number, what));
        }
    });
    return review;
}

std::vector<ForeignName> read_cldr() {
    const DisplayNames english = names_in("en");
    std::vector<ForeignName> names;
    for (const char* source : source_languages) {
        const DisplayNames foreign = names_in(source);
        const std::string own = std::string(source).substr(0, 2);
        for (const std::string& code : territory_codes())
            names.push_back(
                {territory(*english, code), territory(*foreign, code), false, language_of(code) == own});
        for (const std::string code : spoken_languages)
            names.push_back({language(*english, code), language(*foreign, code), true, code == own});
    }
    return names;
}

std::string cldr_version() {
    UErrorCode status = U_ZERO_ERROR;
    UVersionInfo version;
    ulocdata_getCLDRVersion(version, &status);
    check(status);
    return std::to_string(version[0]);
}

std::string places_table(const std::vector<ForeignName>& names, const Review& review,
                         const IsEnglish& is_english, const std::string& version) {
    return TableMaker(review, is_english, version == review.version).make(names);
}

}  // namespace mtmend::build
