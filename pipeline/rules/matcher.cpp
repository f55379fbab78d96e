#include "pipeline/rules/matcher.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>

#include "pipeline/rules/pattern.hpp"
#include "pipeline/rules/removal.hpp"
#include "pipeline/text/lexicon.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {

/// A rule and its patterns, compiled when the first window asks for them.
struct Matcher::Compiled {
    Compiled(const Rule& r, GateId g) : rule(&r), gate(g) {}

    const Pattern& find() const {
        std::call_once(once, [this] {
            pattern = std::make_unique<Pattern>(rule->find);
            for (const std::string& source : rule->unless) unless.emplace_back(source);
        });
        return *pattern;
    }

    const Rule* rule;
    GateId gate;
    mutable std::once_flag once;
    mutable std::unique_ptr<Pattern> pattern;
    mutable std::vector<Pattern> unless;
};

namespace {

Span<Working> window_at(const Document& document, Window window, std::size_t offset) {
    switch (window) {
        case Window::sentence:
            return document.sentence_at(offset);
        case Window::line:
            return document.line_at(offset);
        case Window::block:
            return document.block_at(offset);
        case Window::article:
            break;
    }
    return {0, document.text().size()};
}

/// The windows of words that come in order: each is looked for once.
class WindowsOfWords {
  public:
    explicit WindowsOfWords(const Document& document) : document_(document) {}

    Span<Working> at(Window window, std::size_t offset) {
        Span<Working>& last = last_[static_cast<std::size_t>(window)];
        if (offset < last.begin || offset >= last.end) last = window_at(document_, window, offset);
        return last;
    }

  private:
    const Document& document_;
    std::array<Span<Working>, 4> last_;  ///< by kind of window
};

/// All windows of a block.
std::vector<Span<Working>> windows_of(const Document& document, Window window, const Block& block) {
    if (window == Window::block) return {block};
    const bool by_line = window == Window::line;
    const auto& spans = by_line ? document.lines() : document.sentences();
    const auto [first, last] = by_line ? document.lines_in(block) : document.sentences_in(block);
    return {spans.begin() + static_cast<std::ptrdiff_t>(first),
            spans.begin() + static_cast<std::ptrdiff_t>(last)};
}

/// True where no word stands before word `i` on its line.
bool opens_line(const Document& document, std::size_t i) {
    if (i == 0) return true;
    const std::size_t before = document.words()[i - 1].at.end;
    const std::size_t begin = document.words()[i].at.begin;
    return document.text(Span<Working>{before, begin}).find('\n') != std::string_view::npos;
}

/// Where a pattern stands in a text, found from its beginning as far as asked: linear however often.
class Occurrences {
  public:
    Occurrences(const Pattern& pattern, std::string_view text) : pattern_(pattern), text_(text) {}

    /// True where an occurrence overlaps [begin, end). Neither may be less than in the call before.
    bool overlaps(std::size_t begin, std::size_t end) {
        while (!is_over_ && end_ <= begin) next();
        return !is_over_ && begin_ < end;
    }

  private:
    void next() {
        is_over_ = from_ > text_.size() || !pattern_.find(text_, from_, text_.size(), captures_);
        if (is_over_) return;
        begin_ = static_cast<std::size_t>(captures_[0].data() - text_.data());
        end_ = begin_ + captures_[0].size();
        from_ = end_ > begin_ ? end_ : begin_ + 1;
    }

    const Pattern& pattern_;
    std::string_view text_;
    std::vector<std::string_view> captures_;
    std::size_t from_ = 0;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;  ///< of the last one found
    bool is_over_ = false;
};

/// True where one of `alternatives`, separated by '|', stands in the text.
bool stands_anywhere(std::string_view text, std::string_view alternatives) {
    for (std::size_t begin = 0; begin <= alternatives.size();) {
        const std::size_t end = std::min(alternatives.find('|', begin), alternatives.size());
        if (text.find(alternatives.substr(begin, end - begin)) != std::string_view::npos) return true;
        begin = end + 1;
    }
    return false;
}

/// True where a need says nothing of what the pattern captured: it holds for a whole article or not at all.
bool is_of_article(std::string_view need) {
    return need.find('\\') == std::string_view::npos;
}

bool need_holds(const Document& document, const std::string& need,
                const std::vector<std::string_view>& captures) {
    const std::size_t colon = need.find(':');
    const std::string_view kind = std::string_view(need).substr(0, colon);
    const std::string value = expand(std::string_view(need).substr(colon + 1), captures);
    if (kind == "source-language") return document.evidence().source_language == value;
    if (kind == "article") return document.contains(value);
    if (kind == "no-article") return !document.contains(value);
    if (kind == "text") return stands_anywhere(document.text(), value);
    if (kind == "no-text") return !stands_anywhere(document.text(), value);
    return true;
}

/// Whether what rules need holds. Of a whole article it is looked up once, however often a pattern matches.
class Needs {
  public:
    explicit Needs(const Document& document) : document_(document) {}

