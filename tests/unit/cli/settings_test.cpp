#include "pipeline/cli/settings.hpp"

#include <catch2/catch.hpp>

#include <set>

#include "pipeline/io/input_error.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;
using namespace mtmend::cli;

namespace {

Settings parse(std::vector<std::string> arguments, const std::string& name = "clean") {
    if (name == "clean") arguments.push_back("--isolated");
    return Settings(command(name), arguments);
}

Settings with_config(const ScratchFolder& folder, const std::string& toml,
                     std::vector<std::string> arguments = {}) {
    arguments.insert(arguments.end(), {"--config", folder.write("mtmend.toml", toml).string()});
    return Settings(command("clean"), arguments);
}

}  // namespace

TEST_CASE("Options come long and short, with their values beside them or joined") {
    const Settings settings = parse({"a", "--log=l", "-o", "out", "--stages", "names,terms", "b",
                                     "--dictionaries", "x", "--dictionaries=y"});
    CHECK(settings.text("log") == "l");
    CHECK(settings.text("output") == "out");
    CHECK(settings.list("stages") == std::vector<std::string>{"names", "terms"});
    CHECK(settings.list("dictionaries") == std::vector<std::string>{"x", "y"});
    CHECK(settings.operands() == std::vector<std::string>{"a", "b"});
}

TEST_CASE("A hyphen is an operand or a value, and two hyphens end the options") {
    CHECK(parse({"-", "-o", "-"}).operands() == std::vector<std::string>{"-"});
    CHECK(parse({"-o-"}).text("output") == "-");
    CHECK(Settings(command("clean"), {"--isolated", "--", "--log"}).operands() ==
          std::vector<std::string>{"--log"});
}

TEST_CASE("What nobody gives has its default") {
    CHECK(parse({}).text("apply") == "safe");
    CHECK_FALSE(parse({}).has("apply"));
    CHECK(parse({"--apply", "likely"}).has("apply"));
}

TEST_CASE("Wrong command lines say what to do") {
    CHECK_THROWS_WITH(parse({"--outptu", "x"}),
                      Catch::Contains("unknown option '--outptu'; did you mean '--output'?"));
    CHECK_THROWS_WITH(parse({"--lo", "x"}), Catch::Contains("unknown option"));
    CHECK_THROWS_WITH(parse({"-x"}), Catch::Contains("unknown option '-x'; see 'mtmend help clean'"));
    CHECK_THROWS_WITH(parse({"--reverse"}), Catch::Contains("unknown option"));
    CHECK_THROWS_WITH(parse({"--log"}), Catch::Contains("--log is missing its value"));
    CHECK_THROWS_WITH(Settings(command("clean"), {"--log"}), Catch::Contains("--log"));
    CHECK(parse({"--log=--odd"}).text("log") == "--odd");
    CHECK_THROWS_WITH(parse({"--log", "a", "--log", "b"}), Catch::Contains("given twice"));
    CHECK_THROWS_WITH(parse({"--diff=yes"}), Catch::Contains("--diff"));
    CHECK_THROWS_WITH(parse({"--apply", "save"}), Catch::Contains("did you mean 'safe'?"));
    CHECK_THROWS_WITH(parse({"--offsets", "bytes"}), Catch::Contains("use utf8, codepoint, utf16"));
    CHECK_THROWS_WITH(parse({}, "apply"), Catch::Contains("LOG --source PATH is missing"));
    CHECK_THROWS_WITH(parse({"a", "b"}, "apply"), Catch::Contains("'b' is one argument too many"));
    CHECK_THROWS_WITH(command("aply"), Catch::Contains("did you mean 'apply'?"));
}

TEST_CASE("A configuration file gives values, and the command line wins") {
    const ScratchFolder folder;
    const std::string toml = "apply = 'likely'\nskip = ['names', 'terms']\ndictionaries = ['mine']\n";
    CHECK(with_config(folder, toml).text("apply") == "likely");
    CHECK(with_config(folder, toml).list("skip") == std::vector<std::string>{"names", "terms"});
    CHECK(with_config(folder, toml, {"--apply", "suggestion"}).text("apply") == "suggestion");
    CHECK(with_config(folder, toml).list("dictionaries") ==
          std::vector<std::string>{(folder / "mine").string()});
}

TEST_CASE("Errors in a configuration file name line and column") {
    const ScratchFolder folder;
    CHECK_THROWS_WITH(with_config(folder, "\naply = 'safe'"),
                      Catch::Contains("mtmend.toml:2:1: unknown key 'aply'; did you mean 'apply'?"));
    CHECK_THROWS_WITH(with_config(folder, "apply = 3"),
                      Catch::Contains("mtmend.toml:1:9: apply takes a string"));
    CHECK_THROWS_WITH(with_config(folder, "apply = 'safest'"), Catch::Contains("mtmend.toml:1:9:"));
    CHECK_THROWS_WITH(with_config(folder, "skip = [1]"),
                      Catch::Contains("mtmend.toml:1:9: skip takes an array of strings"));
    CHECK_THROWS_WITH(with_config(folder, "apply = "), Catch::Contains("mtmend.toml:1:"));
    CHECK_THROWS_WITH(with_config(folder, "log = 'x'"), Catch::Contains("unknown key 'log'"));
    CHECK_THROWS_WITH(Settings(command("clean"), {"--config", (folder / "none.toml").string()}),
                      Catch::Contains("cannot be opened"));
    CHECK_THROWS_AS(with_config(folder, "", {"--isolated"}), UsageError);
}

TEST_CASE("The options in force are shown as a configuration file with their origin") {
    const ScratchFolder folder;
    const std::string shown = with_config(folder, "skip = ['names']", {"--apply", "likely"}).show_config();
    CHECK_THAT(shown, Catch::Contains("apply = 'likely'") && Catch::Contains("# command line"));
    CHECK_THAT(shown, Catch::Contains("skip = ['names']") && Catch::Contains("mtmend.toml:1\n"));
    CHECK_THAT(shown, Catch::Contains("profile = 'news'") && Catch::Contains("# default\n"));
    const ScratchFolder again;
    CHECK(with_config(again, shown).text("apply") == "likely");
}

TEST_CASE("Every command's options are in the table, and every option in some command") {
    std::set<std::string_view> used;
    for (const CommandCard& card : all_commands()) {
        CHECK_THAT(help_of(card), Catch::StartsWith("usage: mtmend " + std::string(card.name)));
        for (const std::string_view name : card.options) {
            CHECK(option(name).name == name);
            CHECK_THAT(help_of(card), Catch::Contains("--" + std::string(name)));
            used.insert(name);
        }
    }
    for (const OptionCard& card : all_options()) CHECK(used.contains(card.name));
}

TEST_CASE("Help fits on a page of a hundred columns") {
    for (const CommandCard& card : all_commands()) {
        const std::string help = help_of(card);
        for (std::size_t at = 0, end = 0; at < help.size(); at = end + 1) {
            end = help.find('\n', at);
            CHECK(end - at <= 104);  // in bytes; an ellipsis is three
        }
    }
}
