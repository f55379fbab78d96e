#include "stages/duplicates/duplicates.hpp"

#include <algorithm>
#include <optional>

#include "pipeline/rules/removal.hpp"
#include "pipeline/rules/rule_stage.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/duplicates/repeats.hpp"
#include "stages/lines/shape.hpp"

namespace mtmend {
namespace {

constexpr StageCard duplicates_card = {
    .name = "duplicates",
    .mends = "repeated blocks and pull quotes",
    .wakes_on = signals::repeated_word | signals::line_break,
};

constexpr std::size_t shortest_paragraph = 16;  ///< words of a paragraph that nobody writes twice
constexpr std::size_t shortest_in_succession = 8;
constexpr std::size_t shortest_pull_quote =
    12;  ///< words that stand inside a paragraph and again on their own
constexpr std::size_t shortest_headline = 3;
constexpr std::size_t shortest_sentence = 7;  ///< shorter ones are said twice on purpose
constexpr std::size_t long_headline = 6;  ///< words; nothing in a list is that long and said twice in a row
constexpr std::size_t longest_label = 2;  ///< words of a line above the headline
constexpr std::size_t shortest_cut_headline = 7;
constexpr std::size_t longest_small_word = 3;  ///< no line ends in one, unless it was cut
constexpr std::size_t headline_rows = 4;
constexpr std::size_t longest_dateline = 60;

/// Rows [first, last] that a run of words covers from end to end.
struct Covered {
    std::size_t first = 0;
    std::size_t last = 0;
    std::size_t begin = 0;  ///< of the text: a dateline before the first row's words counts as covered
    std::size_t words = 0;
};

/// "MOSCOW (Sputnik) - ", "Kyiv, May 3 – ": what stands between a paragraph's begin and its first word is a
/// dateline.
bool is_dateline(std::string_view text) {
    if (text.empty() || text.size() > longest_dateline) return false;
    const std::size_t end = text.find_last_not_of(' ');
    if (end == std::string_view::npos || !utf8::is_upper(utf8::decode(text, 0).value)) return false;
    const std::string_view head = text.substr(0, end + 1);
    return head.ends_with("-") || head.ends_with("–") || head.ends_with("—") || head.ends_with(")") ||
           head.ends_with(":");
}

constexpr std::size_t shortest_near_duplicate = 20;

/// True where enough of a paragraph's runs of words stood before it.
bool is_near_duplicate(std::size_t echoed, std::size_t total) {
    return echoed * 5 >= total * 4;
}

/// True where some paragraph may be nearly what stood before.
bool may_be_near(const Document& document, const Echoes& echoes) {
    if (echoes.longest() < Echoes::run) return false;
    for (const Line& line : document.lines()) {
        const auto [first, last] = document.words_in(line);
        if (last - first >= shortest_near_duplicate &&
            is_near_duplicate(echoes.count(first, last), last - first - Echoes::run + 1))
            return true;
    }
    return false;
}

/// True where the words from `first` on stand in the article again.
bool come_again(const Document& document, std::size_t first) {
    const auto& words = document.words();
    for (std::size_t i = first + shortest_headline; i + shortest_headline <= words.size(); ++i) {
        std::size_t same = 0;
        while (same < shortest_headline && words[i + same].hash == words[first + same].hash) ++same;
        if (same == shortest_headline) return true;
    }
    return false;
}

/// True where the article's first words stand in it again, or those behind a short line ("Breaking news").
bool opens_again(const Document& document) {
    if (come_again(document, 0)) return true;
    for (const Line& line : document.lines()) {
        const auto [first, last] = document.words_in(line);
        if (last == first) continue;
        return last - first <= longest_label && come_again(document, last);
    }
    return false;
}

class DuplicatesStage : public RuleStage {
  public:
    explicit DuplicatesStage(const Dictionaries& dictionaries)
        : RuleStage(duplicates_card, dictionaries),
          paragraph_(dictionaries.rule("duplicates/repeated-paragraph")),
          pull_quote_(dictionaries.rule("duplicates/pull-quote")),
          early_quote_(dictionaries.rule("duplicates/early-pull-quote")),
          headline_(dictionaries.rule("duplicates/headline")),
          cut_(dictionaries.rule("duplicates/cut-headline")),
          sentence_(dictionaries.rule("duplicates/repeated-sentence")),
          near_(dictionaries.rule("duplicates/near-duplicate")),
          perhaps_(dictionaries.rule("duplicates/perhaps-repeated")) {}

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        const Echoes echoes(document);
        if (echoes.longest() >= shortest_sentence) propose_sentences(document, sink);
        if ((document.signals() & signals::line_break) == 0) return;
        const bool headline = opens_again(document);
        const bool repeats = echoes.longest() >= shortest_repeat;
        const bool near = may_be_near(document, echoes);
        if (!headline && !repeats && !near) return;
        const Layout layout = read_layout(document);
        const std::vector<Row>& rows = layout.rows;
        if (headline) {
            propose_headlines(document, rows, sink);
            propose_cut_headline(document, rows, sink);
        }
        if (repeats) {
            for (const Repeat& repeat : find_repeats(document))
                propose_repeat(document, layout, repeat, sink);
        }
        if (near) propose_near(document, rows, sink);
    }

