#include "pipeline/rules/byte_pattern.hpp"
#include "pipeline/dictionaries.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "pipeline/rules/pattern.hpp"
#include "tests/unit/built_in.hpp"

using namespace mtmend;

namespace {

/// "<whole match><first capture>…", or "nothing".
std::string found_by(const RE2& pattern, const std::string& text) {
    re2::StringPiece found[4];
    const int groups = std::min(pattern.NumberOfCapturingGroups() + 1, 4);
    if (!pattern.Match(text, 0, text.size(), RE2::UNANCHORED, found, groups)) return "nothing";
    std::string result;
    for (const re2::StringPiece& piece : found) result += "<" + std::string(piece) + ">";
    return result;
}

bool is_ascii(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0; });
}

/// The text itself, and the same with some of its characters put beyond ASCII.
std::vector<std::string> versions_of(const std::string& text) {
    std::vector<std::string> versions = {text};
    const std::string with[][2] = {
        {"'", "\u2019"}, {" ", "\u00a0"}, {"-", "\u2013"}, {"e", "\u00e9"}, {"\"", "\u201c"}};
    for (std::size_t every : {1, 3}) {
        for (const auto& [plain, beyond] : with) {
            std::string version;
            std::size_t seen = 0;
            for (const char c : text)
                version += c == plain[0] && seen++ % every == 0 ? beyond : std::string(1, c);
            if (version != text) versions.push_back(version);
        }
    }
    return versions;
}

RE2::Options latin1() {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_encoding(RE2::Options::EncodingLatin1);
    return options;
}

}  // namespace

TEST_CASE(
    "A pattern over bytes spells out single letters and takes all bytes above ASCII for classes of them") {
    CHECK(byte_pattern("caf[e\u00e9]s?\u2013x") == R"(caf(?:[e]|\xC3\xA9)s?(?:\xE2\x80\x93)x)");
    CHECK(byte_pattern(R"([\s\x{A0}]\x{41}\-\p{Lu})") ==
          R"((?:)(?:[\s]|\xC2\xA0)[\x{41}]\-(?:[A-Z]|[\x80-\xFF]+))");
    CHECK(byte_pattern("[^\u201c\"]+.") == R"((?:)(?:[^"\x80-\xFF]|[\x80-\xFF]+)+(?:.|[\x80-\xFF]+))");
    CHECK(byte_pattern(R"([\x{20}-\x{200}])") == R"((?:)(?:[\x{20}-\x7F]|[\x80-\xFF]+))");
    CHECK(byte_pattern("(?i)\u00e9t\u00e9") == R"((?i)(?:)(?:[\x80-\xFF]+)t(?:[\x80-\xFF]+))");
}

TEST_CASE("A pattern that begins with one of several characters beyond ASCII finds each of them") {
    for (const std::string source : {"[\u2013\u2014] ?(What )", "(?:\u00bf|\u00a1) ?(What )",
                                     "(?m)(?:\u201eWhat|\u201cWhat)", "(\u2013|\u2014)"}) {
        const RE2 over_bytes(byte_pattern(source).value(), latin1());
        const RE2 whole(source);
        for (const std::string text : {"So: \u2013What is", "So: \u2014 What is", "So: \u00bfWhat is",
                                       "So: \u00a1 What is", "So: \u201eWhat is", "So: \u201cWhat is"}) {
            INFO(source << " in " << text);
            CHECK(found_by(over_bytes, text) == found_by(whole, text));
        }
    }
}

TEST_CASE("A pattern that bytes cannot say has none over bytes") {
    // The long s folds to an s.
    CHECK(byte_pattern("(?i)\u017f") == std::nullopt);
    CHECK(byte_pattern("(?i)[a\u017f]") == std::nullopt);
    CHECK(byte_pattern(R"((?i)[\x{100}-\x{200}])") == std::nullopt);
    CHECK(byte_pattern(R"(\Qa.\E)") == std::nullopt);
    CHECK(byte_pattern(R"([\p{Greek}])") == std::nullopt);
}

TEST_CASE(
    "Every rule's pattern over bytes misses nothing, and what it finds of ASCII alone is what the pattern finds") {
    std::size_t compared = 0;
    std::size_t without = 0;
    for (const Rule& rule : built_in_pipeline().dictionaries().rules()) {
        if (rule.by_code()) continue;
        std::vector<std::string> patterns = rule.unless;
        patterns.push_back(rule.find);
        const RuleCard card = rule.card.read();
        std::vector<std::string> texts = card.keeps;
        for (const auto& [before, after] : card.fixes) texts.insert(texts.end(), {before, after});
        for (const std::string& pattern : patterns) {
            const auto source = byte_pattern(re2_source(pattern));
            without += !source;
            if (!source) continue;
            const RE2 bytes(*source, latin1());
            const RE2 full(re2_source(pattern));
            REQUIRE(bytes.ok());
            for (const std::string& given : texts) {
                for (const std::string& text : versions_of(given)) {
                    const std::string of_bytes = found_by(bytes, text);
                    const std::string of_characters = found_by(full, text);
                    const bool whole_is_ascii = is_ascii(of_bytes.substr(0, of_bytes.find("><")));
                    compared += whole_is_ascii;
                    // A check costs more than the two searches.
                    if (whole_is_ascii ? of_bytes == of_characters : of_bytes != "nothing") continue;
                    INFO(rule.id << ": " << text);
                    CHECK(of_bytes == of_characters);
                }
            }
        }
    }
    CHECK(compared > 10000);
    CHECK(without < 20);
}
