#include "stages/lines/lines.hpp"

#include "pipeline/rules/rule_stage.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/lines/hyphens.hpp"
#include "stages/lines/shape.hpp"

namespace mtmend {
namespace {

constexpr StageCard lines_card = {
    .name = "lines",
    .mends = "line breaks inside a sentence or a term, hyphens at line ends",
    .wakes_on = signals::line_break,
};

bool is_hyphen(char32_t c) {
    return c == U'-' || c == U'‐' || c == U'¬' || c == U'\u00AD';
}

/// No headline is longer than this.
constexpr std::size_t long_line = 120;

/// A row of running text is at least as long.
constexpr std::size_t long_row = 50;

/// Beyond this many letters no word was ever hyphenated.
constexpr std::size_t longest_half = 60;

/// The letters that end at `end`.
std::string_view letters_before(std::string_view text, std::size_t end) {
    std::size_t begin = end;
    while (begin > 0 && end - begin < longest_half) {
        const auto c = utf8::decode_before(text, begin);
        if (!utf8::is_word(c.value)) break;
        begin -= c.size;
    }
    return text.substr(begin, end - begin);
}

std::string_view letters_at(std::string_view text, std::size_t begin) {
    std::size_t end = begin;
    while (end < text.size() && end - begin < longest_half) {
        const auto c = utf8::decode(text, end);
        if (!utf8::is_word(c.value)) break;
        end += c.size;
    }
    return text.substr(begin, end - begin);
}

/// That two rows are one line of text, by which rule; none where they are not.
struct Joint {
    const Rule* rule = nullptr;
};

class LinesStage : public RuleStage {
  public:
    explicit LinesStage(const Dictionaries& dictionaries)
        : RuleStage(lines_card, dictionaries),
          joints_(dictionaries),
          inside_(dictionaries.rule("lines/inside-sentence")),
          paragraph_(dictionaries.rule("lines/paragraph-inside-sentence")),
          capital_(dictionaries.rule("lines/before-capital")),
          unsure_(dictionaries.rule("lines/perhaps-inside-sentence")),
          wrap_(dictionaries.rule("lines/hard-wrap")),
          hyphen_(dictionaries.rule("lines/hyphen-at-line-end")),
          unsure_hyphen_(dictionaries.rule("lines/unknown-hyphenated-word")),
          compound_(dictionaries.rule("lines/compound-at-line-end")),
          spaced_hyphen_(dictionaries.rule("lines/hyphen-before-space")),
          spaced_compound_(dictionaries.rule("lines/compound-before-space")),
          drop_cap_(dictionaries.rule("lines/drop-cap")) {
        for (const TableRow& row : dictionaries.table("lines/names.tsv", 1)) {
            const std::string& name = row.cells[0];
            const std::size_t space = name.find(' ');
            if (space == std::string::npos) continue;
            names_.insert(Neighbours::key(folded_hash(std::string_view(name).substr(0, space)),
                                          folded_hash(std::string_view(name).substr(space + 1))));
        }
    }

    bool wakes(const Document& document) const override {
        return RuleStage::wakes(document) || document.text().find("- ") != std::string_view::npos;
    }

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        const Neighbours neighbours(document);
        propose_spaced_hyphens(document, neighbours, sink);
        if ((document.signals() & signals::line_break) == 0) return;
        Layout layout = read_layout(document);
        layout.broken = has_broken_sentence(document, layout, neighbours);
        bool continued = false;
        for (std::size_t i = 0; i + 1 < layout.rows.size(); ++i)
            continued = propose_break(document, layout, neighbours, i, continued, sink);
    }

  private:
    void add(EditSink& sink, Span<Working> at, std::string after, const Rule& rule) const {
        sink.propose({at, std::move(after), rule.id, rule.confidence, {}, {}});
    }

    /// True where some break is plainly inside a sentence, so that others may be.
    bool has_broken_sentence(const Document& document, const Layout& layout,
                             const Neighbours& neighbours) const {
        bool continued = false;
        for (std::size_t i = 0; i + 1 < layout.rows.size(); ++i) {
            const Row& left = layout.rows[i];
            const Row& right = layout.rows[i + 1];
            const bool text = left.words() > 0 && right.words() > 0 && right.breaks <= 3 && !right.item &&
                              !left.bare && !right.bare;
            const Rule* rule = text ? joint_of(document, layout, neighbours, i, continued).rule : nullptr;
            if (rule != nullptr && rule != &unsure_) return true;
            continued = rule != nullptr;
        }
        return false;
    }