  private:
    void take_out(const Document& document, Span<Working> at, const Rule& rule, EditSink& sink) const {
        sink.propose({removal(document, at), {}, rule.id, rule.confidence, {}, {}});
    }

    static std::optional<Covered> covered_rows(const Document& document, const std::vector<Row>& rows,
                                               std::size_t begin, std::size_t end) {
        auto row = std::lower_bound(rows.begin(), rows.end(), begin,
                                    [](const Row& r, std::size_t word) { return r.last <= word; });
        if (row == rows.end()) return std::nullopt;
        const bool whole = row->first >= begin;
        const Span<Working> before{row->at.begin, document.words()[std::min(begin, row->last - 1)].at.begin};
        const bool dateline = !whole && is_dateline(document.text(before));
        if (!whole && !dateline) ++row;
        Covered covered;
        covered.first = static_cast<std::size_t>(row - rows.begin());
        std::size_t last = covered.first;
        while (last < rows.size() && rows[last].last <= end) ++last;
        if (last == covered.first) return std::nullopt;
        covered.last = last - 1;
        covered.begin = rows[covered.first].at.begin;
        covered.words = rows[covered.last].last - std::max(begin, rows[covered.first].first);
        return covered;
    }

    /// Verse, lists, lines without a sentence's end and the questions of an interview repeat themselves with
    /// reason.
    static bool is_prose(const Document& document, const std::vector<Row>& rows, const Covered& covered) {
        for (std::size_t i = covered.first; i <= covered.last; ++i) {
            if (rows[i].verse || rows[i].item) return false;
        }
        const std::string_view last = document.text(rows[covered.last].at);
        return rows[covered.last].ending == Row::Ending::stop && !last.ends_with('?') &&
               !last.ends_with("?”") && !last.ends_with("?\"");
    }

    static bool holds_code(const Document& document, Span<Working> at) {
        const auto& spans = document.protected_spans();
        auto span =
            std::lower_bound(spans.begin(), spans.end(), at.begin,
                             [](const ProtectedSpan& s, std::size_t begin) { return s.at.end <= begin; });
        for (; span != spans.end() && span->at.begin < at.end; ++span) {
            if (span->why == Protection::code) return true;
        }
        return false;
    }

    /// A row before or behind that begins alike makes it a list or a figure of speech; the first place of the
    /// same text does not count.
    static bool is_listed(const Document& document, const std::vector<Row>& rows, const Covered& again,
                          const std::optional<Covered>& first) {
        const auto& words = document.words();
        auto alike = [&](std::size_t row) {
            if (first && row >= first->first && row <= first->last) return false;
            return rows[row].words() > 0 &&
                   words[rows[row].first].hash == words[rows[again.first].first].hash;
        };
        return (again.first > 0 && alike(again.first - 1)) ||
               (again.last + 1 < rows.size() && alike(again.last + 1));
    }

