#include "pipeline/cli/test_decisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <sstream>

#include "pipeline/cli/cleaner.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/log_lines.hpp"
#include "pipeline/cli/terminal.hpp"
#include "pipeline/dictionaries.hpp"
#include "pipeline/log/json_writer.hpp"
#include "pipeline/text/document.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend::cli {

namespace {

constexpr std::size_t most_examples = 200;     ///< of a rule
constexpr std::size_t longest_side = 400;      ///< bytes of a sentence before and behind the edit
constexpr std::size_t longest_passage = 2000;  ///< a longer one is no example that anybody reads

/// A basic string of TOML: what JSON escapes, and DEL.
std::string in_toml(std::string_view text) {
    rapidjson::StringBuffer buffer;
    json::Writer writer(buffer);
    json::write(writer, text);
    std::string out;
    for (const char c : std::string_view(buffer.GetString(), buffer.GetSize()))
        c == '\x7f' ? out += "\\u007F" : out += c;
    return out;
}

/// text[at] with the replacements made, which lie in it and apart from each other.
std::string made(std::string_view text, Span<Source> at, Replacements replacements) {
    std::sort(replacements.begin(), replacements.end(), [](const auto& a, const auto& b) {
        return std::pair(a.first.begin, a.first.end) < std::pair(b.first.begin, b.first.end);
    });
    std::string out;
    for (const auto& [span, after] : replacements) {
        out += text.substr(at.begin, span.begin - at.begin);
        out += after;
        at.begin = span.end;
    }
    return out += text.substr(at.begin, at.size());
}

/// The sentences that an edit, or the edits of a group, stand in.
Span<Source> sentences_around(const Document& document, const ReviewItem& item) {
    const std::string_view text = *item.text;
    Span<Source> at = item.edits.front().entry.at;
    for (const ReviewEdit& edit : item.edits) at.end = std::max(at.end, edit.entry.at.end);
    std::size_t begin = at.begin;
    std::size_t end = at.end;
    if (!document.sentences().empty()) {
        begin = std::min(begin, document.sentence_at(std::min(at.begin, text.size() - 1)).begin);
        end = std::max(end, document.sentence_at(std::max(at.end, std::size_t{1}) - 1).end);
    }
    begin = std::max(begin, at.begin - std::min(at.begin, longest_side));
    end = std::min(end, at.end + longest_side);
    while (!utf8::is_boundary(text, begin)) ++begin;
    while (!utf8::is_boundary(text, end)) --end;
    return {begin, end};
}

/// What a log has around an edit, without the words that it cuts.
std::pair<std::string_view, std::string_view> whole_words(const Surroundings& around) {
    constexpr std::size_t cut_from = 40;
    std::string_view left = around.left;
    std::string_view right = around.right;
    if (length_in(left, OffsetUnit::codepoint) >= cut_from)
        left.remove_prefix(std::min(left.find(' '), left.size() - 1) + 1);
    if (length_in(right, OffsetUnit::codepoint) >= cut_from)
        right = right.substr(0, std::min(right.rfind(' '), right.size()));
    return {left, right};
}

/// What the log alone says, where it is short enough to be read.
std::optional<Example> example_of(const LoggedHeld& entry, std::string_view after) {
    const auto [left, right] = whole_words(entry.around);
    if (entry.before.size() + after.size() > longest_passage) return std::nullopt;
    return Example{fmt::format("{}{}{}", left, entry.before, right),
                   fmt::format("{}{}{}", left, after, right)};
}

std::string percent(double share) {
    return fmt::format("{:.1f} %", share * 100);
}

void print_list(std::ostream& out, const char* name, std::vector<std::string> examples) {
    if (examples.empty()) return;
    std::vector<std::string> once;
    for (std::string& example : examples)
        if (std::find(once.begin(), once.end(), example) == once.end()) once.push_back(std::move(example));
    out << fmt::format("{} = [\n", name);
    for (const std::string& example : once) out << fmt::format("    {},\n", example);
    out << "]\n";
}

}  // namespace

