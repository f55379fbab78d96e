// Laws of records: a change of the text is a change of the value that holds it, and of nothing else.
#include <map>
#include <string>
#include <vector>

#include "law.hpp"
#include "pipeline/io/jsonl.hpp"
#include "random_changes.hpp"

namespace mtmend::test {
namespace {

/// The ways to write each character of random texts in JSON.
const std::map<std::string, std::vector<std::string>> spellings = {
    {"a", {"a", "\\u0061"}},
    {"b", {"b", "\\u0062"}},
    {" ", {" ", "\\u0020"}},
    {"\n", {"\\n", "\\u000a", "\\u000A"}},
    {"é", {"é", "\\u00e9"}},
    {"\u0301", {"\u0301", "\\u0301"}},
    {"€", {"€", "\\u20AC", "\\u20ac"}},
    {"😀", {"😀", "\\ud83d\\ude00", "\\uD83D\\uDE00"}}};

/// How mtmend writes what it puts in.
std::string written(const std::string& text, bool in_ascii) {
    static const std::map<std::string, std::string> ascii = {
        {"é", "\\u00e9"}, {"\u0301", "\\u0301"}, {"€", "\\u20ac"}, {"😀", "\\ud83d\\ude00"}};
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::string each = text.substr(at, utf8::decode(text, at).size);
        at += each.size();
        out += each == "\n" ? "\\n" : in_ascii && ascii.contains(each) ? ascii.at(each) : each;
    }
    return out;
}

/// A text and its spelling in JSON, character by character.
struct Spelled {
    std::string text;
    std::vector<std::string> raw;
};

Spelled spelled_from(const Tape& tape) {
    Spelled out;
    for (const std::uint32_t number : tape) {
        Dice dice(number);
        const std::string each = character(dice);
        const auto& ways = spellings.at(each);
        out.text += each;
        out.raw.push_back(ways[dice.below(static_cast<std::uint32_t>(ways.size()))]);
    }
    return out;
}

std::string joined(const std::vector<std::string>& parts, std::size_t begin, std::size_t end) {
    std::string out;
    for (std::size_t i = begin; i < end; ++i) out += parts[i];
    return out;
}

std::string line_of(const std::string& value) {
    return "{\"n\":1.10, \"text\" :\"" + value + "\",\"z\":\"\\/\"}\r\n";
}

}  // namespace

TEST_CASE("A JSON record changes in the edited ranges of its text and in no other byte") {
    check_law("only edited ranges are written anew", 10'000, [] {
        const Spelled given = spelled_from(*any_tape(0.6));
        const EditSet changes(changes_from(*any_tape(0.3), given.text, 'n'));
        const std::string line = line_of(joined(given.raw, 0, given.raw.size()));
        const bool in_ascii = std::all_of(line.begin(), line.end(), [](char c) { return c >= 0; }) &&
                              line.find("\\u") != std::string::npos;
        const std::vector<std::size_t> places = boundaries(given.text);
        const auto index = [&](std::size_t byte) {
            return static_cast<std::size_t>(std::lower_bound(places.begin(), places.end(), byte) -
                                            places.begin());
        };
        std::string value;
        std::size_t at = 0;
        for (const Change& change : changes.changes()) {
            value += joined(given.raw, at, index(change.at.begin)) + written(change.after, in_ascii);
            at = index(change.at.end);
        }
        value += joined(given.raw, at, given.raw.size());

        const Record record = read_json_record(line, 1, {}, "f:1");
        RC_ASSERT(record.text() == given.text);
        RC_ASSERT(record.rewritten({changes}) == line_of(value));
        RC_ASSERT(read_json_record(line_of(value), 1, {}, "f:1").text() == changes.apply(given.text));
    });
}

}  // namespace mtmend::test