    /// Where the hyphen stays, white space is all that goes, and all that the edit touches.
    void join(const Document& document, EditSink& sink, Span<Working> at, std::string after,
              const Rule& rule) const {
        const std::string_view before = document.text(at);
        const std::size_t limit = std::min(before.size(), after.size());
        std::size_t front = 0;
        while (front < limit && before[front] == after[front]) ++front;
        std::size_t back = 0;
        while (back < limit - front && before[before.size() - 1 - back] == after[after.size() - 1 - back])
            ++back;
        const std::string_view rest = before.substr(front, before.size() - front - back);
        if (!rest.empty() && rest.find_first_not_of(" \t\r\n") == std::string_view::npos) {
            after = after.substr(front, after.size() - front - back);
            at = {at.begin + front, at.end - back};
        }
        add(sink, at, std::move(after), rule);
    }

    /// `continued`: the left row goes on a sentence of the row before it. Returns the same for the right row.
    bool propose_break(const Document& document, const Layout& layout, const Neighbours& neighbours,
                       std::size_t i, bool continued, EditSink& sink) const {
        const Row& left = layout.rows[i];
        const Row& right = layout.rows[i + 1];
        if (left.words() == 0 || right.words() == 0 || right.breaks > 3) return false;
        if (propose_hyphen(document, neighbours, left, right, sink) ||
            propose_drop_cap(document, layout, i, sink))
            return true;
        if (right.item || left.bare || right.bare) return false;
        const Joint joint = joint_of(document, layout, neighbours, i, continued);
        if (joint.rule == nullptr) return false;
        add(sink, {left.at.end, right.at.begin}, " ", *joint.rule);
        return true;
    }

    Joint joint_of(const Document& document, const Layout& layout, const Neighbours& neighbours,
                   std::size_t i, bool continued) const {
        const Row& left = layout.rows[i];
        const Row& right = layout.rows[i + 1];
        if (breaks_full_line(document, layout, left, right)) return {layout.lists ? &unsure_ : &wrap_};
        const bool open_end = left.ending == Row::Ending::word || left.ending == Row::Ending::comma ||
                              left.ending == Row::Ending::dash;
        if (left.verse || right.verse) return {};
        if (left.ending == Row::Ending::stop && right.breaks == 1 && !layout.lists)
            return {ends_in_abbreviation(document, left, right) ? &inside_ : nullptr};
        if (!open_end) return {};
        if (right.opening == Row::Opening::lower) return lower_joint(document, layout, i, continued);
        return capital_joint(document, layout, neighbours, left, right);
    }

    /// "Ms.", and "U.S." before a small letter: the stop ends no sentence.
    bool ends_in_abbreviation(const Document& document, const Row& left, const Row& right) const {
        const Word& last = document.words()[left.last - 1];
        if (last.at.end + 1 != left.at.end || left.words() < 4 || right.words() < 2) return false;
        if (right.opening == Row::Opening::upper) return last.capital && joints_.is(last.hash, Joints::title);
        if (right.opening != Row::Opening::lower || !last.capital) return false;
        const std::string_view text = document.text();
        const bool initials = last.at.size() == 1 && last.at.begin > 1 && text[last.at.begin - 1] == '.';
        return initials || joints_.is(last.hash, Joints::title);
    }

    /// Hard-wrapped text: the next word would not have fitted on the line.
    bool breaks_full_line(const Document& document, const Layout& layout, const Row& left,
                          const Row& right) const {
        if (!left.wrapped || !right.wrapped || right.breaks != 1) return false;
        const std::size_t needed = left.width + 1 + first_piece(document, right);
        if (left.ending == Row::Ending::stop || left.ending == Row::Ending::colon)
            return layout.blank_lines && needed > left.limit;
        return needed + left.limit / 10 > left.limit;
    }

    bool role(const Document& document, std::size_t word, Joints::Role wanted) const {
        return joints_.is(document.words()[word].hash, wanted);
    }

    /// The last word of `left`, where it ends in one with nothing behind it.
    bool ends_with(const Document& document, const Row& left, Joints::Role wanted) const {
        if (left.ending != Row::Ending::word) return false;
        const Word& last = document.words()[left.last - 1];
        return last.at.end == left.at.end && joints_.is(last.hash, wanted);
    }

