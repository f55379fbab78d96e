#include "stages/boilerplate/boilerplate.hpp"

#include <algorithm>
#include <array>

#include "pipeline/rules/removal.hpp"
#include "pipeline/rules/rule_stage.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/boilerplate/widgets.hpp"

namespace mtmend {
namespace {

constexpr StageCard boilerplate_card = {
    .name = "boilerplate",
    .mends = "footers of translators, related links, widgets, cookie and comment lines",
    .wakes_on = signals::none,
};

char32_t first_behind(std::string_view text, std::size_t at) {
    return at < text.size() ? utf8::decode(text, at).value : U'\0';
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Bytes of the longest line that can be anything but a paragraph of the article.
constexpr std::size_t longest_removal = 450;

constexpr std::size_t longest_item = 60;  ///< bytes of a line that is an item of a list

/// A span without white space at its ends.
Span<Working> core_of(std::string_view text, Span<Working> at) {
    while (!at.empty() && utf8::is_space(utf8::decode(text, at.begin).value))
        at.begin += utf8::decode(text, at.begin).size;
    while (!at.empty() && utf8::is_space(utf8::decode_before(text, at.end).value))
        at.end -= utf8::decode_before(text, at.end).size;
    return at;
}

/// True where the line before runs on into a line that would go: "see the manual for", break, "more details."
bool continues_sentence(const Document& document, Span<Working> at) {
    const std::string_view text = document.text();
    const Span<Working> core = core_of(text, at);
    if (core.empty() || !utf8::is_lower(utf8::decode(text, core.begin).value)) return false;
    std::size_t end = core.begin;
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t')) --end;
    if (end == 0 || text[end - 1] != '\n') return false;
    --end;
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\r')) --end;
    if (end == 0 || text[end - 1] == '\n') return false;
    const char32_t last = utf8::decode_before(text, end).value;
    return utf8::is_word(last) || last == U',' || last == U'-';
}

/// Labels that are boilerplate only where what they announce is gone.
bool announces_next_line(const Document& document, const Edit& edit) {
    if (edit.rule != "boilerplate/source-label") return false;
    const std::string_view text = document.text();
    const auto& lines = document.lines();
    const std::size_t end = core_of(text, edit.at).end;
    for (auto line = std::upper_bound(lines.begin(), lines.end(), end,
                                      [](std::size_t o, const Line&l) { return o < l.begin; });
         line != lines.end(); ++line) {
        const Span<Working> core = core_of(text, *line);
        if (core.empty()) continue;
        constexpr std::string_view ends = ".!?:;\"";
        return core.size() <= longest_item && ends.find(text[core.end - 1]) == std::string_view::npos;
    }
    return false;
}

/// True where the lines around a line that would go read on over it: "Posted", break, "to Berlin in 1990":
/// the line is a piece of a broken sentence, not boilerplate.
bool cuts_sentence(const Document& document, Span<Working> at) {
    const std::string_view text = document.text();
    const Span<Working> core = core_of(text, at);
    const std::size_t end = std::min(text.find_first_not_of(" \t\r", core.end), text.size());
    if (end >= text.size() || text[end] != '\n') return false;
    constexpr std::string_view ends = ".!?)]%";
    if (core.empty() || ends.find(text[core.end - 1]) != std::string_view::npos) return false;
    return utf8::is_lower(
        first_behind(text, std::min(text.find_first_not_of(" \t\r[(\"'", end + 1), text.size())));
}

constexpr std::size_t items_of_a_list = 3;

/// True where a line is one of several short ones without a mark at their ends, in one block, most of which
/// stay: a list of the article's own, of which no editor takes out one item.
bool stands_in_list(const Document& document, Span<Working> at, const std::vector<Span<Working>>& gone) {
    const std::string_view text = document.text();
    const Block& block = document.block_at(core_of(text, at).begin);
    const auto& lines = document.lines();
    auto line = std::lower_bound(lines.begin(), lines.end(), core_of(text, at).begin,
                                 [](const Line& l, std::size_t begin) { return l.end < begin; });
    const auto is_item = [&](const Line& l) {
        const Span<Working> core = core_of(text, l);
        if (core.empty() || core.size() > longest_item || core.begin < block.begin || core.end > block.end)
            return false;
        const auto removed = std::lower_bound(gone.begin(), gone.end(), core.begin,
                                              [](Span<Working> g, std::size_t b) { return g.end <= b; });
        if (removed != gone.end() && removed->begin <= core.begin) return false;
        constexpr std::string_view ends = ".?:;,";
        return text.substr(core.begin, core.size()).find(' ') != std::string_view::npos &&
               ends.find(text[core.end - 1]) == std::string_view::npos;
    };
    constexpr std::size_t reach = 4;  // lines to either side
    const auto place = static_cast<std::size_t>(line - lines.begin());
    const auto first = lines.begin() + static_cast<std::ptrdiff_t>(place - std::min(place, reach));
    const auto last = lines.begin() + static_cast<std::ptrdiff_t>(std::min(place + reach + 1, lines.size()));
    return static_cast<std::size_t>(std::count_if(first, last, is_item)) >= items_of_a_list;
}

constexpr std::array<std::string_view, 5> headings = {
    "boilerplate/related-heading", "boilerplate/related-links-heading", "boilerplate/lists-of-links",
    "boilerplate/most-read", "boilerplate/related-link-line"};

/// True for a line that a headline can be: some words, no mark at its end.
bool is_headline(std::string_view line) {
    constexpr std::size_t longest_headline = 150;
    if (line.empty() || line.size() > longest_headline) return false;
    if (std::count(line.begin(), line.end(), ' ') < 2) return false;
    const char32_t first = utf8::decode(line, 0).value;
    constexpr std::string_view ends = ".!:;,";
    return !utf8::is_lower(first) && ends.find(line.back()) == std::string_view::npos &&
           !line.ends_with("…") && !line.ends_with(".\"") && !line.ends_with(".”");
}

enum class List { none, whole, unsure };

/// Takes the list under its heading along: all lines to the end of the block, where they can be nothing but
/// headlines. Unsure where only the first ones can.
List take_list_along(const Document& document, Edit& edit) {
    if (std::find(headings.begin(), headings.end(), edit.rule) == headings.end()) return List::none;
    const std::string_view text = document.text();
    const Span<Working> heading = core_of(text, edit.at);
    if (heading.empty() || text.substr(heading.begin, heading.size()).find('\n') != std::string_view::npos)
        return List::none;
    // "Read also: Ten bridges" is a link of its own.
    if (edit.rule == headings.back() && text[heading.end - 1] != ':') return List::none;
    const Block& block = document.block_at(heading.begin);
    std::size_t end = heading.end;
    bool whole = true;
    const auto [first, last] = document.lines_in(block);
    for (std::size_t i = first; i < last; ++i) {
        const Span<Working> core = core_of(text, document.lines()[i]);
        if (core.empty() || core.begin < heading.end) continue;
        whole = is_headline(text.substr(core.begin, core.size()));
        if (!whole) break;
        end = core.end;
    }
    if (end == heading.end) return List::none;
    if (!whole || end - heading.begin > longest_removal) return List::unsure;
    edit.at = {heading.begin, end};
    return List::whole;
}

/// Puts removals that stand side by side next to each other, so that none takes white space another one takes
/// and all together leave no hole. Of two removals one inside the other, the larger stays.
void settle(const Document& document, std::vector<Edit>& removals) {
    const std::string_view text = document.text();
    for (Edit& edit : removals) edit.at = core_of(text, edit.at);
    std::sort(removals.begin(), removals.end(), [](const Edit& a, const Edit& b) {
        if (a.at.begin != b.at.begin) return a.at.begin < b.at.begin;
        return a.at.end != b.at.end ? a.at.end > b.at.end : a.rule < b.rule;
    });
    std::vector<Edit> kept;
    for (Edit& edit : removals) {
        if (kept.empty() || edit.at.begin >= kept.back().at.end) kept.push_back(std::move(edit));
    }
    for (std::size_t first = 0; first < kept.size();) {
        std::size_t last = first + 1;
        while (last < kept.size() && core_of(text, {kept[last - 1].at.end, kept[last].at.begin}).empty())
            ++last;
        const Span<Working> whole = removal(document, {kept[first].at.begin, kept[last - 1].at.end});
        for (std::size_t i = first; i < last; ++i) {
            if (i > first) kept[i].at.begin = kept[i - 1].at.end;
        }
        kept[first].at.begin = whole.begin;
        kept[last - 1].at.end = whole.end;
        first = last;
    }
    removals = std::move(kept);
}

class BoilerplateStage : public RuleStage {
  public:
    explicit BoilerplateStage(const Dictionaries& dictionaries)
        : RuleStage(boilerplate_card, dictionaries),
          widget_(dictionaries.rule("boilerplate/rating-widget")),
          slug_(dictionaries.rule("boilerplate/picture-slug")),
          site_address_(dictionaries.rule("boilerplate/site-address")),
          rating_headings_(dictionaries.word_set("words/rating_headings.tsv")) {}

    bool wakes(const Document& document) const override {
        return RuleStage::wakes(document) || document.text().find('%') != std::string_view::npos ||
               (document.signals() & (signals::glued | signals::digit)) != 0;
    }

    void propose(const Document& document, EditSink& sink) const override {
        EditSink found;
        RuleStage::propose(document, found);
        for (const Span<Working> widget : find_widgets(document, rating_headings_))
            found.propose({widget, {}, widget_.id, widget_.confidence, {}, {}});
        if ((document.signals() & signals::digit) != 0) propose_slugs(document, found);
        std::vector<Span<Working>> gone;
        for (Edit& edit : found.edits()) {
            if (edit.after.empty() && take_list_along(document, edit) == List::unsure &&
                edit.confidence == Confidence::safe) {
                edit.confidence = Confidence::likely;
                edit.why = "the lines under it, which stay, may belong to it";
            }
            if (edit.after.empty()) gone.push_back(core_of(document.text(), edit.at));
        }
        std::sort(gone.begin(), gone.end(), [](auto a, auto b) { return a.begin < b.begin; });
        std::array<std::vector<Edit>, 3> removals;  // by confidence: a held one must not carry an applied one
        for (Edit& edit : found.edits()) {
            if (!edit.after.empty())
                sink.propose(std::move(edit));
            else if (core_of(document.text(), edit.at).size() <= longest_removal &&
                     !cuts_sentence(document, edit.at)) {
                if (continues_sentence(document, edit.at)) continue;
                if (edit.confidence == Confidence::safe &&
                    (stands_in_list(document, edit.at, gone) || announces_next_line(document, edit))) {
                    edit.confidence = Confidence::likely;
                    edit.why = "the lines beside it, which stay, may belong to it";
                }
                removals[static_cast<std::size_t>(edit.confidence)].push_back(std::move(edit));
            }
        }
        for (std::vector<Edit>& level : removals) {
            settle(document, level);
            for (Edit& edit : level) sink.propose(std::move(edit));
        }
        propose_site_address(document, sink);
    }

  private:
    /// "7312 porto harbour": a number and words that no sentence writes so, since one of them is a name
    /// without its capital.
    void propose_slugs(const Document& document, EditSink& sink) const {
        for (const Line& line : document.lines()) {
            const Span<Working> core = core_of(document.text(), line);
            if (core.empty() || core.size() > longest_item || !is_digit(document.text()[core.begin]))
                continue;
            const auto [first, last] = document.words_in(core);
            if (last < first + 3 || last > first + 7) continue;
            if (document.words()[first].at.size() < 4 || !document.words()[first].has_digit) continue;
            bool plain = true;
            bool name = false;
            for (std::size_t i = first + 1; i < last && plain; ++i) {
                const Word& word = document.words()[i];
                const std::string_view gap =
                    document.text(Span<Working>{document.words()[i - 1].at.end, word.at.begin});
                plain = !word.capital && !word.has_digit && (gap == " " || gap == "-" || gap == "_");
                const WordTable::Entry* entry = document.lexicon().words.find(word.hash);
                name |= entry != nullptr && entry->forms == WordTable::capital_form;
            }
            if (plain && name && document.words()[last - 1].at.end == core.end)
                sink.propose({core, {}, slug_.id, slug_.confidence, {}, {}});
        }
    }

    /// "… meets again-harbournews.com", "… meets again | www.harbour.org" in the first line.
    void propose_site_address(const Document& document, EditSink& sink) const {
        const Block& block = document.blocks().front();
        const Line& line = document.line_at(block.begin);
        const std::string_view text = document.text(line).substr(0, 400);
        const std::size_t end = text.find_last_not_of(" \t\r");
        if (end == std::string_view::npos || text.size() == 400) return;
        const std::size_t space = text.rfind(' ', end);
        if (space == std::string_view::npos || space < 25) return;
        const std::size_t begin = space + 1;
        const std::string_view token = text.substr(begin, end + 1 - begin);
        if (token.find('.') == std::string_view::npos || token.find('/') != std::string_view::npos) return;
        const std::size_t mark = text.find_last_not_of(' ', space);
        const std::array<std::string_view, 4> marks = {" |", " -", " –", " —"};
        const bool followed = document.blocks().size() > 1;
        for (std::string_view separator : marks) {
            if (!followed) break;
            if (mark != std::string_view::npos && text.substr(0, mark + 1).ends_with(separator)) {
                const std::size_t cut = text.find_last_not_of(' ', mark - (separator.size() - 1));
                if (!ends_in_address(document, line.begin + end)) return;
                return add(sink, {line.begin + cut + 1, line.begin + end + 1}, {});
            }
        }
        // A domain glued to the last word: the word is known, the name of the site is none that a hyphen
        // belongs to.
        const std::size_t hyphen = token.find('-');
        if (hyphen == std::string_view::npos || hyphen < 3 ||
            token.find('-', hyphen + 1) != std::string_view::npos)
            return;
        const std::string_view word = token.substr(0, hyphen);
        const std::string_view site = token.substr(hyphen + 1, token.find('.') - hyphen - 1);
        const Rank site_rank = document.lexicon().rank(site);
        if (document.lexicon().rank(word) == 0 || site_rank != 0 || site.size() < 5) return;
        if (!ends_in_address(document, line.begin + end)) return;
        add(sink, {line.begin + space, line.begin + end + 1}, " " + std::string(word));
    }

    static bool ends_in_address(const Document& document, std::size_t last_byte) {
        const ProtectedSpan* address = document.protected_at(last_byte);
        return address != nullptr && address->why == Protection::url;
    }

    void add(EditSink& sink, Span<Working> at, std::string after) const {
        sink.propose({at, std::move(after), site_address_.id, site_address_.confidence, {}, {}});
    }

    const Rule& widget_;
    const Rule& slug_;
    const Rule& site_address_;
    WordSet rating_headings_;
};

}  // namespace

std::shared_ptr<const Stage> make_boilerplate_stage(const Dictionaries& dictionaries) {
    return std::make_shared<BoilerplateStage>(dictionaries);
}

}  // namespace mtmend
