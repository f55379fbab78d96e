#include "pipeline/cli/test_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <ostream>
#include <sstream>

#include "pipeline/rules/rule_checks.hpp"
#include "pipeline/rules/toml_loader.hpp"

namespace mtmend::cli {
namespace {

std::vector<Rule> rules_in(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw std::runtime_error(file.string() + ": cannot be read; check its name and permissions");
    return load_rules(text.str(), file.string());
}

/// True where the file lies in one of the folders, and so is read anyway.
bool is_inside(const std::filesystem::path& file, const std::vector<std::filesystem::path>& folders) {
    return std::any_of(folders.begin(), folders.end(), [&](const auto& folder) {
        const auto inside = std::filesystem::weakly_canonical(file).lexically_relative(
            std::filesystem::weakly_canonical(folder));
        return !inside.empty() && *inside.begin() != "..";
    });
}

}  // namespace

bool test_rules(const Options& options, const std::vector<std::filesystem::path>& files, std::ostream& out) {
    Options with_files = options;
    std::vector<std::string> ids;
    std::vector<std::filesystem::path> read_anyway = options.dictionaries;
    read_anyway.push_back(Dictionaries::built_in_folder());
    for (const auto& file : files) {
        for (const Rule& rule : rules_in(file)) ids.push_back(rule.id);
        if (!is_inside(file, read_anyway)) with_files.dictionaries.push_back(file);
    }
    const Pipeline pipeline = open_pipeline(with_files);
    std::size_t examples = 0;
    std::size_t rules = 0;
    for (const Rule& rule : pipeline.dictionaries().rules()) {
        if (!files.empty() && std::find(ids.begin(), ids.end(), rule.id) == ids.end()) continue;
        ++rules;
        examples += rule.fixes.size() + rule.keeps.size() + rule.known_wrong.size();
    }
    if (!files.empty() && ids.empty()) throw std::runtime_error("the files hold no rules");
    const auto failures = check_rules(pipeline, ids);
    for (const RuleFailure& failure : failures) {
        out << fmt::format("{}:{}: {}\n  {}\n  {}\n", failure.place.file, failure.place.line, failure.rule,
                           failure.example, failure.message);
    }
    out << fmt::format("{} rules, {} examples, {} failed\n", rules, examples, failures.size());
    return failures.empty();
}

}  // namespace mtmend::cli
