#include "pipeline/cli/test_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <ostream>
#include <sstream>

#include "pipeline/dictionaries.hpp"
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

/// Adds what the files hold to `ids` and, unless they are read anyway, the files to the dictionaries.
Options with_rules_of(Options options, const std::vector<std::filesystem::path>& files,
                      std::vector<std::string>& ids) {
    std::vector<std::filesystem::path> read_anyway = options.dictionaries;
    read_anyway.push_back(Dictionaries::built_in_folder());
    for (const auto& file : files) {
        for (const Rule& rule : rules_in(file)) ids.push_back(rule.id);
        if (!is_inside(file, read_anyway)) options.dictionaries.push_back(file);
    }
    if (!files.empty() && ids.empty()) throw std::runtime_error("the files hold no rules");
    return options;
}

}  // namespace

RuleTests::RuleTests(const Options& options, const std::vector<std::filesystem::path>& files)
    : pipeline_(open_pipeline(with_rules_of(options, files, ids_))) {}

std::vector<const Rule*> RuleTests::rules() const {
    std::vector<const Rule*> rules;
    for (const Rule& rule : pipeline_.dictionaries().rules()) {
        if (ids_.empty() || std::find(ids_.begin(), ids_.end(), rule.id) != ids_.end())
            rules.push_back(&rule);
    }
    return rules;
}

bool RuleTests::run_examples(std::ostream& out) const {
    std::size_t examples = 0;
    for (const Rule* rule : rules()) {
        const RuleCard card = rule->card.read();
        examples += card.fixes.size() + card.keeps.size() + card.known_wrong.size();
    }
    std::size_t own = 0;
    if (ids_.empty()) {
        for (const auto& stage : pipeline_.stages()) own += stage->cards_of_lists().size();
    }
    const auto failures = check_rules(pipeline_, ids_);
    for (const RuleFailure& failure : failures) {
        out << fmt::format("{}:{}: {}\n  {}\n  {}\n", failure.place.file, failure.place.line, failure.rule,
                           failure.example, failure.message);
    }
    if (own > 0) out << fmt::format("{} names of your own lists\n", own);
    out << fmt::format("{} rules, {} examples, {} failed\n", rules().size(), examples, failures.size());
    return failures.empty();
}

void RuleTests::add_article(std::string_view article) {
    ++articles_;
    const Report report = pipeline_.clean(article);
    auto note = [&](const std::vector<Step>& steps) {
        for (const Step& step : steps) hit_.insert(step.rule);
    };
    for (const AppliedEdit& edit : report.edits) note(edit.steps);
    for (const HeldEdit& edit : report.held) note(edit.steps);
}

void RuleTests::list_unhit(std::ostream& out) const {
    std::vector<std::string_view> unhit;
    for (const Rule* rule : rules()) {
        if (rule->status != RuleStatus::retired && !hit_.contains(rule->id)) unhit.push_back(rule->id);
    }
    out << fmt::format("articles: {}, rules that touch none of them: {}\n", articles_, unhit.size());
    for (const std::string_view id : unhit) out << "  " << id << '\n';
}

}  // namespace mtmend::cli
