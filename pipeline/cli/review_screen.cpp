#include "pipeline/cli/review_screen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "pipeline/log/render_words.hpp"
#include "pipeline/text/columns.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend::cli {

namespace {

constexpr std::size_t least_columns = 20;
constexpr std::size_t most_members = 20;  ///< of a group that are shown

/// For the last line: the first that fits.
constexpr std::string_view keys[] = {
    "y yes  n no  e edit  Y/N everywhere  R rule  u undo  j/k next  / find  ? help",
    "y n e Y N R u j k / ? q"};

constexpr std::string_view help[] = {
    "y  accept this edit (a held one is applied then)",
    "n  reject this edit",
    "e  write another text for it (E: for the same change everywhere)",
    "Y  accept the same change everywhere     N  reject it everywhere",
    "R  accept or reject all edits of a rule",
    "u  take back the last decision",
    "j  the next undecided edit               k  the undecided one before",
    "J  the next edit (or arrow down)         K  the one before (or arrow up)",
    "/  find in edits, rules and articles (/ and Enter: again)",
    "q  end; every decision is saved already",
    "",
    "What is decided on one edit outweighs what is on its change, and that",
    "what is on its rule. Edits of a group are decided together."};

std::string_view sgr(Piece::Style style) {
    switch (style) {
        case Piece::before:
            return "\x1b[31;9m";
        case Piece::after:
            return "\x1b[32;4m";
        case Piece::faint:
            return "\x1b[2m";
        case Piece::strong:
            return "\x1b[1m";
        case Piece::plain:
            break;
    }
    return "";
}

/// A character with its style, or a line break.
struct Cell {
    std::string_view bytes;
    std::uint8_t columns;
    Piece::Style style;
    bool is(char c) const { return bytes.size() == 1 && bytes.front() == c; }
};

std::vector<Cell> cells_of(const std::vector<Piece>& pieces) {
    std::vector<Cell> cells;
    for (const Piece& piece : pieces) {
        const std::string_view text = piece.text;
        for (std::size_t at = 0; at < text.size();) {
            const auto [value, size] = utf8::decode(text, at);
            cells.push_back(
                {text.substr(at, size), static_cast<std::uint8_t>(columns_of(value)), piece.style});
            at += size;
        }
    }
    return cells;
}

std::string line_of(const Cell* begin, const Cell* end, bool has_colours) {
    std::string line;
    Piece::Style style = Piece::plain;
    for (const Cell* cell = begin; cell != end; ++cell) {
        if (has_colours && cell->style != style) {
            if (style != Piece::plain) line += "\x1b[0m";
            line += sgr(cell->style);
            style = cell->style;
        }
        line += cell->bytes;
    }
    if (style != Piece::plain) line += "\x1b[0m";
    return line;
}

/// A text with its middle left out where it is long.
std::string shortened(const std::string& text, std::size_t most) {
    if (text.size() <= most) return text;
    std::size_t head = most / 2;
    std::size_t tail = text.size() - most / 2;
    while (!utf8::is_boundary(text, head)) --head;
    while (!utf8::is_boundary(text, tail)) ++tail;
    return fmt::format("{} \u2026({} bytes)\u2026 {}", text.substr(0, head), tail - head, text.substr(tail));
}

/// The end of `text` that is worth showing before an edit: the line it stands in and the two lines before.
std::string_view end_of(std::string_view text, std::size_t most) {
    std::size_t begin = text.size();
    for (int lines = 0; begin > 0 && text.size() - begin < most; --begin)
        if (text[begin - 1] == '\n' && ++lines > 2) break;
    while (!utf8::is_boundary(text, begin)) ++begin;
    return text.substr(begin);
}

std::string_view beginning_of(std::string_view text, std::size_t most) {
    std::size_t end = 0;
    for (int lines = 0; end < text.size() && end < most; ++end)
        if (text[end] == '\n' && ++lines > 2) break;
    while (!utf8::is_boundary(text, end)) --end;
    return text.substr(0, end);
}

void add_marked(std::vector<Piece>& pieces, const LoggedHeld& entry, std::size_t most) {
    if (!entry.before.empty())
        pieces.push_back({"[-" + visible(shortened(entry.before, most)) + "-]", Piece::before});
    if (!entry.after.empty())
        pieces.push_back({"{+" + visible(shortened(entry.after, most)) + "+}", Piece::after});
}

/// An edit, or the edits of a group, in their text.
class Passage {
  public:
    Passage(const ReviewItem& item, std::size_t most) : item_(item), most_(most) {
        for (std::size_t i = 0; i < std::min(item.edits.size(), most_members); ++i) add(i);
        end();
        if (item.edits.size() > most_members)
            pieces_.push_back(
                {fmt::format("\n\u2026 and {} more of this group", item.edits.size() - most_members),
                 Piece::faint});
    }
    std::vector<Piece>& pieces() { return pieces_; }
    /// Where the first change stands, in pieces.
    std::size_t first_change() const { return first_change_; }

