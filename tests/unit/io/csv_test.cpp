#include "pipeline/io/csv.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "pipeline/text/utf8.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

namespace {

std::vector<Record> read(const std::string& bytes, const RecordFields& fields = {}, char delimiter = ',') {
    const ScratchFolder folder;
    CsvReader reader(folder.write("a.csv", bytes), "a.csv", fields, delimiter);
    std::vector<Record> records;
    for (Record record; reader.next(record);) records.push_back(std::move(record));
    return records;
}

std::string joined(const std::vector<Record>& records) {
    std::string bytes;
    for (const Record& record : records) bytes += record.bytes();
    return bytes;
}

EditSet put(std::size_t begin, std::size_t end, const std::string& after) {
    return EditSet({{{begin, end}, after, {}, {}}});
}

/// The cells of a row, read in another way than the reader does: from one closing quotation
/// mark to the next. Nothing where the rules are broken.
std::vector<std::string> cells_of(std::string_view row) {
    std::vector<std::string> cells;
    if (row.ends_with('\n')) row.remove_suffix(row.ends_with("\r\n") ? 2 : 1);
    for (;;) {
        std::string cell;
        if (row.starts_with('"')) {
            for (;;) {
                const std::size_t end = row.find('"', 1);
                if (end == std::string_view::npos) return {};
                cell += row.substr(1, end - 1);
                row.remove_prefix(end + 1);
                if (!row.starts_with('"')) break;
                cell += '"';
            }
            if (!row.empty() && row.front() != ',') return {};
        } else {
            cell = row.substr(0, row.find(','));
            row.remove_prefix(cell.size());
            if (cell.find_first_of("\"\r") != std::string::npos) return {};
        }
        cells.push_back(cell);
        if (row.empty()) return cells;
        row.remove_prefix(1);
    }
}

}  // namespace

TEST_CASE("A table is read by the columns of its first row, and all its bytes are in its records") {
    const std::string table =
        "\xEF\xBB\xBF\"id\",text,n\r\n1,\"He said \"\"no\"\", and\r\nleft.\",1.10\r\n\r\n2,plain,\n3,,\"\"";
    const std::vector<Record> records = read(table);
    CHECK(joined(records) == table);
    REQUIRE(records.size() == 5);
    CHECK(records[0].is_blank());
    CHECK(records[1].text() == "He said \"no\", and\r\nleft.");
    CHECK(records[1].id == "1");
    CHECK(records[2].is_blank());
    CHECK(records[3].text() == "plain");
    CHECK(records[3].line == 5);
    CHECK(records[4].text() == "");
    CHECK(records[4].has_article());
}

TEST_CASE("A cell changes in the edited ranges and in no other byte") {
    const std::vector<Record> records = read("id,text,n\r\n1,\"a \"\"b\"\" c\",x\r\n2,plain,x\n");
    CHECK(records[1].rewritten({put(3, 4, "B")}) == "1,\"a \"\"B\"\" c\",x\r\n");
    CHECK(records[1].rewritten({put(7, 7, "\"")}) == "1,\"a \"\"b\"\" c\"\"\",x\r\n");
    CHECK(records[2].rewritten({put(0, 1, "P")}) == "2,Plain,x\n");
}

TEST_CASE("A cell gets quotation marks where an edit makes it need them") {
    const Record record = read("id,text,n\n2,plain,x\n")[1];
    CHECK(record.rewritten({put(0, 1, "P,")}) == "2,\"P,lain\",x\n");
    CHECK(record.rewritten({put(1, 2, "\"")}) == "2,\"p\"\"ain\",x\n");
    CHECK(record.rewritten({put(5, 5, "\n")}) == "2,\"plain\n\",x\n");
    CHECK(record.rewritten({put(0, 5, "")}) == "2,,x\n");
    CHECK(read("text\na\n")[1].rewritten({put(0, 1, "")}) == "\"\"\n");
    CHECK(read("id\ttext\n1\ta,b\n", {}, '\t')[1].rewritten({put(0, 1, "A")}) == "1\tA,b\n");
    CHECK(read("id\ttext\n1\ta,b\n", {}, '\t')[1].rewritten({put(1, 2, "\t")}) == "1\t\"a\tb\"\n");
    CHECK(read("id,text\n1,\n")[1].rewritten({put(0, 0, ",")}) == "1,\",\"\n");
}

TEST_CASE("Several columns may be articles, and columns may be named") {
    const Record record = read("body,doc,title\nb,d,t\n",
                               {.text = {"title", "body"}, .id = "doc", .source_language = "doc"})[1];
    REQUIRE(record.text_count() == 2);
    CHECK(record.text(0) == "t");
    CHECK(record.field(1) == "body");
    CHECK(record.id == "d");
    CHECK(record.source_language == "d");
    CHECK(record.rewritten({put(0, 1, "T"), put(0, 1, "B,")}) == "\"B,\",d,T\n");
}