    bool hold(const Rule& rule, const std::vector<std::string_view>& captures) {
        if (rule.needs.empty()) return true;
        const auto holds = [&](bool of_article) {
            return std::all_of(rule.needs.begin(), rule.needs.end(), [&](const std::string& need) {
                return is_of_article(need) != of_article || need_holds(document_, need, captures);
            });
        };
        const auto [known, is_new] = of_article_.try_emplace(&rule, false);
        if (is_new) known->second = holds(true);
        return known->second && holds(false);
    }

  private:
    const Document& document_;
    std::unordered_map<const Rule*, bool> of_article_;
};

}  // namespace

Matcher::Matcher(std::string_view name, const std::vector<const Rule*>& rules, Asked& asked) {
    std::vector<std::uint64_t> triggers, openers;
    for (const Rule* rule : rules) {
        if (rule->by_code() || rule->status == RuleStatus::retired) continue;
        const auto index = static_cast<std::uint32_t>(rules_.size());
        rules_.push_back(std::make_unique<Compiled>(*rule, asked.gates.add(rule->gate)));
        if (rule->trigger.empty() && rule->opener.empty()) {
            by_signal_.push_back(index);
            signals_ |= rule->signal;
        }
        for (const std::string& word : rule->trigger) {
            triggers.push_back(folded_hash(word));
            by_trigger_.add(triggers.back(), index);
        }
        for (const std::string& word : rule->opener) {
            openers.push_back(folded_hash(word));
            by_opener_.add(openers.back(), index);
        }
    }
    by_trigger_.close();
    by_opener_.close();
    if (!triggers.empty()) trigger_mark_ = asked.words.add(name, triggers);
    if (!openers.empty())
        opener_mark_ = asked.words.add(std::string(name) + " at a line's beginning", openers);
    asked.rule_marks |= trigger_mark_ | opener_mark_;
}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;

bool Matcher::wakes(const Document& document) const {
    return (document.signals() & signals_) != 0 || (document.marks() & (trigger_mark_ | opener_mark_)) != 0;
}

void Matcher::propose(const Document& document, EditSink& sink) const {
    const std::string_view text = document.text();
    std::vector<std::string_view> captures;
    Needs needs(document);
    auto run = [&](const Compiled& compiled, Span<Working> window) {
        const std::string_view view = text.substr(window.begin, window.size());
        const Pattern& pattern = compiled.find();
        if (!pattern.find(view, 0, view.size(), captures)) return;
        std::vector<Occurrences> unless;
        for (const Pattern& antipattern : compiled.unless) unless.emplace_back(antipattern, view);
        std::size_t from = 0;
        do {
            const auto begin = static_cast<std::size_t>(captures[0].data() - view.data());
            const std::size_t end = begin + captures[0].size();
            from = end > begin ? end : end < view.size() ? end + utf8::decode(view, end).size : end + 1;
            const bool refused = std::any_of(unless.begin(), unless.end(),
                                             [&](auto& each) { return each.overlaps(begin, end); });
            if (refused || !needs.hold(*compiled.rule, captures)) continue;
            Edit edit;
            edit.at = {window.begin + begin, window.begin + end};
            edit.after = expand(compiled.rule->replace, captures);
            edit.rule = compiled.rule->id;
            edit.confidence = compiled.rule->status == RuleStatus::preview ? Confidence::suggestion
                                                                           : compiled.rule->confidence;
            if (compiled.rule->replace.empty()) edit.at = removal(document, edit.at);
            edit = trimmed(document, std::move(edit));
            if (!edit.at.empty() || !edit.after.empty()) sink.propose(std::move(edit));
        } while (from <= view.size() && pattern.find(view, from, view.size(), captures));
    };
    run_by_signal(document, run);
    run_by_word(document, run);
}

