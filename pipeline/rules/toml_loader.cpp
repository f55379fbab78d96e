#include "pipeline/rules/toml_loader.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <optional>

#include "pipeline/rules/pattern.hpp"
#include "pipeline/text/lexicon.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

const std::vector<std::string_view> rule_keys = {
    "id",     "status", "confidence", "find", "replace", "unless",   "needs",   "trigger",
    "signal", "window", "gate",       "why",  "origin",  "examples", "by-code", "opener"};
const std::vector<std::string_view> origin_keys = {"from", "evidence", "added"};
const std::vector<std::string_view> example_keys = {"fixes", "keeps", "known_wrong"};
const std::vector<std::string_view> status_words = {"preview", "stable", "retired"};
const std::vector<std::string_view> confidence_words = {"safe", "likely", "suggestion"};
const std::vector<std::string_view> window_words = {"sentence", "line", "block", "article"};
const std::vector<std::string_view> need_words = {"source-language", "article", "no-article", "text",
                                                  "no-text"};

struct NamedSignal {
    std::string_view name;
    signals::Set bit;
};
constexpr std::array<NamedSignal, 11> named_signals = {{{"non-ascii", signals::non_ascii},
                                                        {"markup", signals::markup},
                                                        {"odd-space", signals::odd_space},
                                                        {"glued", signals::glued},
                                                        {"repeated-word", signals::repeated_word},
                                                        {"unknown-word", signals::unknown_word},
                                                        {"digit", signals::digit},
                                                        {"quote", signals::quote},
                                                        {"line-break", signals::line_break},
                                                        {"control", signals::control},
                                                        {"any", signals::any}}};

/// Reads one [[rule]] table; every complaint names the place of the value it is about.
class RuleReader {
  public:
    RuleReader(const toml::table& table, const std::string& file, std::string_view stage, Patterns patterns)
        : table_(table), file_(file), stage_(stage), patterns_(patterns) {}

    Rule read() {
        rule_.place = place(table_);
        check_keys(table_, rule_keys, "a rule");
        rule_.id = text("id", true);
        check_id();
        rule_.status = static_cast<RuleStatus>(word("status", status_words, "stable"));
        rule_.confidence = static_cast<Confidence>(word("confidence", confidence_words, {}));
        rule_.why = text("why", true);
        read_pattern();
        read_wake();
        read_origin();
        read_examples();
        rule_.card = Archived<RuleCard>(card_);
        return std::move(rule_);
    }

  private:
    [[noreturn]] void fail(const toml::node& node, const std::string& message) const {
        throw DictionaryError(place(node), message);
    }

    Place place(const toml::node& node) const {
        const auto& at = node.source().begin;
        return {file_, at.line, at.column};
    }

    void check_keys(const toml::table& table, const std::vector<std::string_view>& known,
                    std::string_view what) const {
        for (const auto& [key, value] : table) {
            if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
            const std::string_view near = nearest(key.str(), known);
            const auto& at = key.source().begin;
            throw DictionaryError({file_, at.line, at.column},
                                  near.empty() ? fmt::format("unknown key '{}' in {}; known are {}",
                                                             key.str(), what, fmt::join(known, ", "))
                                               : fmt::format("unknown key '{}' in {}; did you mean '{}'?",
                                                             key.str(), what, near));
        }
    }

    std::string text(std::string_view key, bool required) const {
        const toml::node* node = table_.get(key);
        if (node == nullptr) {
            if (required) fail(table_, fmt::format("{} has no '{}'; add one", name(), key));
            return {};
        }
        const auto* value = node->as_string();
        if (value == nullptr) fail(*node, fmt::format("'{}' must be a string", key));
        if (required && value->get().empty()) fail(*node, fmt::format("'{}' is empty", key));
        return value->get();
    }

    std::size_t word(std::string_view key, const std::vector<std::string_view>& known,
                     std::string_view otherwise) const {
        std::string value = text(key, otherwise.empty());
        if (value.empty()) value = otherwise;
        const auto it = std::find(known.begin(), known.end(), value);
        if (it == known.end()) fail(*table_.get(key), unknown_word(key, value, known));
        return static_cast<std::size_t>(it - known.begin());
    }

    static std::string unknown_word(std::string_view key, std::string_view value,
                                    const std::vector<std::string_view>& known) {
        const std::string_view near = nearest(value, known);
        return near.empty() ? fmt::format("{} = '{}' is none of {}", key, value, fmt::join(known, ", "))
                            : fmt::format("{} = '{}' is unknown; did you mean '{}'?", key, value, near);
    }

