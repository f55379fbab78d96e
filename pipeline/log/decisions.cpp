#include "pipeline/log/decisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "pipeline/edit/fingerprint.hpp"
#include "pipeline/edit/taken_spans.hpp"
#include "pipeline/log/json_object.hpp"

namespace mtmend {

namespace {

/// True where `a` has more say than `b`.
bool outweighs(const Decision& a, const Decision& b) {
    return a.scope != b.scope ? a.scope < b.scope : a.order > b.order;
}

/// An edit or held edit, and what was decided on it.
struct Choice {
    LoggedHeld entry;  // an applied edit needs no more to be told than a held one
    bool was_applied = false;
    const Decision* own = nullptr;
    const Decision* decision = nullptr;

    /// Whether it belongs among the edits, if there is room for it.
    bool applies() const { return decision ? decision->verdict != Verdict::reject : was_applied; }
};

/// Edits that stand or fall together; most often one.
using Group = std::vector<Choice*>;

LoggedHeld as_held(LoggedEdit edit) {
    LoggedHeld held;
    held.at = edit.at;
    held.before = std::move(edit.before);
    held.after = std::move(edit.after);
    held.steps = std::move(edit.steps);
    held.group = std::move(edit.group);
    held.fingerprint = std::move(edit.fingerprint);
    held.change_id = std::move(edit.change_id);
    held.around = std::move(edit.around);
    return held;
}

LoggedEdit as_edit(LoggedHeld held) {
    LoggedEdit edit;
    edit.at = held.at;
    edit.before = std::move(held.before);
    edit.after = std::move(held.after);
    edit.steps = std::move(held.steps);
    edit.group = std::move(held.group);
    edit.fingerprint = std::move(held.fingerprint);
    edit.change_id = std::move(held.change_id);
    edit.around = std::move(held.around);
    return edit;
}

std::vector<Choice> choices_of(ArticleLog& log, const Decisions& decisions) {
    std::vector<Choice> choices;
    for (LoggedEdit& edit : log.edits) choices.push_back({as_held(std::move(edit)), true, nullptr, nullptr});
    for (LoggedHeld& held : log.held) choices.push_back({std::move(held), false, nullptr, nullptr});
    for (Choice& choice : choices) {
        const LoggedHeld& entry = choice.entry;
        choice.own = choice.decision =
            decisions.find(log.id, entry.fingerprint, entry.change_id, entry.steps);
    }
    return choices;
}

std::vector<Group> groups_of(std::vector<Choice>& choices) {
    std::vector<Group> groups;
    std::map<std::string_view, std::size_t> known;
    for (Choice& choice : choices) {
        const auto [found, is_new] = known.emplace(choice.entry.group, groups.size());
        if (is_new || choice.entry.group.empty())
            groups.push_back({&choice});
        else
            groups[found->second].push_back(&choice);
    }
    return groups;
}

/// Under one decision the longer goes first, as a held edit may contain the applied ones it rests on; the
/// rest settles the order whatever order the log has.
auto rank(const LoggedHeld& entry) {
    return std::make_tuple(~entry.at.size(), entry.steps.front().confidence, entry.at.begin,
                           std::string_view(entry.steps.front().rule), std::string_view(entry.after),
                           std::string_view(entry.group));
}

/// Gives every member of a group the weightiest decision on any, and replaced ones their new text.
void settle(Group& group) {
    const Decision* weightiest = nullptr;
    for (const Choice* choice : group) weightiest = weightier(weightiest, choice->own);
    for (Choice* choice : group) {
        choice->decision = weightiest;
        // The text of a replacement is meant for the edit it was decided on, not for the others of its group.
        if (weightiest && weightiest->verdict == Verdict::replace && choice->own == weightiest)
            choice->entry.after = weightiest->with;
    }
    std::sort(group.begin(), group.end(),
              [](const Choice* a, const Choice* b) { return rank(a->entry) < rank(b->entry); });
}

/// The order in which groups get their places: decided ones first, the weightier before.
bool goes_first(const Group& a, const Group& b) {
    const Choice& x = *a.front();
    const Choice& y = *b.front();
    if (!x.decision != !y.decision) return x.decision != nullptr;
    if (x.decision && x.decision != y.decision) return outweighs(*x.decision, *y.decision);
    return rank(x.entry) < rank(y.entry);
}

/// Puts a group among the edits where all its places are free; otherwise it is held.
void place(Group& group, TakenSpans<Source>& taken, ArticleLog& log) {
    const bool free = std::all_of(group.begin(), group.end(), [&](const Choice* c) {
        return !c->applies() || taken.is_free(c->entry.at);
    });
    for (Choice* choice : group) {
        LoggedHeld& entry = choice->entry;
        const bool changes = entry.after != entry.before;
        if (choice->applies() && free && taken.take(entry.at) && changes) {
            log.edits.push_back(as_edit(std::move(entry)));
            continue;
        }
        if (choice->applies())
            entry.reason = changes ? HeldReason::overlap : HeldReason::rejected;
        else if (choice->decision)
            entry.reason = HeldReason::rejected;
        log.held.push_back(std::move(entry));
    }
}

/// Held edits rest on applied ones only.
void forget_unapplied(ArticleLog& log) {
    std::set<std::string_view> applied;
    for (const LoggedEdit& edit : log.edits) applied.insert(edit.fingerprint);
    for (LoggedHeld& held : log.held)
        std::erase_if(held.over,
                      [&](const std::string& fingerprint) { return !applied.contains(fingerprint); });
}

template <class Entry>
void sort_by_place(std::vector<Entry>& entries) {
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return a.at.begin != b.at.begin ? a.at.begin < b.at.begin : a.at.end < b.at.end;
    });
}