    /// Paragraphs of a run of rows; lines that were broken at one width are one.
    static std::size_t paragraphs(const std::vector<Row>& rows, const Covered& covered) {
        std::size_t count = 1;
        for (std::size_t i = covered.first + 1; i <= covered.last; ++i)
            count += rows[i].breaks > 1 || !rows[i].wrapped;
        return count;
    }

    /// Short lines that no sentence ends with, and the last one: a stanza.
    static bool is_stanza(const Document& document, const std::vector<Row>& rows, const Covered& covered) {
        constexpr std::size_t longest_verse = 72;
        if (covered.first == covered.last) return false;
        for (std::size_t i = covered.first; i <= covered.last; ++i) {
            const bool capital = rows[i].opening != Row::Opening::lower;
            const bool runs_on = i == covered.last || rows[i].ending != Row::Ending::stop;
            if (!capital || !runs_on || document.text(rows[i].at).size() > longest_verse) return false;
        }
        return true;
    }

    /// True where the text does not begin inside a sentence that the line before it began.
    static bool begins_sentence(const std::vector<Row>& rows, const Covered& again) {
        return again.first == 0 || rows[again.first].breaks > 1 ||
               rows[again.first].opening != Row::Opening::lower ||
               rows[again.first - 1].ending == Row::Ending::stop;
    }

    /// One line among lines is an item, a caption or a link as often as a paragraph: it takes blank lines
    /// around it, several lines, or the article's begin to tell.
    static bool stands_alone(const Layout& layout, const Covered& again,
                             const std::optional<Covered>& first) {
        const std::vector<Row>& rows = layout.rows;
        const bool last = again.last + 1 == rows.size();
        if ((again.first == 0 || rows[again.first].breaks > 1) && (last || rows[again.last + 1].breaks > 1))
            return true;
        const bool many = paragraphs(rows, again) > 1;
        if (layout.blank_lines) return many && last;
        return many || (first && first->first <= 1);
    }

    /// A single paragraph that comes back behind others may be meant to: a step of a recipe, a refrain of a
    /// speech. Not one that the article begins with, as a teaser does, nor a long one soon after.
    static bool is_copy(const std::vector<Row>& rows, const Covered& again,
                        const std::optional<Covered>& first) {
        constexpr std::size_t furthest = 5;       // rows
        constexpr std::size_t longest_step = 32;  // words
        if (paragraphs(rows, again) > 1) return true;
        if (!first) return false;
        const std::size_t reach = again.words > longest_step ? furthest : 1;
        return first->first <= 1 || again.first <= first->last + reach;
    }

    /// A pull quote takes whole sentences or a whole quotation, not the begin of a longer sentence.
    static bool is_whole_phrase(const Document& document, const std::vector<Row>& rows, const Repeat& repeat,
                                const Covered& again) {
        const std::string_view text = document.text();
        const std::size_t skipped = std::max(rows[again.first].first, repeat.again) - repeat.again;
        const Word& last = document.words()[repeat.first + rows[again.last].last - repeat.again - 1];
        std::size_t begin = document.words()[repeat.first + skipped].at.begin;
        while (begin > 0 && text[begin - 1] == ' ') --begin;
        const bool opens = begin == 0 || !utf8::is_word(utf8::decode_before(text, begin).value);
        const bool closes = last.at.end >= text.size() || text[last.at.end] != ' ';
        return opens && closes;
    }