    std::vector<std::string> texts(const toml::table& table, std::string_view key) const {
        std::vector<std::string> result;
        const toml::node* node = table.get(key);
        if (node == nullptr) return result;
        const auto* array = node->as_array();
        if (array == nullptr) fail(*node, fmt::format("'{}' must be an array of strings", key));
        for (const auto& item : *array) {
            if (!item.is_string()) fail(item, fmt::format("'{}' holds something that is no string", key));
            result.push_back(item.as_string()->get());
        }
        return result;
    }

    std::string name() const { return rule_.id.empty() ? "a rule" : "rule '" + rule_.id + "'"; }

    void check_id() const {
        static const RE2 shape("[a-z0-9-]+(/[a-z0-9-]+)+");
        if (!RE2::FullMatch(rule_.id, shape)) {
            fail(*table_.get("id"),
                 fmt::format("id '{}' must be stage/what-is-wrong in lower case", rule_.id));
        }
        if (!stage_.empty() && rule_.stage() != stage_) {
            fail(*table_.get("id"),
                 fmt::format("id '{}' must begin with '{}/', the folder's stage", rule_.id, stage_));
        }
    }

    void check_pattern(const toml::node& node, const std::string& pattern) const {
        if (patterns_ == Patterns::trusted) return;
        const auto problem = pattern_error(pattern);
        if (problem) fail(node, fmt::format("bad pattern: {}", *problem));
    }

    void read_pattern() {
        rule_.find = text("find", false);
        rule_.replace = text("replace", false);
        rule_.unless = texts(table_, "unless");
        rule_.needs = texts(table_, "needs");
        rule_.window = static_cast<Window>(word("window", window_words, "sentence"));
        const toml::node* by_code = table_.get("by-code");
        const bool code = by_code != nullptr && by_code->value_or(false);
        if (code == !rule_.find.empty()) {
            fail(
                table_,
                fmt::format(
                    "{} needs either 'find' and 'replace', or 'by-code = true' where a stage's code finds it",
                    name()));
        }
        if (code) return;
        if (table_.get("replace") == nullptr)
            fail(table_, fmt::format("{} has 'find' but no 'replace'", name()));
        check_pattern(*table_.get("find"), rule_.find);
        if (patterns_ == Patterns::checked) {
            if (const auto problem = replacement_error(rule_.find, rule_.replace)) {
                fail(*table_.get("replace"), fmt::format("bad replacement: {}", *problem));
            }
        }
        if (const auto* list = table_["unless"].as_array()) {
            for (std::size_t i = 0; i < rule_.unless.size(); ++i)
                check_pattern(*list->get(i), rule_.unless[i]);
        }
        for (const std::string& need : rule_.needs) {
            const std::string kind = need.substr(0, need.find(':'));
            if (kind.size() == need.size() ||
                std::find(need_words.begin(), need_words.end(), kind) == need_words.end()) {
                fail(*table_.get("needs"),
                     unknown_word("needs", kind, need_words) + " (written as 'kind:value')");
            }
        }
    }

    void read_wake() {
        for (const std::string& trigger : texts(table_, "trigger"))
            rule_.trigger.push_back(utf8::folded(trigger));
        for (const std::string& opener : texts(table_, "opener"))
            rule_.opener.push_back(utf8::folded(opener));
        if (!rule_.opener.empty() && (rule_.window == Window::sentence || !rule_.trigger.empty()))
            fail(*table_.get("opener"),
                 "'opener' stands in place of 'trigger' and not with window = \"sentence\"");
        for (const std::string& signal : texts(table_, "signal")) {
            const auto it = std::find_if(named_signals.begin(), named_signals.end(),
                                         [&](const auto& s) { return s.name == signal; });
            if (it == named_signals.end()) {
                std::vector<std::string_view> known;
                for (const auto& s : named_signals) known.push_back(s.name);
                fail(*table_.get("signal"), unknown_word("signal", signal, known));
            }
            rule_.signal |= it->bit;
        }
        rule_.gate.any = texts(table_, "gate");
        const bool by_word = !rule_.trigger.empty() || !rule_.opener.empty();
        if (!rule_.by_code() && !by_word && rule_.signal == signals::none) {
            fail(table_, fmt::format("{} has neither 'trigger' words nor a 'signal'; give the words that "
                                     "must stand in the text",
                                     name()));
        }
    }

