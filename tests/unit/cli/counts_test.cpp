#include "pipeline/cli/counts.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "pipeline/cli/progress.hpp"

using namespace mtmend;
using namespace mtmend::cli;

namespace {

Counts one(const std::string& rule, Confidence confidence) {
    ArticleLog log;
    LoggedEdit edit;
    edit.steps.push_back({"x", rule, confidence, ""});
    log.edits.assign(2, edit);
    LoggedHeld held;
    held.steps = edit.steps;
    log.held.push_back(held);
    Counts counts;
    counts.add(log, "a.txt");
    counts.add_bytes(10, 8);
    return counts;
}

Counts unread(const std::string& error) {
    ArticleLog log;
    log.error = error;
    Counts counts;
    counts.add(log, "a.txt");
    return counts;
}

}  // namespace

TEST_CASE("Counts add up by stage, rule and confidence") {
    Counts counts = one("names/place", Confidence::safe);
    counts.add(one("names/person", Confidence::likely));
    const std::string summary = counts.summary(1.5);
    CHECK(summary.find("\"articles\": 2,") != std::string::npos);
    CHECK(summary.find("\"bytes_in\": 20,") != std::string::npos);
    CHECK(summary.find("\"names\": {\n      \"applied\": 4,\n      \"held\": 2\n    }") != std::string::npos);
    CHECK(summary.find("\"likely\": {\n      \"applied\": 2,") != std::string::npos);
    CHECK(summary.find("\"seconds\": 1.5") != std::string::npos);
}

TEST_CASE("Duplicates are told of where they were looked for") {
    ArticleLog log;
    Counts counts;
    counts.add(log, "a.txt");
    CHECK(counts.summary(0).find("duplicates") == std::string::npos);
    counts.look_for_duplicates();
    CHECK(counts.table().find("duplicates: exact 0, near 0\n") != std::string::npos);
    log.duplicate = Duplicate{"a", "", 1};
    counts.add(log, "a.txt");
    log.duplicate->likeness = 0.9;
    Counts more;
    more.add(log, "a.txt");
    more.add(log, "a.txt");
    counts.add(more);
    CHECK(counts.summary(0).find("\"duplicates\": {\n    \"exact\": 1,\n    \"near\": 2\n  }") !=
          std::string::npos);
}

TEST_CASE("Counts that are written and read again are the same") {
    Counts counts = one("names/place", Confidence::suggestion);
    counts.add(unread("1:1: \"what\"\n is wrong"));
    CHECK(Counts::read(counts.written()).written() == counts.written());
    CHECK(Counts::read(counts.written()).summary(0) == counts.summary(0));
}

TEST_CASE("Counts that nobody wrote are refused") {
    const std::string written = one("names/place", Confidence::safe).written();
    for (std::size_t size = 0; size < written.size(); ++size)
        CHECK_THROWS_AS(Counts::read(written.substr(0, size)), InputError);
    CHECK_THROWS_AS(Counts::read("[]"), InputError);
    CHECK_THROWS_AS(Counts::read("{\"articles\":-1}"), InputError);
}

TEST_CASE("The list of errors has an end, and says what it leaves out") {
    Counts counts;
    for (int i = 0; i < 600; ++i) counts.add(unread(fmt::format("{}:1: wrong", i)));
    Counts more = counts;
    more.add(counts);
    CHECK(more.unread() == 1200);
    CHECK(more.summary(0).find("\"errors_left_out\": 200") != std::string::npos);
    CHECK(Counts::read(more.written()).summary(0) == more.summary(0));
    CHECK(more.describe_unread().find("the first: a.txt:0:1: wrong") != std::string::npos);
}

TEST_CASE("The progress line tells the time that is left") {
    Counts counts;
    counts.add_bytes(3'000'000, 0);
    CHECK(progress_line(counts, 2, 1'000'000, 5'000'000) == "0 articles, 1.0 MB/s, 0 edits, 2 s left");
    CHECK(progress_line(counts, 2, 1'000'000, 4'003'000'000) ==
          "0 articles, 1.0 MB/s, 0 edits, 1 h 06 min left");
    CHECK(progress_line(counts, 2, 0, {}) == "0 articles, 1.5 MB/s, 0 edits");
    CHECK(progress_line(counts, 0, 0, 5'000'000) == "0 articles, 0.0 MB/s, 0 edits");
    // A file may grow while it is read.
    CHECK(progress_line(counts, 2, 0, 10) == "0 articles, 1.5 MB/s, 0 edits");
}
