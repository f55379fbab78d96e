#include "pipeline/io/wet.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

namespace {

std::vector<Record> read(const std::string& bytes, const RecordFields& fields = {}) {
    const ScratchFolder folder;
    WetReader reader(folder.write("a.wet", bytes), "a.wet", fields);
    std::vector<Record> records;
    for (Record record; reader.next(record);) records.push_back(std::move(record));
    return records;
}

std::string record_of(const std::string& type, const std::string& more, const std::string& block) {
    return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: http://a/\r\n" + more +
           "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

const std::string info = record_of("warcinfo", "WARC-Record-ID: <urn:uuid:0>\r\n", "isPartOf: x\r\n");
const std::string id_line = "WARC-Record-ID: <urn:uuid:1>\r\n";

EditSet put(std::size_t begin, std::size_t end, const std::string& after) {
    return EditSet({{{begin, end}, after, {}, {}}});
}

}  // namespace

TEST_CASE("The article of a WET file is the block of a conversion, and all bytes are in its records") {
    const std::string file = info + record_of("conversion", id_line, "One.\nTwo.");
    const std::vector<Record> records = read(file);
    REQUIRE(records.size() == 2);
    CHECK(records[0].is_blank());
    CHECK(records[0].bytes() + records[1].bytes() == file);
    CHECK(records[1].text() == "One.\nTwo.");
    CHECK(records[1].id == "<urn:uuid:1>");
    CHECK(read(file, {.id = "warc-target-uri"})[1].id == "http://a/");
    CHECK(records[1].line == 10);
}

TEST_CASE("Length and SHA-1 follow an edited text; a digest of another kind is taken out") {
    // printf '%s' 'abc' | sha1sum | xxd -r -p | base32
    const std::string good = "WARC-Block-Digest: sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5\r\n";
    const std::string other = "WARC-Payload-Digest: md5:x\r\n";
    const std::string wrong = "WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n";
    const Record record = read(record_of("conversion", wrong + other, "abd and much more"))[0];
    CHECK(record.rewritten({}) == record.bytes());
    CHECK(record.rewritten({put(2, 17, "c")}) == record_of("conversion", good, "abc"));
}

TEST_CASE("A WET file that is cut is an error that names the byte, except between records") {
    const std::string file = info + record_of("conversion", id_line, "One.");
    for (std::size_t size = 0; size < file.size(); ++size) {
        CAPTURE(size);
        if (size == 0 || size == info.size())
            CHECK(read(file.substr(0, size)).size() == (size > 0));
        else
            CHECK_THROWS_WITH(read(file.substr(0, size)),
                              Catch::Contains("byte " + std::to_string(size) + ": the file is cut off"));
    }
}

TEST_CASE("A record that is not as long as it says is an error that names the byte") {
    const std::string good = record_of("conversion", id_line, "One two.");
    const auto with = [&](const std::string& length) {
        std::string file = good;
        return info + file.replace(file.find("Length: 8") + 8, 1, length) + info;
    };
    CHECK_THROWS_WITH(read(with("7")), Catch::Contains("but no empty line follows"));
    CHECK_THROWS_WITH(read(with("9")), Catch::Contains("but no empty line follows"));
    CHECK_THROWS_WITH(read(with("x")), Catch::Contains("byte " + std::to_string(info.size()) + ": "));
    CHECK_THROWS_WITH(read(with("-1")), Catch::Contains("no Content-Length"));
    CHECK_THROWS_WITH(read(with("99999999999999999999")), Catch::Contains("no Content-Length"));
    CHECK_THROWS_WITH(read(with("2000000000")), Catch::Contains("larger than"));
    CHECK_THROWS_WITH(read("hello"), Catch::Contains("byte 0: a record of WARC/1.0 should begin here"));
}

TEST_CASE("A conversion that is not UTF-8 is a record with an error") {
    CHECK_THAT(read(record_of("conversion", "", "a\xFF"))[0].error, Catch::Contains("byte 0xff at offset 1"));
}
