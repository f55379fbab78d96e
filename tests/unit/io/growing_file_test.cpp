#include "pipeline/io/growing_file.hpp"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "pipeline/edit/fingerprint.hpp"
#include "pipeline/io/atomic_file.hpp"
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
