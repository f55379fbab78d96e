#include "pipeline/io/growing_file.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "pipeline/edit/fingerprint.hpp"
#include "pipeline/io/atomic_file.hpp"
#include "pipeline/io/file_reader.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

TEST_CASE("A growing file has no name before it is finished") {
    const ScratchFolder folder;
    GrowingFile file(folder / "new/log.jsonl");
    file.write("one\n");
    file.sync();
    CHECK(folder.read("new/.log.jsonl.unfinished") == "one\n");
    CHECK_FALSE(std::filesystem::exists(folder / "new/log.jsonl"));
    file.finish();
    CHECK(folder.read("new/log.jsonl") == "one\n");
    CHECK_FALSE(std::filesystem::exists(folder / "new/.log.jsonl.unfinished"));
}

TEST_CASE("What was measured is resumed, and the rest thrown away") {
    const ScratchFolder folder;
    Measured first, second;
    {
        GrowingFile file(folder / "log");
        file.write("first");
        first = file.segment();
        file.begin_segment();
        file.write("second");
        second = file.segment();
        file.write(" and more");
        file.sync();
    }
    CHECK(first.hash == content_hash("first"));
    GrowingFile file(folder / "log");
    CHECK(file.resume(first));
    file.begin_segment();
    SECTION("the next segment is continued") {
        CHECK(file.resume(second));
        file.write("!");
        CHECK(file.segment() == Measured{7, content_hash("second!")});
        file.finish();
        CHECK(folder.read("log") == "firstsecond!");
    }
    SECTION("another one is not there") {
        CHECK_FALSE(file.resume({6, content_hash("secoNd")}));
        CHECK_FALSE(file.resume({600, content_hash("second")}));
        file.write("2");
        CHECK(file.segment() == Measured{1, content_hash("2")});
        file.finish();
        CHECK(folder.read("log") == "first2");
    }
    SECTION("nothing is added") {
        file.finish();
        CHECK(folder.read("log") == "first");
    }
}

TEST_CASE("Two runs do not write one file") {
    const ScratchFolder folder;
    auto one = std::make_unique<GrowingFile>(folder / "log");
    one->lock();
    GrowingFile other(folder / "log");
    CHECK_THROWS_WITH(other.lock(), Catch::Contains("another run is at work"));
    SECTION("also when the first has ended in between") {
        one->finish();
        one.reset();
        other.lock();
        other.write("other");
        other.finish();
        CHECK(folder.read("log") == "other");
    }
}

TEST_CASE("A link is followed, and permissions are kept") {
    const ScratchFolder folder;
    folder.write("real/log", "old");
    ::chmod((folder / "real/log").c_str(), 0600);
    std::filesystem::create_symlink(folder / "real/log", folder / "link");
    GrowingFile file(folder / "link");
    file.write("new");
    file.finish();
    CHECK(folder.read("real/log") == "new");
    CHECK(std::filesystem::is_symlink(folder / "link"));
    struct stat status {};
    ::stat((folder / "real/log").c_str(), &status);
    CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("What is no file that stays is refused") {
    const ScratchFolder folder;
    CHECK_THROWS_AS(GrowingFile("/dev/null"), InputError);
    CHECK_THROWS_AS(GrowingFile(folder.path()), InputError);
    folder.write("file", "");
    CHECK_THROWS_AS(GrowingFile(folder / "file/below"), InputError);
}

TEST_CASE("What a killed run left is removed by its name") {
    const ScratchFolder folder;
    folder.write(".mtmend-abc-1-2.part", "");
    folder.write(".mtmend-abd-1-2.part", "");
    folder.write("article.txt", "");
    remove_left_overs(folder.path(), "abc");
    CHECK_FALSE(std::filesystem::exists(folder / ".mtmend-abc-1-2.part"));
    CHECK(std::filesystem::exists(folder / ".mtmend-abd-1-2.part"));
    CHECK(std::filesystem::exists(folder / "article.txt"));
    remove_left_overs(folder / "nowhere", "abc");
}

TEST_CASE("A compressed growing file is resumed behind a member, with the same bytes in the end") {
    const ScratchFolder folder;
    const std::string name = GENERATE("log.gz", "log.zst");
    const Compression compression = compression_of(name);
    const auto write = [&](GrowingFile& file, int from, int to) {
        for (int i = from; i < to; ++i) file.write("record " + std::to_string(i) + "\n");
    };
    GrowingFile whole(folder / ("whole" + name), compression, 100);
    write(whole, 0, 50);
    whole.end();
    whole.finish();
    int borders = 0;
    for (int stop = 0; stop < 50; ++stop) {
        Measured part;
        {
            GrowingFile file(folder / name, compression, 100);
            write(file, 0, stop);
            if (!file.is_at_border()) continue;
            ++borders;
            part = file.segment();
            write(file, stop, 40);
            file.sync();
        }
        GrowingFile file(folder / name, compression, 100);
        REQUIRE(file.resume(part));
        write(file, stop, 50);
        file.end();
        CHECK(file.is_at_border());
        file.finish();
        CHECK(folder.read(name) == folder.read("whole" + name));
    }
    CHECK(borders == 5);  // the beginning, and behind records 10, 20, 30 and 40
    const std::string text = FileReader(folder / name).read_all();
    CHECK(text.substr(0, 9) == "record 0\n");
    CHECK(text.ends_with("record 49\n"));
}

TEST_CASE("A compressed growing file without bytes is one empty member, also where it is resumed") {
    const ScratchFolder folder;
    for (int run = 0; run < 2; ++run) {
        GrowingFile file(folder / "log.gz", Compression::gzip, 100);
        CHECK(file.resume({0, content_hash("")}));
        file.end();
        file.finish();
        CHECK(FileReader(folder / "log.gz").read_all().empty());
        CHECK(folder.read("log.gz").size() == 20);
    }
}
