#include "pipeline/cli/explain.hpp"

#include <fmt/format.h>

#include <ostream>
#include <stdexcept>

#include "pipeline/dictionaries.hpp"
#include "pipeline/log/render_words.hpp"
#include "pipeline/rules/toml_loader.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend::cli {

std::string one_line(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const utf8::CodePoint next = utf8::decode(text, at);
        if (next.value == '\n')
            out += "\\n";
        else if (next.value == '\t')
            out += "\\t";
        else if (next.value < 0x20)
            out += fmt::format("\\x{:02x}", static_cast<unsigned>(next.value));
        else if (!utf8::is_ascii(next.value) && is_unseen(next.value))
            out += fmt::format("\\u{{{:x}}}", static_cast<unsigned>(next.value));
        else
            out += text.substr(at, next.size);
        at += next.size;
    }
    return out;
}

namespace {

void print_stages(const Pipeline& pipeline, std::ostream& out) {
    out << "The chain, in the order in which its stages run:\n\n";
    for (const auto& stage : pipeline.stages()) {
        out << fmt::format("  {:12} {:4} rules  mends {}\n", stage->card().name,
                           pipeline.dictionaries().rules_of(stage->card().name).size(), stage->card().mends);
    }
    out << "\n'mtmend explain STAGE' lists the rules of a stage, 'mtmend explain RULE' shows a rule.\n";
}

void print_stage(const Pipeline& pipeline, const Stage& stage, std::ostream& out) {
    out << fmt::format("{}: mends {}\n\n", stage.card().name, stage.card().mends);
    for (const Rule* rule : pipeline.dictionaries().rules_of(stage.card().name)) {
        out << fmt::format("  {:10} {}\n             {}\n", to_string(rule->confidence), rule->id, rule->why);
    }
    out << stage.describe(stage.card().name);
}

void print_rule(const Rule& rule, std::ostream& out) {
    out << fmt::format("{}   {}{}\n  {}\n", rule.id, to_string(rule.confidence),
                       rule.status == RuleStatus::preview ? ", preview (only held)" : "", rule.why);
    if (!rule.by_code()) out << fmt::format("\n  find     {}\n  replace  {}\n", rule.find, rule.replace);
    for (const auto& pattern : rule.unless) out << fmt::format("  unless   {}\n", pattern);
    for (const auto& need : rule.needs) out << fmt::format("  needs    {}\n", need);
    const RuleCard card = rule.card.read();
    out << "\n  fixes\n";
    for (const auto& [before, after] : card.fixes) {
        out << fmt::format("    - {}\n    + {}\n", one_line(before), one_line(after));
    }
    out << "  keeps\n";
    for (const auto& text : card.keeps) out << fmt::format("    = {}\n", one_line(text));
    if (!card.known_wrong.empty()) out << "  known wrong (not mended yet)\n";
    for (const auto& [before, after] : card.known_wrong) {
        out << fmt::format("    - {}\n    + {}\n", one_line(before), one_line(after));
    }
    out << fmt::format("\n  origin   {}{}added {}\n", fmt::join(card.from, ", "),
                       card.from.empty() ? "" : "; ", card.added);
    for (const auto& seen : card.evidence) out << fmt::format("           {}\n", seen);
    out << fmt::format("  written  {}:{}\n", rule.place.file, rule.place.line);
}

}  // namespace

void explain(const Pipeline& pipeline, const std::string& what, std::ostream& out) {
    if (what.empty()) return print_stages(pipeline, out);
    if (const Rule* rule = pipeline.dictionaries().find_rule(what)) return print_rule(*rule, out);
    std::vector<std::string_view> known;
    for (const auto& stage : pipeline.stages()) {
        if (stage->card().name == what) return print_stage(pipeline, *stage, out);
        if (const std::string text = stage->describe(what); !text.empty()) {
            out << text;
            return;
        }
        known.push_back(stage->card().name);
    }
    for (const Rule& rule : pipeline.dictionaries().rules()) known.push_back(rule.id);
    const std::string_view near = nearest(what, known);
    throw std::invalid_argument(
        near.empty() ? fmt::format("no rule or stage '{}'; 'mtmend explain' lists the stages", what)
                     : fmt::format("no rule or stage '{}'; did you mean '{}'?", what, near));
}

}  // namespace mtmend::cli
