#include "pipeline/log/decision_file.hpp"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include <cerrno>
#include <csignal>
#include <functional>

#include "pipeline/io/input_error.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

namespace {

std::string on_edit(Verdict verdict, const std::string& fingerprint = "00000000000000aa") {
    DecisionLine line;
    line.verdict = verdict;
    line.id = "a.txt";
    line.fingerprint = fingerprint;
    return to_json(line);
}

/// What another program does while a line is brought to the disk, which then fails; nothing for a disk that
/// works.
std::function<void()> while_the_disk_fails;

/// Until the end of a test the disk fails.
struct FailingDisk {
    explicit FailingDisk(std::function<void()> meanwhile) { while_the_disk_fails = std::move(meanwhile); }
    FailingDisk(const FailingDisk&) = delete;
    ~FailingDisk() { while_the_disk_fails = nullptr; }
};

void append_as_another_program(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::app) << bytes;
}

const Decision* find(const DecisionFile& file, const std::string& fingerprint = "00000000000000aa") {
    return file.decisions().find("a.txt", fingerprint, "00000000000000cc", {});
}

}  // namespace

/// Stands in for that of the C library, as no disk fails on demand.
extern "C" __attribute__((visibility("default"))) int fdatasync(int descriptor) {
    if (!while_the_disk_fails) return static_cast<int>(::syscall(SYS_fdatasync, descriptor));
    while_the_disk_fails();
    errno = EIO;
    return -1;
}

TEST_CASE("A decision is in the file as soon as it is made, and can be taken back") {
    const ScratchFolder folder;
    DecisionFile file(folder / "d.jsonl");
    CHECK_FALSE(std::filesystem::exists(folder / "d.jsonl"));
    file.append(on_edit(Verdict::accept));
    file.append(on_edit(Verdict::reject));
    CHECK(folder.read("d.jsonl") == on_edit(Verdict::accept) + "\n" + on_edit(Verdict::reject) + "\n");
    CHECK(find(file)->verdict == Verdict::reject);
    CHECK(file.take_back());
    CHECK(folder.read("d.jsonl") == on_edit(Verdict::accept) + "\n");
    CHECK(find(file)->verdict == Verdict::accept);
    CHECK(file.take_back());
    CHECK_FALSE(file.take_back());
    CHECK(find(file) == nullptr);
    CHECK(folder.read("d.jsonl").empty());
}

TEST_CASE("A decision taken back is not found where later ones on something else stay") {
    const ScratchFolder folder;
    folder.write("d.jsonl", on_edit(Verdict::accept) + "\n");
    DecisionFile file(folder / "d.jsonl");
    file.append(on_edit(Verdict::reject, "00000000000000bb"));
    CHECK(file.take_back());
    CHECK_FALSE(file.take_back());
    CHECK(find(file)->verdict == Verdict::accept);
    CHECK(find(file, "00000000000000bb") == nullptr);
}

TEST_CASE("What a file lacks at its end does not harm the next decision") {
    const ScratchFolder folder;
    const std::string whole = on_edit(Verdict::accept);
    SECTION("a line feed is put in") {
        folder.write("d.jsonl", whole);
        DecisionFile file(folder / "d.jsonl");
        file.append(on_edit(Verdict::reject));
        CHECK(folder.read("d.jsonl") == whole + "\n" + on_edit(Verdict::reject) + "\n");
        CHECK(file.take_back());
        CHECK(folder.read("d.jsonl") == whole);
    }
    SECTION("a cut line is taken out, wherever it was cut") {
        for (std::size_t size = 1; size < whole.size(); ++size) {
            folder.write("d.jsonl", whole + "\n" + whole.substr(0, size));
            const DecisionFile file(folder / "d.jsonl");
            CHECK(file.was_cut());
            CHECK(folder.read("d.jsonl") == whole + "\n");
        }
    }
}

TEST_CASE("What is no decisions file is refused and stays as it is") {
    const ScratchFolder folder;
    for (const std::string text : {"Hello", "{\"schema\":\"mtmend-log/1\"", "{\"sch\n", "\xFF\xFE"}) {
        folder.write("d.jsonl", text);
        CHECK_THROWS_AS(DecisionFile(folder / "d.jsonl"), InputError);
        CHECK(folder.read("d.jsonl") == text);
    }
    CHECK_THROWS_WITH(DecisionFile(folder / "d.jsonl.gz"), Catch::Contains("compressed"));
    CHECK_THROWS_WITH(DecisionFile(folder.path()), Catch::Contains("name a"));
}

TEST_CASE("Two reviews do not save in one file") {
    const ScratchFolder folder;
    DecisionFile first(folder / "d.jsonl");
    first.append(on_edit(Verdict::accept));
    CHECK_THROWS_WITH(DecisionFile(folder / "d.jsonl"), Catch::Contains("another review"));
}