Decision read_decision(JsonObject& object) {
    Decision decision;
    object.word("schema", {"mtmend-decision/1"});
    decision.scope = static_cast<Scope>(object.word("scope", {"edit", "change", "rule"}));
    decision.verdict = static_cast<Verdict>(object.word("verdict", {"accept", "reject", "replace"}));
    if (decision.verdict == Verdict::replace && decision.scope == Scope::rule)
        object.fail("verdict", "'replace' is for scope edit or change; accept or reject a rule");
    decision.with = decision.verdict == Verdict::replace ? object.text("with") : object.optional_text("with");
    for (const char* remark : {"before", "after", "by", "at"}) object.optional_text(remark);
    decision.is_bulk = object.optional_text("note") == "bulk";
    return decision;
}

}  // namespace

const Decision* weightier(const Decision* a, const Decision* b) {
    if (!a || !b) return a ? a : b;
    return outweighs(*b, *a) ? b : a;
}

Decisions::Decisions(const std::filesystem::path& file) {
    LineReader lines(file);
    std::string line;
    while (lines.next(line)) add_line(line, lines.name(), lines.line_number());
}

void Decisions::add_line(std::string_view line, std::string_view file, std::size_t number) {
    if (line.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
    try {
        add(line);
    } catch (const SchemaError& error) {
        throw InputError(fmt::format("{}:{}: {}; mend the line, or take it out", file, number, error.what()));
    }
}

Decisions::History& Decisions::history_of(Scope scope, const std::string& id, const std::string& fingerprint,
                                          const std::string& change, const std::string& rule) {
    if (scope == Scope::edit) return by_edit_[{id, fingerprint}];
    return scope == Scope::change ? by_change_[change] : by_rule_[rule];
}

std::pair<Decision, Decisions::History*> Decisions::read(std::string_view json) {
    const rapidjson::Document document = parse_json(json);
    JsonObject object(document, "");
    Decision decision = read_decision(object);
    const Scope scope = decision.scope;
    const std::string id = scope == Scope::edit ? object.text("id") : object.optional_text("id");
    const std::string fingerprint =
        scope == Scope::edit ? object.text("fingerprint") : object.optional_text("fingerprint");
    const std::string change =
        object.find("change_id") || scope == Scope::change ? object.hash("change_id", "", 16) : std::string();
    const std::string rule = scope == Scope::rule ? object.text("rule") : object.optional_text("rule");
    object.refuse_others();
    return {std::move(decision), &history_of(scope, id, fingerprint, change, rule)};
}

void Decisions::add(std::string_view json) {
    auto [decision, history] = read(json);
    decision.order = ++lines_;
    history->push_back(std::move(decision));
}

void Decisions::take_back(std::string_view json) {
    History& history = *read(json).second;
    if (history.empty()) return;
    history.pop_back();
    --lines_;
}

const Decision* Decisions::find(const std::string& article, const std::string& fingerprint,
                                const std::string& change_id, const std::vector<Step>& steps) const {
    const auto last_of = [](const auto& histories, const auto& key) -> const Decision* {
        const auto found = histories.find(key);
        return found == histories.end() || found->second.empty() ? nullptr : &found->second.back();
    };
    if (const Decision* found = last_of(by_edit_, std::pair(article, fingerprint))) return found;
    if (const Decision* found = last_of(by_change_, change_id)) return found;
    const Decision* latest = nullptr;
    for (const Step& step : steps) latest = weightier(latest, last_of(by_rule_, step.rule));
    return latest;
}

std::size_t Decisions::count() const {
    const auto count_of = [](const auto& histories) {
        return std::count_if(histories.begin(), histories.end(),
                             [](const auto& history) { return !history.second.empty(); });
    };
    return static_cast<std::size_t>(count_of(by_edit_) + count_of(by_change_) + count_of(by_rule_));
}

ArticleLog decide(ArticleLog log, const Decisions& decisions, std::string_view source) {
    if (decisions.empty() || (log.edits.empty() && log.held.empty())) return log;
    std::vector<Choice> choices = choices_of(log, decisions);
    std::vector<Group> groups = groups_of(choices);
    for (Group& group : groups) settle(group);
    std::stable_sort(groups.begin(), groups.end(), goes_first);
    log.edits.clear();
    log.held.clear();
    TakenSpans<Source> taken;
    for (Group& group : groups) place(group, taken, log);
    sort_by_place(log.edits);
    sort_by_place(log.held);
    forget_unapplied(log);
    place_in_clean(log);
    log.clean_hash = content_hash(changes_of(log).apply(source));
    return log;
}

}  // namespace mtmend