    /// The first of a run of list items in lower case: lines that each stand alone. Where one of them goes on
    /// the one before it, the run is a broken paragraph.
    bool is_list(const Document& document, const Layout& layout, std::size_t first) const {
        constexpr std::size_t furthest = 8;
        const auto& rows = layout.rows;
        for (std::size_t i = first; i < first + furthest; ++i) {
            if (rows[i].ending == Row::Ending::stop || rows[i].inner_stop || rows[i].width > 80)
                return i > first;
            const bool more = i + 1 < rows.size() && rows[i + 1].breaks == rows[first].breaks &&
                              rows[i + 1].opening == Row::Opening::lower;
            if (!more) return i > first;
            if (!rows[i].listed && goes_on(document, rows[i], rows[i + 1])) return false;
        }
        return true;
    }

    /// True where a word at the break shows that the sentence goes on.
    bool goes_on(const Document& document, const Row& left, const Row& right) const {
        return ends_with(document, left, Joints::firm) || ends_with(document, left, Joints::open) ||
               (right.breaks == 1 && ends_with(document, left, Joints::subject)) ||
               role(document, right.first, Joints::follow);
    }

    Joint lower_joint(const Document& document, const Layout& layout, std::size_t i, bool continued) const {
        const Row& left = layout.rows[i];
        const Row& right = layout.rows[i + 1];
        const bool blank = right.breaks > 1;
        if (blank && (left.item || left.listed)) return {};
        const bool firm = ends_with(document, left, Joints::firm);
        // A line in lower case that goes on nothing is itself an item of a list.
        if (!firm && left.opening == Row::Opening::lower && !continued && !left.inner_stop) return {};
        // "and... the next thing": a new item as somebody speaks it.
        const std::string_view rest = document.text().substr(document.words()[right.first].at.end);
        if (rest.starts_with("...") || rest.starts_with("…")) return {};
        const bool strong = goes_on(document, left, right);
        if (!strong && !is_prose(document, layout, i, continued)) return {};
        const bool certain =
            firm || (!is_list(document, layout, i + 1) && !(left.listed && !layout.blank_lines));
        if (!certain || layout.lists) return {&unsure_};
        if (!blank) return {&inside_};
        // Two entries of an index ("cycle of", "reinvent the wheel") are short, and nothing ends with a stop.
        const bool entries = left.width < long_row && !right.inner_stop &&
                             last_row_of_block(layout, i + 1).ending == Row::Ending::word;
        const bool told = strong && left.words() >= 3 && right.words() >= 3 && !entries;
        return {told || is_torn_prose(document, layout, i) ? &paragraph_ : &unsure_};
    }

    /// A paragraph that runs out without a stop, and one in small letters that ends with one: only where both
    /// are whole sentences by length, and no list is near.
    bool is_torn_prose(const Document& document, const Layout& layout, std::size_t i) const {
        constexpr std::size_t sentence = 8;
        const Row& left = layout.rows[i];
        const Row& right = layout.rows[i + 1];
        if (i == 0 && !left.inner_stop) return false;  // the article's headline
        if (!layout.broken || !layout.blank_lines || left.ending != Row::Ending::word ||
            left.width < long_row)
            return false;
        if (left.words() < sentence || right.words() < 4 || right.ending != Row::Ending::stop) return false;
        const Word& last = document.words()[left.last - 1];
        const Word& first = document.words()[right.first];
        const bool plain = !last.capital && last.rank != 0 && last.rank <= 50 && first.rank <= 35;
        const bool listed = i + 2 < layout.rows.size() && layout.rows[i + 2].opening == Row::Opening::lower;
        return plain && !listed && !is_headline(document, left);
    }

    /// Most of its longer words begin with a capital.
    bool is_headline(const Document& document, const Row& row) const {
        std::size_t lower = 0;
        std::size_t upper = 0;
        for (std::size_t w = row.first; w < row.last; ++w) {
            if (document.words()[w].at.size() < 4) continue;
            ++(document.words()[w].capital ? upper : lower);
        }
        return upper >= lower;
    }

    /// Without a telling word at the break: prose on the left, and a right side that ends as sentences do.
    bool is_prose(const Document& document, const Layout& layout, std::size_t i, bool continued) const {
        const Row& left = layout.rows[i];
        const Row& right = layout.rows[i + 1];
        const bool begins = left.opening != Row::Opening::lower || left.inner_stop || continued;
        if (!begins || left.words() < 4 || right.words() < 2) return false;
        if (document.words()[left.last - 1].has_digit || document.words()[right.first].rank == 0)
            return false;
        return right.inner_stop || last_row_of_block(layout, i + 1).ending == Row::Ending::stop;
    }

