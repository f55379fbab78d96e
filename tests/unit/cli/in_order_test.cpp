#include "pipeline/cli/in_order.hpp"

#include <fmt/format.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <vector>

#include "pipeline/io/input_error.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;
using namespace mtmend::cli;

namespace {

/// Writes down its calls, and fails where it is told to.
class Witness : public RecordWork {
  public:
    Finished treat(const Input&, Record record, const std::string& file) const override {
        const std::size_t size = record.bytes().size();
        const std::size_t now = under_way += size;
        for (std::size_t most = most_under_way; now > most;)
            if (most_under_way.compare_exchange_weak(most, now)) break;
        if (record.text() == fails_at_treating) throw InputError(fmt::format("{} fails", record.id));
        Finished finished;
        finished.file = file;
        finished.logs.resize(1);
        finished.logs.front().id = record.id;
        finished.text = std::move(record).rewritten({});
        return finished;
    }
    void begin(const Input& input) override { calls.push_back("begin " + input.id); }
    void take(const Input& input, Finished finished) override {
        under_way -= finished.text.size();
        if (finished.logs.front().id == fails_at_taking) throw InputError("taking fails");
        calls.push_back(fmt::format("{}: {} {}", input.id, finished.logs.front().id, finished.text.size()));
    }
    void end(const Input& input) override { calls.push_back("end " + input.id); }

    std::string fails_at_treating = "-";
    std::string fails_at_taking;
    std::vector<std::string> calls;
    mutable std::atomic<std::size_t> under_way = 0;
    mutable std::atomic<std::size_t> most_under_way = 0;
};

/// What a run calls, and behind it what it throws.
std::vector<std::string> calls_of(const ScratchFolder& folder, std::size_t jobs,
                                  const std::string& fails_at_treating = "-",
                                  const std::string& fails_at_taking = {},
                                  decltype(&for_each_record) go = for_each_record) {
    const std::vector<std::string> paths = {folder.path().string()};
    const Articles articles(Settings(command("clean"), {"--isolated"}), paths);
    Witness witness;
    witness.fails_at_treating = fails_at_treating;
    witness.fails_at_taking = fails_at_taking;
    try {
        go(articles, jobs, witness);
    } catch (const InputError& error) {
        witness.calls.emplace_back(error.what());
    }
    return witness.calls;
}

std::string records(const std::string& name, int count) {
    std::string lines;
    for (int i = 0; i < count; ++i)
        lines += fmt::format("{{\"id\":\"{0}{1}\",\"text\":\"{0}{1} {2}\"}}\n", name, i,
                             std::string(i % 700, 'x'));
    return lines;
}

}  // namespace

TEST_CASE("Records are taken in order for any number of jobs") {
    const ScratchFolder folder;
    for (int i = 0; i < 200; ++i) folder.write(fmt::format("{:03}.txt", i), std::string(i * 40, 'a'));
    folder.write("b.jsonl", records("b", 3000));
    folder.write("c.jsonl", "");
    folder.write("d.jsonl", "\n\n");
    folder.write("e.jsonl", records("e", 500));
    const auto alone = calls_of(folder, 1);
    CHECK(alone.size() == 200 * 3 + 3002 + 2 + 4 + 502);
    for (const std::size_t jobs : {2, 3, 7, 20}) CHECK(calls_of(folder, jobs) == alone);
}

TEST_CASE("Records that are answered at once are taken in the same order, up to the same failure") {
    const ScratchFolder folder;
    folder.write("a.jsonl", records("a", 2000));
    folder.write("b.txt", "b");
    folder.write("c.jsonl", "\n\n");
    for (const std::string& id : {std::string("-"), std::string("a0 "), "a150 " + std::string(150, 'x')}) {
        const auto wanted = calls_of(folder, 1, id);
        for (const std::size_t jobs : {1, 2, 7})
            CHECK(calls_of(folder, jobs, id, {}, for_each_record_at_once) == wanted);
    }
    const auto wanted = calls_of(folder, 1, "-", "a1999");
    CHECK(calls_of(folder, 7, "-", "a1999", for_each_record_at_once) == wanted);
}

TEST_CASE("No inputs, no calls") {
    const ScratchFolder folder;
    for (const std::size_t jobs : {1, 4}) CHECK(calls_of(folder, jobs).empty());
}

TEST_CASE("The first failure in order ends the run, wherever it happens") {
    const ScratchFolder folder;
    folder.write("a.jsonl", records("a", 2000));
    const auto whole = calls_of(folder, 1);
    for (const int at : {0, 150, 1999}) {
        const std::string id = fmt::format("a{}", at);
        const std::string text = fmt::format("{} {}", id, std::string(at % 700, 'x'));
        std::vector<std::string> wanted(whole.begin(), whole.begin() + 1 + at);
        wanted.push_back(id + " fails");
        for (const std::size_t jobs : {1, 2, 7}) CHECK(calls_of(folder, jobs, text) == wanted);
        wanted.back() = "taking fails";
        for (const std::size_t jobs : {1, 2, 7}) CHECK(calls_of(folder, jobs, "-", id) == wanted);
    }
}

TEST_CASE("A file that cannot be read fails in its turn") {
    const ScratchFolder folder;
    folder.write("a.jsonl", records("a", 1500));
    // A UTF-16 file whose last character is half of one: known when the last block is read.
    folder.write("b.jsonl", std::string("\xFF\xFE\n\0\x00\xD8", 6));
    folder.write("c.txt", "never seen");
    const auto alone = calls_of(folder, 1);
    REQUIRE(alone.size() > 1500);
    CHECK(alone[1501] == "end a.jsonl");
    CHECK(alone[1502] == "begin b.jsonl");
    CHECK(alone.back().find("b.jsonl") != std::string::npos);
    for (const std::size_t jobs : {2, 7}) CHECK(calls_of(folder, jobs) == alone);
}

TEST_CASE("Large records do not pile up in memory") {
    const ScratchFolder folder;
    constexpr std::size_t size = std::size_t{5} << 20;
    for (int i = 0; i < 12; ++i) folder.write(fmt::format("{:02}.txt", i), std::string(size, 'a'));
    const std::vector<std::string> paths = {folder.path().string()};
    const Articles articles(Settings(command("clean"), {"--isolated"}), paths);
    Witness witness;
    for_each_record(articles, 2, witness);
    CHECK(witness.calls.size() == 36);
    CHECK(witness.most_under_way <= std::size_t{16} << 20);
}