    void propose_repeat(const Document& document, const Layout& layout, const Repeat& repeat,
                        EditSink& sink) const {
        const std::vector<Row>& rows = layout.rows;
        const auto again = covered_rows(document, rows, repeat.again, repeat.again + repeat.words);
        const std::size_t distance = repeat.again - repeat.first;
        const bool follows_itself = repeat.words > distance;
        std::size_t shift = 0;  // a text that follows on itself begins anywhere; its rows tell where
        if (again && follows_itself) shift = std::max(rows[again->first].first, repeat.again) - repeat.again;
        const std::size_t begin = repeat.first + shift;
        const auto first =
            covered_rows(document, rows, begin, begin + (follows_itself ? distance : repeat.words));
        if (again && is_prose(document, rows, *again)) {
            const bool succession = first && first->last + 1 == again->first;
            const std::size_t said = std::min(again->words, distance);
            const bool whole = (first && first->words >= said) || again->last > again->first;
            const std::size_t least = succession ? shortest_in_succession
                                      : whole    ? shortest_paragraph
                                                 : shortest_pull_quote;
            if (said < least) return;
            const Span<Working> at{again->begin, rows[again->last].at.end};
            const bool plain =
                !holds_code(document, at) && !is_listed(document, rows, *again, first) &&
                !is_stanza(document, rows, *again) && begins_sentence(rows, *again) &&
                stands_alone(layout, *again, first) &&
                (whole ? is_copy(rows, *again, first) : is_whole_phrase(document, rows, repeat, *again));
            const Rule& rule = whole ? paragraph_ : pull_quote_;
            return take_out(document, at, plain ? rule : perhaps_, sink);
        }
        if (first && first->first == first->last && first->words >= shortest_paragraph &&
            is_prose(document, rows, *first)) {
            const Span<Working> at{first->begin, rows[first->last].at.end};
            take_out(document, at, early_quote_, sink);
        }
    }

    static bool same_words(const Document& document, const Row& a, const Row& b) {
        const auto& words = document.words();
        return a.words() == b.words() &&
               std::equal(words.begin() + static_cast<std::ptrdiff_t>(a.first),
                          words.begin() + static_cast<std::ptrdiff_t>(a.last),
                          words.begin() + static_cast<std::ptrdiff_t>(b.first),
                          [](const Word& x, const Word& y) { return x.hash == y.hash; });
    }

    /// The first line again among the next few, with no sentence's end.
    void propose_headlines(const Document& document, const std::vector<Row>& rows, EditSink& sink) const {
        if (rows.empty()) return;
        if (propose_headline(document, rows, 0, sink)) return;
        const bool label = rows[0].words() > 0 && rows[0].words() <= longest_label && rows.size() > 2;
        if (label && rows[1].words() >= long_headline && rows[1].breaks > 1 && rows[2].breaks > 1)
            propose_headline(document, rows, 1, sink);
    }

    bool propose_headline(const Document& document, const std::vector<Row>& rows, std::size_t at,
                          EditSink& sink) const {
        const Row& headline = rows[at];
        if (headline.words() < shortest_headline || headline.verse) return false;
        for (std::size_t i = at + 1; i < rows.size() && i < at + headline_rows; ++i) {
            // Further down only a line without a mark at its end: an interview asks its first question again.
            const bool near = i == at + 1 || (headline.words() >= 5 && headline.ending != Row::Ending::stop);
            // "Reform: the town says no" looks like an item.
            if (headline.item && (i > at + 1 || headline.words() < long_headline || rows[i].breaks < 2))
                return false;
            if (rows[i].verse || rows[i].ending == Row::Ending::comma ||
                rows[i].ending == Row::Ending::semicolon)
                continue;
            if (near && rows[i].ending == headline.ending && same_words(document, headline, rows[i])) {
                take_out(document, rows[i].at, headline_, sink);
                return true;
            }
        }
        return false;
    }

    /// A word without the apostrophe that the name of a picture's file lost.
    static std::string bare(const Document& document, const Word& word) {
        std::string letters;
        for (std::string_view rest = document.text(word); !rest.empty();) {
            const auto c = utf8::decode(rest, 0);
            if (c.value != U'\'' && c.value != U'’') letters += rest.substr(0, c.size);
            rest.remove_prefix(c.size);
        }
        return letters;
    }