    const Row& last_row_of_block(const Layout& layout, std::size_t i) const {
        for (std::size_t steps = 0; steps < 8 && i + 1 < layout.rows.size() && layout.rows[i + 1].breaks == 1;
             ++steps)
            ++i;
        return layout.rows[i];
    }

    /// A name or a sentence that goes on with a capital.
    Joint capital_joint(const Document& document, const Layout& layout, const Neighbours& neighbours,
                        const Row& left, const Row& right) const {
        if (right.breaks > 1 || left.item || right.opening != Row::Opening::upper ||
            left.ending != Row::Ending::word)
            return {};
        const Word& last = document.words()[left.last - 1];
        const Word& first = document.words()[right.first];
        if (last.at.end != left.at.end || last.has_digit) return {};
        if (!last.capital && joints_.is(last.hash, Joints::firm)) return {&capital_};
        if (last.capital && !last.all_capitals && is_name(neighbours, last, first)) return {&capital_};
        const bool ends_well = right.ending == Row::Ending::stop || right.inner_stop;
        if (!layout.blank_lines || layout.lists || !ends_well || left.listed ||
            joints_.is(first.hash, Joints::starter))
            return {};
        if (left.inner_stop) return {&capital_};
        if ((joints_.is(last.hash, Joints::title) ||
             (!last.capital && joints_.is(last.hash, Joints::open))) &&
            is_sentence_case(document, left))
            return {&capital_};
        return {left.width >= long_line ? &unsure_ : nullptr};
    }

    /// True where at least two longer words besides function words are in lower case: no headline in
    /// capitals.
    bool is_sentence_case(const Document& document, const Row& row) const {
        std::size_t lower = 0;
        for (std::size_t w = row.first; w < row.last && lower < 2; ++w) {
            const Word& word = document.words()[w];
            lower += !word.capital && word.at.size() >= 5 && !joints_.is(word.hash, Joints::open);
        }
        return lower >= 2 && row.words() >= 6;
    }

    /// The two words stand side by side elsewhere in the article, or are a name everybody knows.
    bool is_name(const Neighbours& neighbours, const Word& last, const Word& first) const {
        return names_.contains(Neighbours::key(last.hash, first.hash)) ||
               neighbours.named(last.hash, first.hash);
    }

    bool propose_hyphen(const Document& document, const Neighbours& neighbours, const Row& left,
                        const Row& right, EditSink& sink) const {
        const std::string_view text = document.text();
        const auto mark = utf8::decode_before(text, left.at.end);
        if (!is_hyphen(mark.value) || right.bare || right.at.begin != document.words()[right.first].at.begin)
            return false;
        const std::size_t left_end = left.at.end - mark.size;
        const std::string_view first = letters_before(text, left_end);
        const std::string_view second = letters_at(text, right.at.begin);
        if (first.empty() || second.empty() || first.size() >= longest_half || second.size() >= longest_half)
            return false;
        const std::size_t second_end = right.at.begin + second.size();
        // "rank-", break, "and-file": another hyphen follows, so that none of the two hangs.
        if (second_end + 1 < text.size() && text[second_end] == '-' &&
            utf8::is_letter(utf8::decode(text, second_end + 1).value) &&
            joints_.is(folded_hash(second), Joints::suspended)) {
            join(document, sink, {left_end - first.size(), second_end},
                 std::string(first) + "-" + std::string(second), hyphen_);
            return true;
        }
        const HyphenVerdict verdict = judge_hyphen(document, joints_, neighbours, first,
                                                   text.substr(left_end, mark.size), second, true);
        if (verdict.kind == HyphenVerdict::Kind::none) return false;
        const bool sure = verdict.kind == HyphenVerdict::Kind::sure && right.breaks <= 2;
        const Rule& doubtful = verdict.kind == HyphenVerdict::Kind::compound ? compound_ : unsure_hyphen_;
        const Span<Working> whole{left_end - first.size(), right.at.begin + second.size()};
        join(document, sink, whole, verdict.after, sure ? hyphen_ : doubtful);
        return true;
    }

