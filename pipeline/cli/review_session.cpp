#include "pipeline/cli/review_session.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/log/render_words.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend::cli {

namespace {

std::string edits_in_words(std::size_t count) {
    return count == 1 ? "1 edit" : fmt::format("{} edits", count);
}

std::string shown(char32_t c) {
    std::string text;
    utf8::append(text, c);
    return visible(text);
}

const char* in_words(Verdict verdict) {
    return verdict == Verdict::accept ? "accepted" : verdict == Verdict::reject ? "rejected" : "replaced";
}

}  // namespace

ReviewSession::ReviewSession(const ReviewList& list, DecisionFile& file, std::function<std::string()> now)
    : list_(list), file_(file), now_(std::move(now)), verdicts_(list.size(), 0) {
    for (std::size_t item = 0; item < list_.size() && !file_.decisions().empty(); ++item) settle(item);
    while (current_ < list_.size() && verdicts_[current_] != 0) ++current_;
    if (current_ == list_.size()) {
        current_ = 0;
        message_ = "All is decided; J and K look through it, q ends.";
    }
}

void ReviewSession::press(const Key& key) {
    if (mode_ == Mode::finished) return;
    const bool is_written = mode_ == Mode::replacing || mode_ == Mode::searching;
    if (key.is_pasted && !is_written) {
        message_ = "What is pasted decides nothing; press the key.";
        return;
    }
    message_.clear();
    switch (mode_) {
        case Mode::choosing:
            return choose(key);
        case Mode::rule:
            return answer_rule(key);
        case Mode::member:
            return pick_member(key);
        case Mode::replacing:
            return write_replacement(key);
        case Mode::searching:
            return write_search(key);
        case Mode::help:
            mode_ = Mode::choosing;
            return;
        case Mode::finished:
            return;
    }
}

void ReviewSession::choose(const Key& key) {
    if (key.kind == Key::up || key.kind == Key::down) return move(key.kind == Key::down, false);
    if (key.kind != Key::character) return;
    switch (key.value) {
        case 'y':
            return decide(Scope::edit, Verdict::accept);
        case 'n':
            return decide(Scope::edit, Verdict::reject);
        case 'Y':
            return decide(Scope::change, Verdict::accept);
        case 'N':
            return decide(Scope::change, Verdict::reject);
        case 'e':
        case 'E':
            scope_ = key.value == 'e' ? Scope::edit : Scope::change;
            if (list_.open(current_).edits.size() == 1) return begin_replacing(0);
            mode_ = Mode::member;
            return;
        case 'R':
            rules_ = list_.rules_of(current_);
            asked_ = 0;
            mode_ = Mode::rule;
            return;
        case 'u':
            return undo();
        case 'j':
        case 'k':
            return move(key.value == 'j', true);
        case 'J':
        case 'K':
            return move(key.value == 'J', false);
        case '/':
            line_ = WrittenLine();
            mode_ = Mode::searching;
            return;
        case '?':
            mode_ = Mode::help;
            return;
        case 'q':
            mode_ = Mode::finished;
            return;
        case ' ':
            return;
        default:
            message_ = fmt::format("'{}' is no key here; ? lists them.", shown(key.value));
    }
}

void ReviewSession::answer_rule(const Key& key) {
    if (key.kind == Key::character && key.value == 'R') {
        asked_ = (asked_ + 1) % rules_.size();
        return;
    }
    if (key.kind == Key::enter) return;  // a line end behind the letter, in a pipe
    mode_ = Mode::choosing;
    if (key.kind != Key::character) return;
    if (key.value == 'y' || key.value == 'a') return decide_rule(Verdict::accept);
    if (key.value == 'n' || key.value == 'r') return decide_rule(Verdict::reject);
    message_ = "Nothing is decided about the rule.";
}

void ReviewSession::pick_member(const Key& key) {
    if (key.kind == Key::enter) return;
    mode_ = Mode::choosing;
    const std::size_t count = std::min<std::size_t>(list_.open(current_).edits.size(), 9);
    if (key.kind == Key::character && key.value >= '1' && key.value < '1' + count)
        return begin_replacing(key.value - '1');
    message_ = "Nothing is replaced.";
}

void ReviewSession::begin_replacing(std::size_t member) {
    member_ = member;
    line_ = WrittenLine(list_.open(current_).edits[member].entry.after);
    mode_ = Mode::replacing;
}

void ReviewSession::write_replacement(const Key& key) {
    if (key.kind == Key::escape) {
        mode_ = Mode::choosing;
        message_ = "Nothing is replaced.";
    } else if (key.kind == Key::enter) {
        mode_ = Mode::choosing;
        decide(scope_, Verdict::replace, line_.text());
    } else {
        line_.press(key);
    }
}

void ReviewSession::write_search(const Key& key) {
    if (key.kind == Key::escape) {
        mode_ = Mode::choosing;
    } else if (key.kind == Key::enter) {
        mode_ = Mode::choosing;
        if (!line_.text().empty()) sought_ = utf8::folded(line_.text());
        search();
    } else {
        line_.press(key);
    }
}