    void read_origin() {
        const toml::node* node = table_.get("origin");
        const toml::table* origin = node == nullptr ? nullptr : node->as_table();
        if (origin == nullptr)
            fail(table_, fmt::format("{} has no [rule.origin]; say where the error comes from", name()));
        check_keys(*origin, origin_keys, "[rule.origin]");
        card_.from = texts(*origin, "from");
        card_.evidence = texts(*origin, "evidence");
        if (const auto* added = origin->get("added")) {
            if (const auto date = added->value<toml::date>()) {
                card_.added = fmt::format("{:04}-{:02}-{:02}", date->year, date->month, date->day);
            }
        }
        if (card_.added.empty()) fail(*origin, fmt::format("{} has no date 'added' in its origin", name()));
    }

    std::vector<std::pair<std::string, std::string>> pairs(const toml::table& table,
                                                           std::string_view key) const {
        std::vector<std::pair<std::string, std::string>> result;
        const toml::node* node = table.get(key);
        if (node == nullptr) return result;
        const auto* array = node->as_array();
        if (array == nullptr) fail(*node, fmt::format("'{}' must be an array of [before, after]", key));
        for (const auto& item : *array) {
            const auto* pair = item.as_array();
            if (pair == nullptr || pair->size() != 2 || !pair->get(0)->is_string() ||
                !pair->get(1)->is_string()) {
                fail(item, fmt::format("'{}' holds something that is not [\"before\", \"after\"]", key));
            }
            result.emplace_back(pair->get(0)->as_string()->get(), pair->get(1)->as_string()->get());
        }
        return result;
    }

    void read_examples() {
        const toml::node* node = table_.get("examples");
        const toml::table* examples = node == nullptr ? nullptr : node->as_table();
        if (examples == nullptr)
            fail(table_,
                 fmt::format("{} has no [rule.examples]; a rule without examples does not load", name()));
        check_keys(*examples, example_keys, "[rule.examples]");
        card_.fixes = pairs(*examples, "fixes");
        card_.keeps = texts(*examples, "keeps");
        card_.known_wrong = pairs(*examples, "known_wrong");
        if (card_.fixes.empty())
            fail(*examples, fmt::format("{} has no 'fixes'; give at least one [before, after]", name()));
        if (card_.keeps.size() < 2)
            fail(*examples,
                 fmt::format("{} has fewer than two 'keeps'; give good text that tempts it", name()));
        for (const auto& [before, after] : card_.fixes) {
            if (before == after)
                fail(*examples,
                     fmt::format("{} has a 'fixes' pair that changes nothing: '{}'", name(), before));
        }
    }

    const toml::table& table_;
    const std::string& file_;
    std::string_view stage_;
    Patterns patterns_;
    Rule rule_;
    RuleCard card_;
};

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
            diagonal = above;
        }
    }
    return row.back();
}

}  // namespace

DictionaryError::DictionaryError(const Place& place, const std::string& message)
    : std::runtime_error(place.column == 0
                             ? fmt::format("{}:{}: {}", place.file, place.line, message)
                             : fmt::format("{}:{}:{}: {}", place.file, place.line, place.column, message)) {}

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known) {
    std::string_view best;
    std::size_t least = std::min<std::size_t>(2, word.size() / 2) + 1;
    for (std::string_view candidate : known) {
        const std::size_t distance = edit_distance(word, candidate);
        if (distance < least) least = distance, best = candidate;
    }
    return best;
}

std::vector<Rule> load_rules(std::string_view toml, const std::string& file_name, std::string_view stage,
                             Patterns patterns) {
    toml::table root;
    try {
        root = toml::parse(toml, std::string_view(file_name));
    } catch (const toml::parse_error& error) {
        const auto& at = error.source().begin;
        throw DictionaryError({file_name, at.line, at.column}, std::string(error.description()));
    }
    std::vector<Rule> rules;
    for (const auto& [key, value] : root) {
        const auto* array = value.as_array();
        if (key.str() != "rule" || array == nullptr) {
            const auto& at = key.source().begin;
            throw DictionaryError(
                {file_name, at.line, at.column},
                fmt::format("unknown key '{}'; a rule file holds [[rule]] tables only", key.str()));
        }
        for (const auto& item : *array) {
            if (!item.is_table())
                throw DictionaryError({file_name, item.source().begin.line, item.source().begin.column},
                                      "'rule' must be written as [[rule]]");
            rules.push_back(RuleReader(*item.as_table(), file_name, stage, patterns).read());
        }
    }
    return rules;
}

}  // namespace mtmend