    /// "appo- inting": a hyphen that stood at a line end before the lines were joined.
    void propose_spaced_hyphens(const Document& document, const Neighbours& neighbours,
                                EditSink& sink) const {
        const std::string_view text = document.text();
        for (std::size_t space = text.find("- "); space != std::string_view::npos;
             space = text.find("- ", space + 1)) {
            const std::string_view first = letters_before(text, space);
            const std::string_view second = letters_at(text, space + 2);
            if (first.size() < 2 || second.size() < 2) continue;
            const std::size_t begin = space - first.size();
            if (begin > 0 && text[begin - 1] == '-') continue;
            const HyphenVerdict verdict =
                judge_hyphen(document, joints_, neighbours, first, "-", second, false);
            const std::size_t end = space + 2 + second.size();
            if (verdict.kind == HyphenVerdict::Kind::none || verdict.kind == HyphenVerdict::Kind::unsure)
                continue;
            const bool keeps_hyphen = verdict.after.find('-') != std::string::npos;
            if (keeps_hyphen && (is_suspended(document, end) || (verdict.kind != HyphenVerdict::Kind::sure &&
                                                                 begins_clause(document, space + 2))))
                continue;
            const bool sure = verdict.kind == HyphenVerdict::Kind::sure;
            join(document, sink, {begin, end}, verdict.after, sure ? spaced_hyphen_ : spaced_compound_);
        }
    }

    /// "the photo- there it was", "worked- on the whole": a word of grammar behind the hyphen, or a pronoun's
    /// short form, so that the hyphen is a dash.
    bool begins_clause(const Document& document, std::size_t begin) const {
        const std::size_t at = document.word_at_or_after(begin);
        if (at >= document.words().size() || document.words()[at].at.begin != begin) return false;
        const Word& word = document.words()[at];
        return joints_.is(word.hash, Joints::open) || joints_.is(word.hash, Joints::starter) ||
               document.text(word).find('\'') != std::string_view::npos;
    }

    /// The hyphen before the word that ends at `end` may wait for a second half further on: "first- second-
    /// and third-class", "pre- rarely post-war". True where a hyphen is near with such a word before it.
    bool is_suspended(const Document& document, std::size_t end) const {
        constexpr std::size_t furthest = 4;
        const std::string_view text = document.text();
        const auto& words = document.words();
        if (end < text.size() && text[end] == '-') return true;
        const std::size_t first = document.word_at_or_after(end);
        bool joined = false;
        for (std::size_t w = first; w < words.size() && w < first + furthest; ++w) {
            if (text.substr(end, words[w].at.begin - end).find_first_of(".!?;:\n") != std::string_view::npos)
                return false;
            const bool hyphen = words[w].at.end < text.size() && text[words[w].at.end] == '-';
            if (hyphen && joined) return true;
            joined = joined || joints_.is(words[w].hash, Joints::suspended) ||
                     joints_.is(words[w].hash, Joints::suspends);
        }
        return false;
    }

    /// "T", then "he station": an initial that was set apart from its word.
    bool propose_drop_cap(const Document& document, const Layout& layout, std::size_t i,
                          EditSink& sink) const {
        const Row& left = layout.rows[i];
        const Row& right = layout.rows[i + 1];
        if (left.width != 1 || left.opening != Row::Opening::upper || right.opening != Row::Opening::lower)
            return false;
        if (right.words() < 4 || (i > 0 && layout.rows[i - 1].width == 1)) return false;
        const Word& rest = document.words()[right.first];
        const std::string joined = std::string(document.text(left.at)) + std::string(document.text(rest));
        if (document.lexicon().rank(joined) == 0) return false;
        const char initial = document.text()[left.at.begin];
        if ((initial == 'A' || initial == 'I') && rest.rank != 0 && rest.at.size() > 1) return false;
        add(sink, {left.at.begin, rest.at.end}, joined, drop_cap_);
        return true;
    }

    Joints joints_;
    std::unordered_set<std::uint64_t> names_;
    const Rule& inside_;
    const Rule& paragraph_;
    const Rule& capital_;
    const Rule& unsure_;
    const Rule& wrap_;
    const Rule& hyphen_;
    const Rule& unsure_hyphen_;
    const Rule& compound_;
    const Rule& spaced_hyphen_;
    const Rule& spaced_compound_;
    const Rule& drop_cap_;
};

}  // namespace

std::shared_ptr<const Stage> make_lines_stage(const Dictionaries& dictionaries) {
    return std::make_shared<LinesStage>(dictionaries);
}

}  // namespace mtmend