    /// The first words of the headline, without its marks, as the next line: the name that a picture had.
    void propose_cut_headline(const Document& document, const std::vector<Row>& rows, EditSink& sink) const {
        if (rows.size() < 3 || rows[0].verse || rows[1].verse || rows[1].item) return;
        const std::size_t count = rows[1].words();
        if (count < shortest_cut_headline || rows[0].words() < count + 2) return;
        const auto& words = document.words();
        for (std::size_t i = 0; i < count; ++i)
            if (bare(document, words[rows[0].first + i]) != bare(document, words[rows[1].first + i])) return;
        // It has no marks at all where the headline has some, or it breaks off behind a small word.
        const auto has_marks = [](std::string_view text) {
            return text.find_first_of(".,;:!?\"'()") != std::string_view::npos ||
                   text.find("\xE2\x80") != std::string_view::npos;
        };
        const Word& last = words[rows[0].first + count - 1];
        const Word& next = words[rows[0].first + count];
        const std::string_view gap = document.text(Span<Working>{last.at.end, next.at.begin});
        const bool lost_marks = has_marks(document.text(Span<Working>{rows[0].at.begin, last.at.end}));
        const bool breaks_off = !last.capital && last.at.size() <= longest_small_word && gap == " ";
        if (has_marks(document.text(rows[1].at)) || (!lost_marks && !breaks_off)) return;
        take_out(document, rows[1].at, cut_, sink);
    }

    /// A sentence said twice in a row inside a paragraph.
    void propose_sentences(const Document& document, EditSink& sink) const {
        const auto& sentences = document.sentences();
        for (std::size_t i = 1; i < sentences.size(); ++i) {
            const std::string_view before = document.text(sentences[i - 1]);
            const std::string_view text = document.text(sentences[i]);
            if (text.size() < 30 || text != before) continue;
            // Traces and tables repeat their lines; a sentence begins like one.
            const char32_t begin = utf8::decode(text, 0).value;
            if (!utf8::is_upper(begin) && begin != U'"' && begin != U'“' && begin != U'‘') continue;
            const auto [first, last] = document.words_in(sentences[i]);
            if (last - first < shortest_sentence) continue;
            const std::string_view gap =
                document.text().substr(sentences[i - 1].end, sentences[i].begin - sentences[i - 1].end);
            if (gap.find('\n') != std::string_view::npos) continue;
            sink.propose(
                {{sentences[i - 1].end, sentences[i].end}, {}, sentence_.id, sentence_.confidence, {}, {}});
        }
    }

    /// Paragraphs most of whose runs of four words stood in one earlier paragraph.
    void propose_near(const Document& document, const std::vector<Row>& rows, EditSink& sink) const {
        constexpr std::size_t shingle = Echoes::run;
        const auto& words = document.words();
        std::unordered_map<std::uint64_t, std::uint32_t> seen;
        std::unordered_map<std::uint32_t, std::uint32_t> votes;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            if (rows[r].words() < shortest_near_duplicate || rows[r].verse || rows[r].item) continue;
            votes.clear();
            const std::size_t total = rows[r].words() - shingle + 1;
            std::uint32_t best = 0;
            std::uint32_t from = 0;
            for (std::size_t w = rows[r].first; w + shingle <= rows[r].last; ++w) {
                std::uint64_t hash = 0;
                for (std::size_t k = 0; k < shingle; ++k)
                    hash = hash * 0x9E3779B97F4A7C15ull + words[w + k].hash;
                const auto [it, added] = seen.emplace(hash, static_cast<std::uint32_t>(r));
                if (added || it->second == r) continue;
                const std::uint32_t count = ++votes[it->second];
                if (count > best) best = count, from = it->second;
            }
            const bool near =
                is_near_duplicate(best, total) && best * 5 >= (rows[from].words() - shingle + 1) * 3;
            if (near && !same_words(document, rows[from], rows[r]))
                take_out(document, rows[r].at, near_, sink);
        }
    }

    const Rule& paragraph_;
    const Rule& pull_quote_;
    const Rule& early_quote_;
    const Rule& headline_;
    const Rule& cut_;
    const Rule& sentence_;
    const Rule& near_;
    const Rule& perhaps_;
};

}  // namespace

std::shared_ptr<const Stage> make_duplicates_stage(const Dictionaries& dictionaries) {
    return std::make_shared<DuplicatesStage>(dictionaries);
}

}  // namespace mtmend