  private:
    void add(std::size_t i) {
        const LoggedHeld& entry = item_.edits[i].entry;
        const bool goes_on =
            i > 0 && item_.text && entry.at.begin >= end_ && entry.at.begin - end_ <= most_ / 2;
        if (goes_on) {
            context(item_.text->substr(end_, entry.at.begin - end_));
        } else {
            if (i > 0) {
                end();
                pieces_.push_back({"\n\u2026\n", Piece::faint});
            }
            context(item_.text ? end_of(item_.text->substr(0, entry.at.begin), most_)
                               : std::string_view(entry.around.left));
        }
        if (i == 0) first_change_ = pieces_.size();
        if (item_.edits.size() > 1) pieces_.push_back({fmt::format("({})", i + 1), Piece::faint});
        add_marked(pieces_, entry, most_);
        end_ = entry.at.end;
        last_ = &entry;
    }
    void end() {
        context(item_.text ? beginning_of(item_.text->substr(end_), most_)
                           : std::string_view(last_->around.right));
    }
    void context(std::string_view text) { pieces_.push_back({visible(text, true), Piece::plain}); }

    const ReviewItem& item_;
    std::size_t most_;
    std::vector<Piece> pieces_;
    std::size_t first_change_ = 0;
    std::size_t end_ = 0;
    const LoggedHeld* last_ = nullptr;
};

/// Puts screens together line by line.
class Screen {
  public:
    Screen(const ReviewSession& session, const CardLines& card, ScreenSize size)
        : session_(session), card_(card), size_(size), item_(session.list().open(session.current())) {
        size_.columns = std::max(size_.columns, least_columns);
    }

    std::vector<std::string> draw() {
        lines_ = {header()};
        std::vector<std::string> below =
            session_.mode() == ReviewSession::Mode::help ? help_lines() : facts();
        const std::vector<std::string> asked = foot();
        // Where rows are few, the text comes first, then what is nearest to it.
        const std::size_t least_text = std::min<std::size_t>(size_.rows, 5);
        const std::size_t fixed = 1 + asked.size() + least_text;
        below.resize(std::min(below.size(), size_.rows > fixed ? size_.rows - fixed : 0));
        const std::size_t used = 1 + below.size() + asked.size();
        add_text(size_.rows > used ? size_.rows - used : 0);
        lines_.insert(lines_.end(), below.begin(), below.end());
        lines_.insert(lines_.end(), asked.begin(), asked.end());
        while (lines_.size() > std::max<std::size_t>(size_.rows, 1)) lines_.erase(lines_.begin());
        return std::move(lines_);
    }

  private:
    std::string one_line(const std::string& text, Piece::Style style = Piece::plain) const {
        std::string line = text;
        if (columns_of(line) > size_.columns)
            line = std::string(first_columns(line, size_.columns - 1)) + "\u2026";
        return size_.has_colours && style != Piece::plain ? fmt::format("{}{}\x1b[0m", sgr(style), line)
                                                          : line;
    }

    /// "12/340, 40 decided, saved in FILE" and where the edit stands.
    std::string header() const {
        const std::size_t line = item_.edits.front().entry.around.line;
        const std::string place = visible(item_.label) + (line > 0 ? fmt::format(":{}", line) : "");
        const std::string head = fmt::format("{}/{}  {} decided  {}", session_.current() + 1,
                                             session_.list().size(), session_.decided(), place);
        const std::string file = visible(session_.file().path().filename().string());
        const std::size_t width = columns_of(head) + columns_of(file);
        if (width + 2 > size_.columns) return one_line(head, Piece::strong);
        return one_line(head + std::string(size_.columns - width, ' ') + file, Piece::strong);
    }