std::pair<double, double> wilson(std::size_t right, std::size_t judged) {
    if (judged == 0) return {0, 1};
    constexpr double z = 1.959964;
    const auto n = static_cast<double>(judged);
    const double share = static_cast<double>(right) / n;
    const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

double promised_share(Confidence confidence) {
    return confidence == Confidence::safe ? 0.99 : confidence == Confidence::likely ? 0.75 : 0;
}

bool RuleEvidence::Row::is_below(Confidence confidence) const {
    return wilson(right, judged).second < promised_share(confidence);
}

RuleEvidence::RuleEvidence(const ReviewList& list, const Decisions& decisions, const Lexicon& lexicon)
    : list_(list), decisions_(decisions), lexicon_(lexicon) {
    for (std::size_t item = 0; item < list_.size(); ++item) look_at(item);
}

void RuleEvidence::look_at(std::size_t number) {
    const Decision* decision = list_.decision_on(number, decisions_);
    if (!decision) return;
    const bool is_new = used_.insert(decision).second;
    if (decision->scope == Scope::rule || decision->is_bulk) {
        ++whole_rules_;
        return;
    }
    if (!is_new) return;
    if (list_.rules_of(number).size() > 1) {
        ++several_rules_;
        return;
    }
    const ReviewItem item = list_.open(number);
    const Step& step = item.edits.front().entry.steps.front();
    Row& row = rows_[{step.rule, step.confidence}];
    ++row.judged;
    if (decision->verdict == Verdict::accept) ++row.right;
    add_example(item, *decision, row);
}

std::optional<Example> RuleEvidence::passage_of(const ReviewItem& item, const Replacements& members) const {
    const Document document(*item.text, lexicon_);
    const Span<Source> at = sentences_around(document, item);
    if (at.size() > longest_passage) return std::nullopt;
    // What else is made there is made, so that the example is about this rule alone.
    Replacements others;
    const ArticleLog decided = decide(*item.line, decisions_, *item.text);
    for (const LoggedEdit& edit : decided.edits) {
        const bool is_apart = std::all_of(members.begin(), members.end(), [&](const auto& member) {
            return edit.at.end < member.first.begin || edit.at.begin > member.first.end;
        });
        if (is_apart && edit.at.begin >= at.begin && edit.at.end <= at.end)
            others.emplace_back(edit.at, edit.after);
    }
    std::string kept = made(*item.text, at, others);
    others.insert(others.end(), members.begin(), members.end());
    return Example{std::move(kept), made(*item.text, at, std::move(others))};
}

void RuleEvidence::add_example(const ReviewItem& item, const Decision& decision, Row& row) const {
    if (row.fixes.size() + row.keeps.size() >= most_examples) return;
    Replacements members;
    for (const ReviewEdit& edit : item.edits) members.emplace_back(edit.entry.at, edit.entry.after);
    const bool is_one = members.size() == 1;
    if (!is_one && (!item.text || decision.verdict == Verdict::replace)) return;
    if (decision.verdict == Verdict::replace) members.front().second = decision.with;
    const auto example =
        item.text ? passage_of(item, members) : example_of(item.edits.front().entry, members.front().second);
    if (!example) return;
    if (decision.verdict == Verdict::reject)
        row.keeps.push_back(in_toml(example->kept));
    else if (example->kept != example->mended)
        row.fixes.push_back(fmt::format("[{}, {}]", in_toml(example->kept), in_toml(example->mended)));
}

bool RuleEvidence::print(std::ostream& out) const {
    for (const auto& [name, row] : rows_) {
        out << fmt::format("# {} ({})\n", name.first, to_string(name.second));
        print_list(out, "fixes", row.fixes);
        print_list(out, "keeps", row.keeps);
        out << '\n';
    }
    print_table(out);
    return std::none_of(rows_.begin(), rows_.end(),
                        [](const auto& row) { return row.second.is_below(row.first.second); });
}

void RuleEvidence::print_table(std::ostream& out) const {
    std::size_t width = 4;
    for (const auto& [name, row] : rows_) width = std::max(width, name.first.size());
    out << fmt::format("# {:<{}}  confidence  judged  right  precision  95 % interval\n", "rule", width);
    for (const auto& [name, row] : rows_) {
        const auto [low, high] = wilson(row.right, row.judged);
        out << fmt::format("# {:<{}}  {:<10}  {:>6}  {:>5}  {:>9}  {} to {}\n", name.first, width,
                           to_string(name.second), row.judged, row.right,
                           percent(static_cast<double>(row.right) / static_cast<double>(row.judged)),
                           percent(low), percent(high));
    }
    for (const auto& [name, row] : rows_) {
        if (!row.is_below(name.second)) continue;
        out << fmt::format(
            "# BELOW: {} is right in at most {}, and {} promises {}: mend it, or make it less sure\n",
            name.first, percent(wilson(row.right, row.judged).second), to_string(name.second),
            percent(promised_share(name.second)));
    }
    if (whole_rules_ > 0)
        out << fmt::format("# not counted: {} decided by whole rule or in bulk\n", whole_rules_);
    if (several_rules_ > 0) out << fmt::format("# not counted: {} made by several rules\n", several_rules_);
    if (const std::size_t others = decisions_.count() - used_.size(); others > 0)
        out << fmt::format("# not counted: {} that decide nothing in this log\n", others);
}

int test_decisions(const Settings& settings) {
    if (!settings.operands().empty() || settings.has("articles"))
        throw UsageError(
            "--from makes examples out of decisions, without FILE and --articles; leave these out");
    if (!settings.has("log"))
        throw UsageError("--from needs --log FILE: the log that the decisions are about");
    const Decisions decisions(settings.text("from"));
    ReviewList list;
    for_each_line(
        settings, settings.text("log"), "looked at",
        [&](const ArticleLog& line, std::optional<std::string_view> text) { list.add(line, text); });
    const Pipeline pipeline = open_pipeline(options_from(settings));
    std::ostringstream out;
    const bool holds = RuleEvidence(list, decisions, pipeline.dictionaries().lexicon()).print(out);
    print(out.str());
    return holds ? success : found_something;
}

}  // namespace mtmend::cli
