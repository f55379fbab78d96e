#include "pipeline/cli/review_list.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <numeric>
#include <tuple>

#include "pipeline/io/input_error.hpp"

namespace mtmend::cli {

namespace {

std::uint64_t number_in(const std::string& hex) {
    std::uint64_t number = 0;
    std::from_chars(hex.data(), hex.data() + hex.size(), number, 16);
    return number;
}

[[noreturn]] void fail() {
    throw InputError(
        fmt::format("temporary file: {}; make room in the folder for temporary files", std::strerror(errno)));
}

/// An edit of a log line, of either kind.
struct Found {
    const LoggedEdit* edit;
    const LoggedHeld* held;
    std::size_t place;
    Span<Source> at() const { return edit ? edit->at : held->at; }
    const std::string& group() const { return edit ? edit->group : held->group; }
};

/// All of a line in the order of the text, groups together where their first member stands.
std::vector<std::vector<Found>> items_of(const ArticleLog& log) {
    std::vector<Found> found;
    for (const LoggedEdit& edit : log.edits) found.push_back({&edit, nullptr, found.size()});
    for (const LoggedHeld& held : log.held)
        found.push_back({nullptr, &held, found.size() - log.edits.size()});
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
        return std::tuple(a.at().begin, a.at().end) < std::tuple(b.at().begin, b.at().end);
    });
    std::vector<std::vector<Found>> items;
    std::map<std::string_view, std::size_t> groups;
    for (const Found& each : found) {
        const auto [known, is_new] = groups.emplace(each.group(), items.size());
        if (is_new || each.group().empty())
            items.push_back({each});
        else
            items[known->second].push_back(each);
    }
    return items;
}

template <class Logged>
ReviewEdit as_shown(const Logged& logged, bool is_held) {
    ReviewEdit shown;
    shown.entry.at = logged.at;
    shown.entry.before = logged.before;
    shown.entry.after = logged.after;
    shown.entry.steps = logged.steps;
    shown.entry.group = logged.group;
    shown.entry.fingerprint = logged.fingerprint;
    shown.entry.change_id = logged.change_id;
    shown.entry.around = logged.around;
    shown.is_held = is_held;
    return shown;
}

}  // namespace

ReviewList::ReviewList() : file_(std::tmpfile()) {
    if (!file_) fail();
}

std::uint32_t ReviewList::number_of_rule(const std::string& rule) {
    const auto [known, is_new] = known_rules_.emplace(rule, static_cast<std::uint32_t>(rule_names_.size()));
    if (is_new) rule_names_.push_back(rule);
    return known->second;
}

std::uint32_t ReviewList::number_of_steps(const std::vector<Step>& steps) {
    std::vector<std::uint32_t> rules;
    for (const Step& step : steps) {
        const std::uint32_t rule = number_of_rule(step.rule);
        if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
    }
    const auto [known, is_new] = known_steps_.emplace(rules, static_cast<std::uint32_t>(steps_.size()));
    if (is_new) {
        std::vector<Step>& bare = steps_.emplace_back();
        for (const std::uint32_t rule : rules) bare.emplace_back().rule = rule_names_[rule];
        rules_of_steps_.push_back(rules);
    }
    return known->second;
}

void ReviewList::add(const ArticleLog& log, std::optional<std::string_view> text) {
    if (log.edits.empty() && log.held.empty()) return;
    const std::string line = to_json_line(log);
    Article article{log.id, file_size_, line.size(), std::nullopt};
    put(line);
    if (text) {
        article.text_size = text->size();
        put(*text);
    }
    for (const std::vector<Found>& item : items_of(log)) {
        items_.push_back({static_cast<std::uint32_t>(articles_.size()),
                          static_cast<std::uint32_t>(item.size()), entries_.size()});
        for (const Found& each : item) {
            if (each.edit)
                add_entry(*each.edit, each.place, false);
            else
                add_entry(*each.held, each.place, true);
        }
    }
    articles_.push_back(std::move(article));
}