void ReviewSession::decide(Scope scope, Verdict verdict, const std::string& with) {
    const ReviewItem item = list_.open(current_);
    const std::size_t member = verdict == Verdict::replace ? member_ : 0;
    const LoggedHeld& entry = item.edits[member].entry;
    DecisionLine line;
    line.scope = scope;
    line.verdict = verdict;
    if (scope == Scope::edit) {
        line.id = item.id;
        line.fingerprint = entry.fingerprint;
    } else {
        line.change_id = entry.change_id;
    }
    line.rule = entry.steps.front().rule;
    line.before = entry.before;
    line.after = entry.after;
    line.with = with;
    const std::size_t touched = save(line, {current_, scope, member, 0});
    if (scope == Scope::change || touched > 1)
        message_ = fmt::format("{}: {} with this change.", edits_in_words(touched), in_words(verdict));
    go_on();
}

void ReviewSession::decide_rule(Verdict verdict) {
    DecisionLine line;
    line.scope = Scope::rule;
    line.verdict = verdict;
    line.rule = list_.rule_name(asked_rule());
    const std::size_t touched = save(line, {current_, Scope::rule, 0, asked_rule()});
    message_ = fmt::format("{} of {}: {}, but for what was decided more narrowly.", edits_in_words(touched),
                           line.rule, in_words(verdict));
    go_on();
}

std::size_t ReviewSession::save(DecisionLine line, const Made& made) {
    line.at = now_();
    file_.append(to_json(line));
    made_.push_back(made);
    return settle_all_about(made);
}

void ReviewSession::undo() {
    if (!file_.take_back()) {
        message_ = "Nothing to take back that was decided since the start.";
        return;
    }
    const Made made = made_.back();
    made_.pop_back();
    settle_all_about(made);
    current_ = made.item;
    message_ = "The last decision is taken back.";
}

bool ReviewSession::is_about(const Made& made, std::size_t item) const {
    if (made.scope == Scope::edit) return list_.shares_name(made.item, made.member, item);
    if (made.scope == Scope::change) return list_.shares_change(made.item, made.member, item);
    return list_.has_rule(item, made.rule);
}

std::size_t ReviewSession::settle_all_about(const Made& made) {
    std::size_t touched = 0;
    for (std::size_t item = 0; item < list_.size(); ++item) {
        if (!is_about(made, item)) continue;
        ++touched;
        settle(item);
    }
    return touched;
}

void ReviewSession::settle(std::size_t item) {
    const Decision* decision = list_.decision_on(item, file_.decisions());
    if (verdicts_[item] != 0) --decided_;
    verdicts_[item] = decision ? static_cast<std::uint8_t>(1 + static_cast<int>(decision->verdict)) : 0;
    if (verdicts_[item] != 0) ++decided_;
}

void ReviewSession::move(bool forward, bool only_undecided) {
    const std::size_t size = list_.size();
    std::size_t item = current_;
    do {
        if (forward ? item + 1 == size : item == 0) {
            message_ = fmt::format("No {}edit {} this one.", only_undecided ? "undecided " : "",
                                   forward ? "behind" : "before");
            return;
        }
        item += forward ? 1 : std::size_t(-1);
    } while (only_undecided && verdicts_[item] != 0);
    current_ = item;
}

void ReviewSession::go_on() {
    for (std::size_t n = 1; n <= list_.size(); ++n) {
        const std::size_t item = (current_ + n) % list_.size();
        if (verdicts_[item] != 0) continue;
        if (item < current_ && message_.empty()) message_ = "From the beginning: this one was left out.";
        current_ = item;
        return;
    }
    message_ += std::string(message_.empty() ? "" : " ") + "All is decided; q ends.";
}

void ReviewSession::search() {
    if (sought_.empty()) return;
    for (std::size_t n = 1; n <= list_.size(); ++n) {
        const std::size_t item = (current_ + n) % list_.size();
        if (!matches(item, sought_)) continue;
        if (item <= current_) message_ = "Found from the beginning on.";
        current_ = item;
        return;
    }
    message_ = "Not found.";
}

bool ReviewSession::matches(std::size_t number, const std::string& folded) const {
    const ReviewItem item = list_.open(number);
    const auto has = [&](const std::string& text) {
        return utf8::folded(text).find(folded) != std::string::npos;
    };
    if (has(item.label)) return true;
    return std::any_of(item.edits.begin(), item.edits.end(), [&](const ReviewEdit& edit) {
        const LoggedHeld& entry = edit.entry;
        return has(entry.before) || has(entry.after) ||
               std::any_of(entry.steps.begin(), entry.steps.end(),
                           [&](const Step& step) { return has(step.rule); });
    });
}

void ReviewSession::count(Counts& counts, std::size_t item) const {
    ++counts.all;
    if (verdicts_[item] == 0) return;
    ++(verdicts_[item] == 1 + static_cast<int>(Verdict::reject) ? counts.rejected : counts.accepted);
}

ReviewSession::Counts ReviewSession::counts_of_rule(std::uint32_t rule) const {
    Counts counts;
    for (std::size_t item = 0; item < list_.size(); ++item)
        if (list_.has_rule(item, rule)) count(counts, item);
    return counts;
}

ReviewSession::Counts ReviewSession::counts_of_change() const {
    Counts counts;
    for (std::size_t item = 0; item < list_.size(); ++item)
        if (list_.shares_change(current_, 0, item)) count(counts, item);
    return counts;
}

}  // namespace mtmend::cli
