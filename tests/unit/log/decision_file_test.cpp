#include "pipeline/log/decision_file.hpp"

#include <catch2/catch.hpp>

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

const Decision* find(const DecisionFile& file, const std::string& fingerprint = "00000000000000aa") {
    return file.decisions().find("a.txt", fingerprint, "00000000000000cc", {});
}

}  // namespace

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
