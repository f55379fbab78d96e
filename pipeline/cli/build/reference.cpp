#include "pipeline/cli/build/reference.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/cli/explain.hpp"
#include "pipeline/dictionaries.hpp"

namespace mtmend::cli {

namespace {

constexpr std::string_view made_by_hand_of_no_one =
    "<!-- Written by ./dev documents from the program's own tables; what is changed here is lost. -->\n\n";

/// Text in a cell of a table.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|' || c == '<' || c == '*' || c == '_' || c == '[' || c == '`' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

/// The same as code, with controls as escapes.
std::string code_cell(const std::string& text) {
    std::string out;
    std::size_t most = 0;  // backticks in a row, of which the mark has one more
    std::size_t here = 0;
    for (const char c : one_line(text)) {
        here = c == '`' ? here + 1 : 0;
        most = std::max(most, here);
        if (c == '|') out += '\\';
        out += c;
    }
    const std::string mark(most + 1, '`');
    const bool needs_room =
        out.empty() || out.front() == '`' || out.back() == '`' || (out.front() == ' ' && out.back() == ' ');
    return needs_room ? fmt::format("{0} {1} {0}", mark, out) : mark + out + mark;
}

std::string link_to(std::string_view option) {
    return fmt::format("[`--{0}`](#--{0})", option);
}

std::string links_to(const std::vector<std::string_view>& options) {
    std::vector<std::string> links;
    for (const std::string_view option : options) links.push_back(link_to(option));
    return fmt::format("{}", fmt::join(links, ", "));
}

std::size_t count_of(const std::vector<const Rule*>& rules, Confidence confidence) {
    return static_cast<std::size_t>(std::count_if(rules.begin(), rules.end(), [&](const Rule* rule) {
        return rule->confidence == confidence && rule->status != RuleStatus::preview;
    }));
}

}  // namespace

std::string options_page() {
    std::string out(made_by_hand_of_no_one);
    out +=
        "# Commands and options\n\n`mtmend help COMMAND` prints the same. Options of which it is said may stand in "
        "`mtmend.toml` too, by their names: `apply = \"likely\"`, `skip = [\"casing\"]`. The command line wins.\n";
    for (const CommandCard& card : all_commands())
        out += fmt::format("\n## mtmend {}\n\n`mtmend {} [OPTION…] {}`\n\n{}\n\nOptions: {}.\n", card.name,
                           card.name, card.operands, card.does, links_to(card.options));
    out += "\n## Options\n";
    for (const OptionCard& card : all_options()) {
        out += fmt::format("\n### --{}\n\n", card.name);
        const std::string value = card.value.empty() ? "" : fmt::format(" {}", card.value);
        out += card.letter ? fmt::format("`--{0}{1}` or `-{2}{1}`", card.name, value, card.letter)
                           : fmt::format("`--{}{}`", card.name, value);
        out += fmt::format(" — {}.\n\nFor {}{}.\n", cell(whole_help_of(card)),
                           fmt::join(takers_of(card.name), ", "),
                           card.in_config ? "; may stand in `mtmend.toml`" : "");
    }
    return out;
}

std::string stages_page(const Pipeline& pipeline, const std::vector<Named>& stages) {
    std::string out(made_by_hand_of_no_one);
    out +=
        "# Stages\n\nThe chain, in the order in which its stages run; it runs again until it changes nothing. Rules "
        "that are not safe are held: their edits are in the log, not in the text. Official names, places and people "
        "are not rules but lists ([dictionaries](../../dictionaries/README.md)).\n\n"
        "| stage | mends | safe | likely | suggestion | preview |\n|---|---|---|---|---|---|\n";
    for (const Named& stage : stages) {
        const auto rules = pipeline.dictionaries().rules_of(stage.name);
        const std::size_t safe = count_of(rules, Confidence::safe);
        const std::size_t likely = count_of(rules, Confidence::likely);
        const std::size_t suggestions = count_of(rules, Confidence::suggestion);
        out +=
            fmt::format("| [{0}](rules.md#{0}) | {1} | {2} | {3} | {4} | {5} |\n", stage.name, cell(stage.is),
                        safe, likely, suggestions, rules.size() - safe - likely - suggestions);
    }
    return out;
}

std::string rules_page(const Pipeline& pipeline, const std::vector<Named>& stages) {
    std::string out(made_by_hand_of_no_one);
    out +=
        "# Rules\n\nEach with its confidence, its reason and its first example. `mtmend explain RULE` shows all of its "
        "examples, and where it is written.\n";
    for (const Named& stage : stages) {
        out += fmt::format("\n## {}\n\n| rule | | why | from | to |\n|---|---|---|---|---|\n", stage.name);
        for (const Rule* rule : pipeline.dictionaries().rules_of(stage.name)) {
            const auto fixes = rule->card.read().fixes;
            const auto example = fixes.empty() ? std::pair<std::string, std::string>() : fixes.front();
            out += fmt::format("| {} | {} | {} | {} | {} |\n", cell(rule->id),
                               rule->status == RuleStatus::preview ? "preview" : to_string(rule->confidence),
                               cell(rule->why), code_cell(example.first), code_cell(example.second));
        }
    }
    return out;
}

}  // namespace mtmend::cli