void Matcher::run_by_signal(const Document& document, const Run& run) const {
    if ((document.signals() & signals_) == 0) return;
    for (const std::size_t index : by_signal_) {
        const Compiled& compiled = *rules_[index];
        if ((document.signals() & compiled.rule->signal) == 0 || !document.passes(compiled.gate)) continue;
        const Window window = compiled.rule->window;
        if (window == Window::article) {
            run(compiled, {0, document.text().size()});
        } else if (const auto leads =
                       document.lexicon().asked->gates.leads(compiled.gate, document.gate_texts())) {
            run_at(document, compiled, *leads, run);
        } else {
            for (const Block& block : document.blocks()) {
                for (const Span<Working> piece : windows_of(document, window, block)) run(compiled, piece);
            }
        }
    }
}

void Matcher::run_at(const Document& document, const Compiled& compiled,
                     const std::vector<std::size_t>& leads, const Run& run) const {
    std::size_t ran = std::string_view::npos;
    for (const std::size_t lead : leads) {
        const bool stands_between_blocks = lead >= document.block_at(lead).end;
        const Span<Working> window = window_at(document, compiled.rule->window, lead);
        if (stands_between_blocks || window.begin == ran) continue;
        ran = window.begin;
        if (document.passes(compiled.gate, window)) run(compiled, window);
    }
}

void Matcher::run_by_word(const Document& document, const Run& run) const {
    if ((document.marks() & (trigger_mark_ | opener_mark_)) == 0) return;
    // The last window each rule ran on: words come in order, so a window repeats only while they stand in it.
    std::vector<std::size_t> ran(rules_.size(), std::string_view::npos);
    WindowsOfWords windows(document);
    const auto run_at = [&](const Word& word, std::span<const std::uint32_t> indices) {
        for (const std::size_t index : indices) {
            const Compiled& compiled = *rules_[index];
            if (!document.passes(compiled.gate)) continue;
            const Span<Working> window = windows.at(compiled.rule->window, word.at.begin);
            if (ran[index] == window.begin) continue;
            ran[index] = window.begin;
            if (document.passes(compiled.gate, window)) run(compiled, window);
        }
    };
    for (const std::uint32_t i : document.rule_words()) {
        const Word& word = document.words()[i];
        if ((word.marks & opener_mark_) != 0 && opens_line(document, i)) run_at(word, by_opener_[word.hash]);
        if ((word.marks & trigger_mark_) != 0) run_at(word, by_trigger_[word.hash]);
    }
}

Edit trimmed(const Document& document, Edit edit) {
    const std::string_view before = document.text(edit.at);
    const std::string_view after = edit.after;
    const std::size_t limit = std::min(before.size(), after.size());
    auto cuts_word = [](std::string_view text, std::size_t at) {
        return at > 0 && at < text.size() && utf8::is_word(utf8::decode_before(text, at).value) &&
               utf8::is_word(utf8::decode(text, at).value);
    };
    std::size_t prefix = 0;
    while (prefix < limit && before[prefix] == after[prefix]) ++prefix;
    while (prefix > 0 && (!utf8::is_boundary(before, prefix) || !utf8::is_boundary(after, prefix) ||
                          cuts_word(before, prefix) || cuts_word(after, prefix))) {
        --prefix;
    }
    std::size_t suffix = 0;
    while (suffix < limit - prefix && before[before.size() - 1 - suffix] == after[after.size() - 1 - suffix])
        ++suffix;
    while (suffix > 0 &&
           (!utf8::is_boundary(before, before.size() - suffix) ||
            !utf8::is_boundary(after, after.size() - suffix) || cuts_word(before, before.size() - suffix) ||
            cuts_word(after, after.size() - suffix))) {
        --suffix;
    }
    if (prefix + suffix == before.size() && prefix + suffix == after.size()) {
        edit.at.end = edit.at.begin;
        edit.after.clear();
        return edit;
    }
    // An edit of mere white space says nothing in a log; it keeps the words it stands between.
    const std::string_view rest =
        before.substr(prefix, before.size() - std::min(before.size(), prefix + suffix));
    if (prefix + suffix >= before.size() || rest.find_first_not_of(" \n") == std::string_view::npos)
        return edit;
    edit.after = edit.after.substr(prefix, after.size() - prefix - suffix);
    edit.at.begin += prefix;
    edit.at.end -= suffix;
    return edit;
}

}  // namespace mtmend
