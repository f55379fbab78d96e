#include <catch2/catch.hpp>

#include "pipeline/io/atomic_file.hpp"
#include "pipeline/io/inputs.hpp"
#include "pipeline/io/text.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;
namespace fs = std::filesystem;

namespace {

Record read_text(const ScratchFolder& folder, const std::string& bytes, const std::string& encoding = {}) {
    TextReader reader(folder.write("a.txt", bytes), "a.txt", encoding);
    Record record;
    REQUIRE(reader.next(record));
    Record none;
    CHECK_FALSE(reader.next(none));
    return record;
}

std::vector<std::string> ids(const std::vector<Input>& inputs) {
    std::vector<std::string> result;
    for (const Input& input : inputs) result.push_back(input.id);
    return result;
}

std::size_t count_entries(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("A text that is not UTF-8 names its first bad byte") {
    const ScratchFolder folder;
    const Record record = read_text(folder, "ok\nx\xFF");
    CHECK_FALSE(record.has_article());
    CHECK(record.bytes() == "ok\nx\xFF");
    CHECK_THAT(record.error, Catch::StartsWith("2:2: byte 0xff at offset 4 is not UTF-8"));
}

TEST_CASE("An empty file is an empty article") {
    const ScratchFolder folder;
    CHECK(read_text(folder, "").has_article());
    CHECK(read_text(folder, "").text() == "");
}

TEST_CASE("UTF-16 with a byte order mark is read into UTF-8") {
    const ScratchFolder folder;
    using namespace std::string_literals;
    CHECK(read_text(folder, "\xFF\xFEh\0\xE9\0\x3D\xD8\x00\xDE"s).bytes() == "h\xC3\xA9\xF0\x9F\x98\x80");
    CHECK(read_text(folder, "\xFE\xFF\0h\0\xE9"s).bytes() == "h\xC3\xA9");
}

TEST_CASE("UTF-16 that is cut or has half a surrogate pair is an error that names the byte") {
    const ScratchFolder folder;
    using namespace std::string_literals;
    CHECK_THAT(read_text(folder, "\xFF\xFEh\0\xE9"s).error, Catch::Contains("offset 4 is not UTF-16"));
    CHECK_THAT(read_text(folder, "\xFF\xFEh\0\x00\xDC"s + "a\0"s).error,
               Catch::Contains("offset 4 is not UTF-16"));
    CHECK(read_text(folder, "\xFF\xFEh\0\xE9"s).bytes() == "\xFF\xFEh\0\xE9"s);
}

TEST_CASE("A legacy charset is read only where it is named") {
    const ScratchFolder folder;
    CHECK(read_text(folder, "caf\xE9", "windows-1252").text() == "caf\xC3\xA9");
    CHECK_FALSE(read_text(folder, "caf\xE9").has_article());
    CHECK_THAT(read_text(folder, "ab\xFF", "US-ASCII").error, Catch::Contains("offset 2 is not US-ASCII"));
    CHECK_THROWS_WITH(Decoder("no-such-charset"), Catch::Contains("no such charset"));
    CHECK_THROWS_WITH(Decoder(""), Catch::Contains("no such charset"));
}

TEST_CASE("A charset is decoded the same however the bytes are cut into pieces") {
    const std::string bytes = "\x82\xA0 a \x83\x41";
    std::string whole;
    CHECK_FALSE(Decoder("Shift_JIS").decode(bytes, true, whole));
    std::string pieces;
    Decoder decoder("Shift_JIS");
    for (const char c : bytes) CHECK_FALSE(decoder.decode({&c, 1}, false, pieces));
    CHECK_FALSE(decoder.decode({}, true, pieces));
    CHECK(pieces == whole);
    CHECK(whole == "\xE3\x81\x82 a \xE3\x82\xA2");
}

TEST_CASE("Files that are missing or folders are errors with path and advice") {
    const ScratchFolder folder;
    CHECK_THROWS_WITH(FileReader(folder / "none"), Catch::Contains("none: cannot be opened: No such file"));
    CHECK_THROWS_WITH(FileReader(folder.path()), Catch::Contains("is a folder"));
    CHECK_THROWS_WITH(list_inputs({(folder / "none").string()}), Catch::Contains("none: cannot be opened"));
}

TEST_CASE("Lines are handed out whole, however long") {
    const ScratchFolder folder;
    const std::string line(3000000, 'x');
    LineReader reader(folder.write("a", "a\n" + line + "\n\nend"));
    std::vector<std::string> lines;
    for (std::string next; reader.next(next);) lines.push_back(next);
    CHECK(lines == std::vector<std::string>{"a\n", line + "\n", "\n", "end"});
    CHECK(reader.line_number() == 4);
}

TEST_CASE("Folders are walked in the byte order of ids, which are relative to the argument") {
    const ScratchFolder folder;
    for (const char* name :
         {"b.txt", "a/z.txt", "a.txt", "a/y/x.jsonl", ".hidden/c.txt", "a/.d.txt", "B.txt"})
        folder.write(std::string("in/") + name, "");
    CHECK(ids(list_inputs({(folder / "in").string()})) ==
          std::vector<std::string>{"B.txt", "a.txt", "a/y/x.jsonl", "a/z.txt", "b.txt"});
    CHECK(ids(list_inputs({(folder / "in/a/z.txt").string()})) == std::vector<std::string>{"z.txt"});
    CHECK(list_inputs({(folder / "in/a/y").string() + "/"}).front().format == Format::jsonl);
}

TEST_CASE("Two files with one id are refused") {
    const ScratchFolder folder;
    folder.write("a/x.txt", "");
    folder.write("b/x.txt", "");
    CHECK_THROWS_WITH(list_inputs({(folder / "a").string(), (folder / "b").string()}),
                      Catch::Contains("the id 'x.txt'"));
    CHECK_THROWS_WITH(list_inputs({(folder / "a").string(), (folder / "a").string()}),
                      Catch::Contains("the id 'x.txt'"));
    CHECK_THROWS_WITH(list_inputs({"-", (folder / "a").string()}), Catch::Contains("stdin"));
}

TEST_CASE("Files that cannot be read yet say what to do") {
    const ScratchFolder folder;
    CHECK_THROWS_WITH(list_inputs({folder.write("a.jsonl.xz", "").string()}),
                      Catch::Contains("decompress it first"));
    CHECK_THROWS_WITH(list_inputs({folder.write("a.json", "").string()}), Catch::Contains("--format"));
    CHECK(list_inputs({folder.write("a.json", "").string()}, Format::text).size() == 1);
    CHECK_THROWS_WITH(list_inputs({folder.write("a\xFF.txt", "").string()}), Catch::Contains("not UTF-8"));
}

TEST_CASE("The ending says the format, in any case and behind that of a compressed file") {
    const ScratchFolder folder;
    const auto format_of = [&](const std::string& name) {
        return list_inputs({folder.write(name, "").string()}).front().format;
    };
    CHECK(format_of("a.CSV") == Format::csv);
    CHECK(format_of("a.tsv.gz") == Format::csv);
    CHECK(format_of("a.warc.wet.gz") == Format::wet);
    CHECK(format_of("a.ndjson.zst") == Format::jsonl);
    CHECK(format_of("a.gz") == Format::text);
}

TEST_CASE("An id that leaves the output folder is refused, by a symbolic link too") {
    const ScratchFolder folder;
    fs::create_directories(folder / "out");
    fs::create_directories(folder / "else");
    fs::create_directory_symlink(folder / "else", folder / "out/link");
    CHECK(place_inside(folder / "out", "a/b.txt") == folder / "out/a/b.txt");
    CHECK_THROWS_WITH(place_inside(folder / "out", "../b.txt"),
                      Catch::Contains("outside of the output folder"));
    CHECK_THROWS_WITH(place_inside(folder / "out", "/b.txt"),
                      Catch::Contains("outside of the output folder"));
    CHECK_THROWS_WITH(place_inside(folder / "out", "link/b.txt"),
                      Catch::Contains("outside of the output folder"));
}

TEST_CASE("A file appears under its name when it is committed, and only then") {
    const ScratchFolder folder;
    folder.write("a.txt", "old");
    {
        AtomicFile file(folder / "a.txt");
        file.write("new");
        file.flush();
        CHECK(folder.read("a.txt") == "old");
    }
    CHECK(folder.read("a.txt") == "old");
    CHECK(count_entries(folder.path()) == 1);
    AtomicFile file(folder / "a.txt");
    file.write(std::string(200000, 'x'));
    file.commit();
    CHECK(folder.read("a.txt") == std::string(200000, 'x'));
    CHECK(count_entries(folder.path()) == 1);
}

TEST_CASE("Missing folders are made, and what cannot be written is an error") {
    const ScratchFolder folder;
    AtomicFile(folder / "new/folder/a.txt").commit();
    CHECK(fs::exists(folder / "new/folder/a.txt"));
    folder.write("file", "");
    CHECK_THROWS_AS(AtomicFile(folder / "file/a.txt"), InputError);
    CHECK_THROWS_WITH(AtomicFile(folder.path()), Catch::Contains("is a folder"));
    CHECK_THROWS_WITH(
        [] {
            AtomicFile full("/dev/full");
            full.write("x");
            full.commit();
        }(),
        Catch::Contains("No space left"));
}

TEST_CASE("A file that is replaced keeps its permissions, and a link to it stays a link") {
    const ScratchFolder folder;
    folder.write("a.txt", "old");
    fs::permissions(folder / "a.txt", fs::perms(0640));
    fs::create_symlink("a.txt", folder / "link");
    AtomicFile file(folder / "link");
    file.write("new");
    file.commit();
    CHECK(fs::is_symlink(folder / "link"));
    CHECK(folder.read("a.txt") == "new");
    CHECK(fs::status(folder / "a.txt").permissions() == fs::perms(0640));
}

TEST_CASE("Many files are committed together") {
    const ScratchFolder folder;
    std::deque<AtomicFile> files;
    for (int i = 0; i < 100; ++i) {
        files.emplace_back(folder / ("f" + std::to_string(i)));
        files.back().write("x");
        files.back().close();
    }
    commit(files);
    CHECK(count_entries(folder.path()) == 100);
}

TEST_CASE("Files that are not committed can be removed from a signal handler") {
    const ScratchFolder folder;
    AtomicFile file(folder / "a.txt");
    CHECK(count_entries(folder.path()) == 1);
    remove_uncommitted_files();
    CHECK(count_entries(folder.path()) == 0);
}
