#include "pipeline/cli/jobs.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;
using namespace mtmend::cli;

TEST_CASE("As many jobs as are asked for, or as there are cores") {
    CHECK(jobs_of(Settings(command("clean"), {"--isolated", "-j", "7"})) == 7);
    CHECK(jobs_of(Settings(command("clean"), {"--isolated", "-j12"})) == 12);
    CHECK(jobs_of(Settings(command("check"), {"--isolated", "--jobs=1024", "a"})) == 1024);
    CHECK(jobs_of(Settings(command("clean"), {"--isolated"})) == usable_cores());
    CHECK(usable_cores() >= 1);
}

TEST_CASE("Jobs are a whole number from 1 to 1024") {
    for (const char* value : {"0", "1025", "two", "2x", "+2", "1.5", " 2", "99999999999999999999"})
        CHECK_THROWS_AS(Settings(command("clean"), {"--isolated", "-j", value}), UsageError);
}

TEST_CASE("A control group's quota is rounded up to cores, and the least of all above it counts") {
    const ScratchFolder root;
    const std::string member = "1:name=systemd:/old\n0::/slice/unit\n";
    CHECK(cores_of_quota(root.path(), member) == 0);
    root.write("slice/cpu.max", "max 100000\n");
    CHECK(cores_of_quota(root.path(), member) == 0);
    root.write("slice/unit/cpu.max", "350000 100000\n");
    CHECK(cores_of_quota(root.path(), member) == 4);
    root.write("slice/cpu.max", "150000 100000\n");
    CHECK(cores_of_quota(root.path(), member) == 2);
    root.write("cpu.max", "1000 100000\n");
    CHECK(cores_of_quota(root.path(), member) == 1);
    CHECK(cores_of_quota(root.path(), "0::/\n") == 1);
    CHECK(cores_of_quota(root.path(), "") == 1);
}