TEST_CASE("A whole last line that is wrong is somebody's: it is refused and stays as it is") {
    const ScratchFolder folder;
    const std::string whole = on_edit(Verdict::accept);
    std::string slip = whole;
    slip.replace(slip.find("accept"), 6, "acept");
    const std::string unknown = whole.substr(0, whole.size() - 1) + R"(,"notes":"x"})";
    const std::string no_comma = whole.substr(0, whole.find(R"(,"verdict")")) + R"( "verdict":"acc)";
    const std::string too_much = whole + R"(,{"schema":"mtmend)";
    const std::string no_utf8 = whole.substr(0, whole.size() - 2) + "\xF0\"}";
    for (const std::string& wrong : {slip, unknown, no_comma, too_much, no_utf8}) {
        const std::string text = whole + "\n" + wrong;
        folder.write("d.jsonl", text);
        CHECK_THROWS_WITH(DecisionFile(folder / "d.jsonl"), Catch::Contains("d.jsonl:2: "));
        CHECK(folder.read("d.jsonl") == text);
    }
}

TEST_CASE("A line cut within a letter or an escape is taken out") {
    const ScratchFolder folder;
    DecisionLine line;
    line.verdict = Verdict::replace;
    line.id = "a.txt";
    line.fingerprint = "00000000000000aa";
    line.with = "\xE2\x82\xAC\x01\"";
    const std::string whole = to_json(line);
    for (std::size_t size = 1; size < whole.size(); ++size) {
        folder.write("d.jsonl", whole.substr(0, size));
        CHECK(DecisionFile(folder / "d.jsonl").was_cut());
        CHECK(folder.read("d.jsonl").empty());
    }
}

TEST_CASE("What another program appended is not taken out") {
    const ScratchFolder folder;
    DecisionFile file(folder / "d.jsonl");
    file.append(on_edit(Verdict::accept));
    append_as_another_program(folder / "d.jsonl", on_edit(Verdict::reject) + "\n");
    const std::string text = folder.read("d.jsonl");
    for (int i = 0; i < 2; ++i)
        CHECK_THROWS_WITH(file.take_back(), Catch::Contains("changed by another program"));
    CHECK(folder.read("d.jsonl") == text);
    REQUIRE(find(file));
    CHECK(find(file)->verdict == Verdict::accept);
}

TEST_CASE("A decision that does not get to the disk is not in the file") {
    const ScratchFolder folder;
    folder.write("d.jsonl", on_edit(Verdict::accept));
    const std::string before = folder.read("d.jsonl");
    const std::string next = "\n" + on_edit(Verdict::reject) + "\n";
    DecisionFile file(folder / "d.jsonl");
    SECTION("and the next one is saved") {
        {
            const FailingDisk disk([] {});
            CHECK_THROWS_WITH(file.append(on_edit(Verdict::reject)), Catch::Contains("brought to the disk"));
        }
        CHECK(folder.read("d.jsonl") == before);
        CHECK(find(file)->verdict == Verdict::accept);
        file.append(on_edit(Verdict::reject));
        CHECK(folder.read("d.jsonl") == before + next);
    }
    SECTION("except where another program appended meanwhile") {
        const FailingDisk disk([&] { append_as_another_program(folder / "d.jsonl", "theirs"); });
        CHECK_THROWS_WITH(file.append(on_edit(Verdict::reject)),
                          Catch::Contains("changed by another program"));
        CHECK(folder.read("d.jsonl") == before + next + "theirs");
    }
}

TEST_CASE("A decision for which there is no room leaves nothing in the file") {
    const ScratchFolder folder;
    folder.write("d.jsonl", on_edit(Verdict::accept) + "\n");
    const std::string before = folder.read("d.jsonl");
    DecisionFile file(folder / "d.jsonl");
    bool is_theirs_there = false;
    SECTION("of its own") {}
    SECTION("and what another program appended stays") {
        append_as_another_program(folder / "d.jsonl", "theirs\n");
        is_theirs_there = true;
    }
    rlimit found{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &found) == 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = found;
    small.rlim_cur = before.size() + 20;
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    std::string problem;
    try {
        file.append(on_edit(Verdict::reject));
    } catch (const InputError& error) {
        problem = error.what();
    }
    ::setrlimit(RLIMIT_FSIZE, &found);  // before any check: what reports them may write a file
    std::signal(SIGXFSZ, handler);
    if (is_theirs_there) {
        CHECK_THAT(problem, Catch::Contains("changed by another program"));
        CHECK_THAT(folder.read("d.jsonl"), Catch::StartsWith(before + "theirs\n"));
    } else {
        CHECK_THAT(problem, Catch::Contains("cannot be written"));
        CHECK(folder.read("d.jsonl") == before);
    }
}
