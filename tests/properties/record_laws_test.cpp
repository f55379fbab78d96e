// Laws of records: a change of the text is a change of the value that holds it, and of nothing else.
#include <map>
#include <string>
#include <vector>

#include "law.hpp"
#include "pipeline/io/csv.hpp"
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

/// The same text with what is special in tables.
std::string as_of_table(std::string text) {
    for (char& c : text) c = c == 'a' ? '"' : c == 'b' ? ',' : c;
    return text;
}

std::string in_quotes(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out.append(c == '"' ? 2 : 1, c);
    return out + '"';
}

std::vector<std::string> cells_of(const std::string& row) {
    std::vector<std::string> cells;
    const Row parsed = parse_row(row, ',', [&](std::size_t, const Cell& cell) {
        const std::size_t quotes = cell.is_quoted ? 1 : 0;
        cells.push_back(row.substr(cell.at.begin - quotes, cell.at.size() + 2 * quotes));
    });
    RC_ASSERT(parsed.problem.empty());
    RC_ASSERT(row.substr(parsed.end) == "\r\n");
    return cells;
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

TEST_CASE("A row changes in its text cell and in no other byte") {
    check_law("a cell is quoted where it was, or where it must be", 10'000, [] {
        const std::string text = as_of_table(text_from(*any_tape(0.3)));
        std::vector<Change> made = changes_from(*any_tape(0.3), text, 'n');
        for (Change& change : made) change.after = as_of_table(change.after);
        const EditSet changes(std::move(made));
        const bool is_quoted =
            text.find_first_of("\",\n") != std::string::npos || *rc::gen::arbitrary<bool>();
        const std::string cell = is_quoted ? in_quotes(text) : text;
        const std::size_t begin = is_quoted ? 6 : 5;
        const std::string row = "1.10," + cell + ",\"x\"\"\"\r\n";
        const Record record(row, {{.field = "text",
                                   .at = {begin, 5 + cell.size() - (is_quoted ? 1 : 0)},
                                   .writing = is_quoted ? Writing::quoted_cell : Writing::bare_cell,
                                   .decoded = text}});
        RC_ASSERT(record.text() == text);
        const std::string clean = changes.apply(text);
        const bool must_be_quoted =
            is_quoted || (!changes.empty() && clean.find_first_of("\",\n") != std::string::npos);
        const std::vector<std::string> cells = cells_of(record.rewritten({changes}));
        RC_ASSERT(cells ==
                  (std::vector<std::string>{"1.10", must_be_quoted ? in_quotes(clean) : clean, "\"x\"\"\""}));
    });
}

}  // namespace mtmend::test