    std::vector<std::string> help_lines() const {
        std::vector<std::string> lines = {""};
        for (const std::string_view line : help) lines.push_back(one_line(std::string(line)));
        return lines;
    }

    void add_wrapped(std::vector<std::string>& to, std::vector<Piece> pieces, std::size_t most) const {
        std::vector<std::string> lines = wrapped(pieces, size_.columns, size_.has_colours);
        if (lines.size() > most) lines.resize(most);
        to.insert(to.end(), lines.begin(), lines.end());
    }

    /// What is known about the edit: nearest to the text what matters most.
    std::vector<std::string> facts() const {
        std::vector<std::string> lines = {""};
        add_wrapped(lines, {{state(), Piece::plain}, {decision(), Piece::strong}}, 3);
        const std::vector<Step> steps = steps_of();
        for (std::size_t i = 0; i < std::min<std::size_t>(steps.size(), 3); ++i) {
            const Step& step = steps[i];
            const std::string why = step.why.empty() ? "" : ": " + visible(step.why);
            add_wrapped(lines,
                        {{step.rule, Piece::strong},
                         {fmt::format(" ({}){}", to_string(step.confidence), why), Piece::plain}},
                        3);
        }
        if (steps.size() > 3)
            lines.push_back(one_line(fmt::format("\u2026 and {} more steps", steps.size() - 3)));
        for (const std::string& line : card_(steps.front().rule))
            lines.push_back(one_line("  " + visible(line), Piece::faint));
        lines.push_back(one_line(tally(), Piece::faint));
        return lines;
    }

    std::vector<Step> steps_of() const {
        std::vector<Step> steps;
        for (std::size_t i = 0; i < std::min(item_.edits.size(), most_members); ++i)
            for (const Step& step : item_.edits[i].entry.steps)
                if (steps.size() < 100 && std::find(steps.begin(), steps.end(), step) == steps.end())
                    steps.push_back(step);
        return steps;
    }

    std::string state() const {
        const ReviewEdit& first = item_.edits.front();
        std::string text = item_.edits.size() > 1 ? fmt::format("A group of {}. ", item_.edits.size()) : "";
        if (first.is_held)
            return text + fmt::format("HELD ({}): not in the text{}.", to_string(first.entry.reason),
                                      session_.decision() ? " of the log" : "; y accepts it");
        return text + "Applied.";
    }

    std::string decision() const {
        const Decision* decision = session_.decision();
        if (!decision) return "";
        constexpr const char* from[] = {"", " (same change everywhere)", " (whole rule)"};
        const char* where = from[static_cast<std::size_t>(decision->scope)];
        if (decision->verdict == Verdict::accept) return fmt::format(" Accepted{}.", where);
        if (decision->verdict == Verdict::reject) return fmt::format(" Rejected{}.", where);
        return fmt::format(" Replaced by '{}'{}.", visible(shortened(decision->with, 200)), where);
    }

    std::string tally() const {
        const auto change = session_.counts_of_change();
        const std::uint32_t number = session_.list().rules_of(session_.current()).front();
        const auto rule = session_.counts_of_rule(number);
        return fmt::format("This change: {} here. This rule: {}; {} accepted, {} rejected.", change.all,
                           rule.all, rule.accepted, rule.rejected);
    }

    /// The text with the edit in it, which is in sight whatever the number of rows.
    void add_text(std::size_t rows) {
        if (rows == 0) return;
        --rows;
        lines_.emplace_back();
        const std::size_t most = std::clamp<std::size_t>(size_.columns * rows, 40, 8000);
        Passage passage(item_, most);
        std::vector<Piece> before(
            passage.pieces().begin(),
            passage.pieces().begin() + static_cast<std::ptrdiff_t>(passage.first_change()));
        std::vector<std::string> lines = wrapped(passage.pieces(), size_.columns, size_.has_colours);
        if (lines.size() > rows) {
            const std::size_t at = std::max<std::size_t>(wrapped(before, size_.columns, false).size(), 1) - 1;
            const std::size_t first = std::min(at > rows / 3 ? at - rows / 3 : 0, lines.size() - rows);
            lines = {lines.begin() + static_cast<std::ptrdiff_t>(first),
                     lines.begin() + static_cast<std::ptrdiff_t>(first + rows)};
        }
        lines_.insert(lines_.end(), lines.begin(), lines.end());
    }

