#include "pipeline/rules/rule_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/dictionaries.hpp"
#include "pipeline/rules/pattern.hpp"
#include "pipeline/rules/rule.hpp"

namespace mtmend {
namespace {

class Checker {
  public:
    Checker(const Pipeline& pipeline, std::vector<RuleFailure>& failures)
        : pipeline_(pipeline), failures_(failures) {}

    void check(const Rule& rule) {
        if (rule.status == RuleStatus::retired) return;
        rule_ = &rule;
        if (!rule.by_code()) check_patterns();
        alone_ = whole_ = pipeline_.policy();
        alone_.apply = Confidence::suggestion;
        alone_.only_rule = rule.id;
        for (const std::string& need : rule.needs) {
            if (need.starts_with("source-language:"))
                alone_.source_language = whole_.source_language = need.substr(16);
        }
        const RuleCard card = rule.card.read();
        for (const auto& [before, after] : card.fixes) check_fix(before, after);
        whole_.apply = Confidence::safe;
        for (const std::string& text : card.keeps) check_keep(text);
        for (const auto& [before, after] : card.known_wrong) {
            if (pipeline_.clean(before, alone_).clean == after)
                fail(before, "known_wrong comes out right now; move it to fixes");
        }
    }

  private:
    void fail(const std::string& example, std::string message) {
        failures_.push_back({rule_->id, rule_->place, example, std::move(message)});
    }

    /// Those of built-in rules are not looked at when they are loaded.
    void check_patterns() {
        if (const auto problem = pattern_error(rule_->find)) fail(rule_->find, "bad pattern: " + *problem);
        for (const std::string& unless : rule_->unless) {
            if (const auto problem = pattern_error(unless)) fail(unless, "bad pattern: " + *problem);
        }
    }

    void check_fix(const std::string& before, const std::string& after) {
        const std::string one = pipeline_.clean(before, alone_).clean;
        if (one == before && before != after) return fail(before, unmoved());
        if (one != after)
            return fail(before, fmt::format("the rule alone gives\n    {}\n  not\n    {}", one, after));
        whole_.apply = rule_->status == RuleStatus::preview ? Confidence::suggestion : rule_->confidence;
        const std::string all = pipeline_.clean(before, whole_).clean;
        if (all != after)
            return fail(before, fmt::format("the whole chain gives\n    {}\n  not\n    {}", all, after));
        const std::string twice = pipeline_.clean(all, whole_).clean;
        if (twice != all) fail(before, fmt::format("cleaned twice it becomes\n    {}", twice));
    }

    /// Why a rule may leave its own example as it is; the trigger is what is most often forgotten.
    std::string unmoved() const {
        if (!rule_->opener.empty())
            return fmt::format(
                "the rule alone leaves it as it is; it looks only at lines that one of its openers "
                "begins: {}",
                fmt::join(rule_->opener, ", "));
        if (rule_->trigger.empty()) return "the rule alone leaves it as it is";
        return fmt::format(
            "the rule alone leaves it as it is; it looks only where one of its triggers stands: {}",
            fmt::join(rule_->trigger, ", "));
    }

    void check_keep(const std::string& text) {
        const Report one = pipeline_.clean(text, alone_);
        if (one.clean != text)
            return fail(text, fmt::format("the rule should keep this but gives\n    {}", one.clean));
        const Report all = pipeline_.clean(text, whole_);
        if (all.clean != text) {
            fail(text, fmt::format("should be kept but {} gives\n    {}",
                                   all.edits.front().steps.front().rule, all.clean));
        }
    }

    const Pipeline& pipeline_;
    std::vector<RuleFailure>& failures_;
    const Rule* rule_ = nullptr;
    Policy alone_;
    Policy whole_;
};

}  // namespace

std::vector<RuleFailure> check_rules(const Pipeline& pipeline, const std::vector<std::string>& rules) {
    std::vector<RuleFailure> failures;
    Checker checker(pipeline, failures);
    for (const Rule& rule : pipeline.dictionaries().rules()) {
        if (rules.empty() || std::find(rules.begin(), rules.end(), rule.id) != rules.end())
            checker.check(rule);
    }
    if (!rules.empty()) return failures;
    for (const auto& stage : pipeline.stages()) {
        for (const Rule& card : stage->cards_of_lists()) checker.check(card);
    }
    return failures;
}

}  // namespace mtmend