TEST_CASE("Rows that break the rules say line, column, what is wrong and what to do") {
    const auto error = [](const std::string& rows) {
        const std::string table = "id,text\n" + rows;
        const std::vector<Record> records = read(table);
        CHECK(joined(records) == table);
        return records.back().error;
    };
    CHECK_THAT(error("1,5\" disk\n"), Catch::StartsWith("2:4: a quotation mark inside a cell"));
    CHECK_THAT(error("1,\"a\nb\" c\n"), Catch::StartsWith("3:3: text behind the quotation mark"));
    CHECK_THAT(error("1,\"open\n2,b\n"), Catch::StartsWith("2:3: the quotation mark that opens here"));
    CHECK_THAT(error("1,a\rb\n"), Catch::StartsWith("2:4: a carriage return without a line feed"));
    CHECK_THAT(error("1,a,b\n"), Catch::StartsWith("2:1: cells in this row: 3, in the first row: 2"));
    CHECK_THAT(error("1\n"), Catch::StartsWith("2:1: cells in this row: 1, in the first row: 2"));
    CHECK_THAT(error("1,a\xFF\n"), Catch::StartsWith("2:4: byte 0xff is not UTF-8"));
    CHECK(error("1,\"a\"\"\"\n") == "");
}

TEST_CASE("A first row that lacks a column, has one twice or is broken ends the reading") {
    CHECK_THROWS_WITH(read("id,body\n"), Catch::Contains("a.csv:1:1: no text column (text, maintext,"));
    CHECK_THROWS_WITH(read("id,text\n", {.text = {"text", "title"}}), Catch::Contains("no column 'title'"));
    CHECK_THROWS_WITH(read("text,text\n"), Catch::Contains("two columns are named 'text'"));
    CHECK_THROWS_WITH(read("id,\"text\n"), Catch::Contains("a.csv:1:4: the quotation mark that opens here"));
    CHECK_THROWS_WITH(read("id,text,log\n", {.log = "log"}),
                      Catch::Contains("column 'log' is there already"));
    CHECK(read("").empty());
}

TEST_CASE("A row and the first row get a last cell for the log") {
    CHECK(read("id,text\r\n", {.log = "log"})[0].bytes() == "id,text,\"log\"\r\n");
    CHECK(with_cell("1,a", ',', "{\"a\":1}") == "1,a,\"{\"\"a\"\":1}\"");
}

TEST_CASE("No single damaged byte of a table loses, doubles or shortens a record unseen") {
    const std::string table = "id,text\r\n1,\"One \"\"x\"\", and\ntwo.\"\r\n2,Three\n3,\"Four\"\n";
    std::vector<std::string> damaged;
    for (std::size_t at = 0; at <= table.size(); ++at) {
        if (at < table.size()) damaged.push_back(std::string(table).erase(at, 1));
        for (int byte = 0; byte < 256; ++byte) {
            damaged.push_back(std::string(table).insert(at, 1, static_cast<char>(byte)));
            if (at < table.size()) damaged.push_back(std::string(table));
            if (at < table.size()) damaged.back()[at] = static_cast<char>(byte);
        }
    }
    const ScratchFolder folder;
    std::size_t articles = 0;
    std::size_t errors = 0;
    for (const std::string& bytes : damaged) {
        std::vector<Record> records;
        try {
            CsvReader reader(folder.write("a.csv", bytes), "a.csv", {}, ',');
            for (Record record; reader.next(record);) records.push_back(std::move(record));
        } catch (const InputError&) {
            ++errors;  // the first row
            continue;
        }
        bool is_right = joined(records) == bytes;
        const std::vector<std::string> columns = cells_of(records.front().bytes());
        const auto text =
            static_cast<std::size_t>(std::find(columns.begin(), columns.end(), "text") - columns.begin());
        for (const Record& record : records) {
            const std::vector<std::string> cells = cells_of(record.bytes());
            errors += !record.error.empty();
            articles += record.has_article();
            if (&record == &records.front() || record.is_blank()) continue;
            // What is read must be what stands there; what is refused must be broken.
            const bool is_good = cells.size() == columns.size() && !utf8::first_invalid(record.bytes());
            is_right =
                is_right && is_good == record.error.empty() && (!is_good || record.text() == cells[text]);
        }
        if (!is_right) FAIL("wrongly read: " << bytes);
    }
    CHECK(articles > 10000);
    CHECK(errors > 1000);
}