    /// The message, and the line on which keys are asked for.
    std::vector<std::string> foot() const {
        std::vector<std::string> lines = {one_line(session_.message())};
        switch (session_.mode()) {
            case ReviewSession::Mode::rule:
                lines.push_back(one_line(fmt::format("y/n: accept/reject all edits of {},{} Esc: neither",
                                                     session_.list().rule_name(session_.asked_rule()),
                                                     session_.has_further_rules() ? " R: next," : "")));
                break;
            case ReviewSession::Mode::member:
                lines.push_back(
                    one_line(fmt::format("Which edit of the group is to be another (1-{})? Esc: none",
                                         std::min<std::size_t>(item_.edits.size(), 9))));
                break;
            case ReviewSession::Mode::replacing:
                lines.front() =
                    one_line("Enter saves, Esc leaves all as it is, Ctrl-U empties, Ctrl-J breaks the line.");
                lines.push_back(written(session_.replaces_everywhere() ? "everywhere: " : "instead: "));
                break;
            case ReviewSession::Mode::searching:
                lines.push_back(written("/"));
                break;
            case ReviewSession::Mode::help:
                lines.push_back(one_line("any key: back"));
                break;
            default:
                lines.emplace_back(columns_of(keys[0]) < size_.columns ? keys[0] : keys[1]);
                lines.back() = one_line(lines.back(), Piece::faint);
        }
        return lines;
    }

    /// What is being written, the cursor always in sight.
    std::string written(const std::string& prompt) const {
        const WrittenLine& line = session_.line();
        const std::string before = visible(std::string_view(line.text()).substr(0, line.cursor()));
        const std::string behind = visible(std::string_view(line.text()).substr(line.cursor()));
        const std::size_t room = size_.columns - columns_of(prompt) - 1;
        std::string_view shown = before;
        if (shown.size() > room * 8) shown.remove_prefix(shown.size() - room * 8);
        while (!shown.empty() && !utf8::is_boundary(shown, 0)) shown.remove_prefix(1);
        while (columns_of(shown) > room * 2 / 3 + 1)
            shown.remove_prefix(std::max<std::size_t>(utf8::decode(shown, 0).size, 1));
        const std::string_view rest = first_columns(behind, room - columns_of(shown));
        const std::string mark = behind.empty() ? "" : "|";
        return prompt + std::string(shown) + mark + std::string(rest);
    }

    const ReviewSession& session_;
    const CardLines& card_;
    ScreenSize size_;
    ReviewItem item_;
    std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> wrapped(const std::vector<Piece>& pieces, std::size_t columns, bool has_colours) {
    const std::vector<Cell> cells = cells_of(pieces);
    std::vector<std::string> lines;
    std::size_t begin = 0;
    while (begin < cells.size()) {
        std::size_t end = begin;
        std::size_t width = 0;
        std::size_t space = begin;  // behind the last one
        while (end < cells.size() && !cells[end].is('\n') && width + cells[end].columns <= columns) {
            width += cells[end].columns;
            if (cells[end++].is(' ')) space = end;
        }
        const bool is_whole = end == cells.size() || cells[end].is('\n') || cells[end].is(' ');
        if (!is_whole && space > begin) end = space;
        if (end == begin && !is_whole) ++end;  // wider than the screen
        std::size_t shown = end;
        while (!is_whole && shown > begin && cells[shown - 1].is(' ')) --shown;
        lines.push_back(line_of(cells.data() + begin, cells.data() + shown, has_colours));
        begin = end < cells.size() && (cells[end].is('\n') || cells[end].is(' ')) ? end + 1 : end;
    }
    return lines;
}

std::vector<std::string> review_screen(const ReviewSession& session, const CardLines& card, ScreenSize size) {
    return Screen(session, card, size).draw();
}

}  // namespace mtmend::cli