template <class Found>
void ReviewList::add_entry(const Found& found, std::size_t place, bool is_held) {
    entries_.push_back({number_in(found.fingerprint), number_in(found.change_id),
                        number_of_steps(found.steps), static_cast<std::uint32_t>(place), is_held});
}

void ReviewList::put(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()) fail();
    file_size_ += bytes.size();
}

std::string ReviewList::get(std::size_t at, std::size_t size) const {
    if (std::fflush(file_.get()) != 0) fail();
    std::string bytes(size, '\0');
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got =
            ::pread(::fileno(file_.get()), bytes.data() + done, size - done, static_cast<off_t>(at + done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) fail();
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

const ReviewList::Opened& ReviewList::opened(std::size_t number) const {
    if (opened_.article == number) return opened_;
    const Article& article = articles_[number];
    opened_.log = parse_log_line(get(article.at, article.line_size));
    opened_.text = get(article.at + article.line_size, article.text_size.value_or(0));
    opened_.article = number;
    return opened_;
}

ReviewItem ReviewList::open(std::size_t number) const {
    const Item& item = items_[number];
    const Opened& article = opened(item.article);
    ReviewItem shown;
    shown.id = article.log.id;
    shown.line = &article.log;
    shown.label = article.log.id + (article.log.field.empty() ? "" : " (" + article.log.field + ")");
    for (std::size_t i = item.first; i < item.first + item.size; ++i) {
        const Entry& entry = entries_[i];
        if (entry.is_held) {
            shown.edits.push_back(as_shown(article.log.held[entry.place], true));
            shown.edits.back().entry.reason = article.log.held[entry.place].reason;
        } else {
            shown.edits.push_back(as_shown(article.log.edits[entry.place], false));
        }
    }
    if (articles_[item.article].text_size) shown.text = article.text;
    return shown;
}

const Decision* ReviewList::decision_on(std::size_t number, const Decisions& decisions) const {
    const Item& item = items_[number];
    const Decision* weightiest = nullptr;
    for (std::size_t i = item.first; i < item.first + item.size; ++i) {
        const Entry& entry = entries_[i];
        weightiest = weightier(
            weightiest, decisions.find(articles_[item.article].id, fmt::format("{:016x}", entry.fingerprint),
                                       fmt::format("{:016x}", entry.change), steps_[entry.steps]));
    }
    return weightiest;
}

bool ReviewList::shares_name(std::size_t a, std::size_t edit, std::size_t b) const {
    if (articles_[items_[a].article].id != articles_[items_[b].article].id) return false;
    const std::uint64_t name = entries_[items_[a].first + edit].fingerprint;
    for (std::size_t i = items_[b].first; i < items_[b].first + items_[b].size; ++i)
        if (entries_[i].fingerprint == name) return true;
    return false;
}

bool ReviewList::shares_change(std::size_t a, std::size_t edit, std::size_t b) const {
    const std::uint64_t change = entries_[items_[a].first + edit].change;
    for (std::size_t i = items_[b].first; i < items_[b].first + items_[b].size; ++i)
        if (entries_[i].change == change) return true;
    return false;
}

std::vector<std::uint32_t> ReviewList::rules_of(std::size_t number) const {
    std::vector<std::uint32_t> rules;
    const Item& item = items_[number];
    for (std::size_t i = item.first; i < item.first + item.size; ++i)
        for (const std::uint32_t rule : rules_of_steps_[entries_[i].steps])
            if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
    return rules;
}

bool ReviewList::has_rule(std::size_t number, std::uint32_t rule) const {
    const Item& item = items_[number];
    for (std::size_t i = item.first; i < item.first + item.size; ++i) {
        const auto& rules = rules_of_steps_[entries_[i].steps];
        if (std::find(rules.begin(), rules.end(), rule) != rules.end()) return true;
    }
    return false;
}

}  // namespace mtmend::cli
