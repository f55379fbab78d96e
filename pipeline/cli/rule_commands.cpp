#include <fmt/format.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/cli/articles.hpp"
#include "pipeline/cli/cleaner.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/explain.hpp"
#include "pipeline/cli/terminal.hpp"
#include "pipeline/cli/test_decisions.hpp"
#include "pipeline/cli/test_rules.hpp"

namespace mtmend::cli {

namespace {

void add_articles(const Settings& settings, RuleTests& tests) {
    const Articles articles(settings, {settings.text("articles")});
    for (const Input& input : articles.inputs()) {
        const auto reader = articles.open(input);
        for (Record record; reader->next(record);) {
            if (record.has_article()) tests.add_article(record.text());
        }
    }
}

}  // namespace

int explain(const Settings& settings) {
    std::ostringstream out;
    explain(open_pipeline(options_from(settings)),
            settings.operands().empty() ? "" : settings.operands().front(), out);
    print(out.str());
    return success;
}

int test(const Settings& settings) {
    if (settings.has("from")) return test_decisions(settings);
    for (const char* name : {"log", "source"})
        if (settings.has(name))
            throw UsageError(fmt::format("--{} goes with --from DECISIONS; add it", name));
    std::ostringstream out;
    const std::vector<std::filesystem::path> files(settings.operands().begin(), settings.operands().end());
    RuleTests tests(options_from(settings), files);
    const bool passed = tests.run_examples(out);
    if (settings.has("articles")) {
        add_articles(settings, tests);
        tests.list_unhit(out);
    }
    print(out.str());
    return passed ? success : found_something;
}

}  // namespace mtmend::cli
