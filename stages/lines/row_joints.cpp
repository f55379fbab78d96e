#include "stages/lines/row_joints.hpp"

#include "pipeline/text/lexicon.hpp"

namespace mtmend {
namespace {

/// No headline is longer than this.
constexpr std::size_t long_line = 120;

/// A row of running text is at least as long.
constexpr std::size_t long_row = 50;
constexpr std::size_t headline = 100;  // bytes

}  // namespace

BreakLists::BreakLists(const Dictionaries& dictionaries)
    : joints(dictionaries),
      inside(dictionaries.rule("lines/inside-sentence")),
      paragraph(dictionaries.rule("lines/paragraph-inside-sentence")),
      capital(dictionaries.rule("lines/before-capital")),
      unsure(dictionaries.rule("lines/perhaps-inside-sentence")),
      wrap(dictionaries.rule("lines/hard-wrap")) {
    for (const TableRow& row : dictionaries.table("lines/names.tsv", 1)) {
        const std::string& name = row.cells[0];
        const std::size_t space = name.find(' ');
        if (space == std::string::npos) continue;
        names.insert(Neighbours::key(folded_hash(std::string_view(name).substr(0, space)),
                                     folded_hash(std::string_view(name).substr(space + 1))));
    }
}

const Rule* RowJoints::between(std::size_t i, bool continued) const {
    const Row& left = layout_.rows[i];
    const Row& right = layout_.rows[i + 1];
    if (breaks_full_line(left, right)) return layout_.lists ? &lists_.unsure : &lists_.wrap;
    const bool open_end = left.ending == Row::Ending::word || left.ending == Row::Ending::comma ||
                          left.ending == Row::Ending::dash;
    if (layout_.linked && right.breaks > 1) {
        if (const Rule* rule = link_joint(i, continued)) return rule;
    }
    if (left.verse || right.verse) return nullptr;
    if (left.ending == Row::Ending::stop && right.breaks == 1 && !layout_.lists)
        return ends_in_abbreviation(left, right) ? &lists_.inside : nullptr;
    if (!open_end) return nullptr;
    if (right.opening == Row::Opening::lower) return lower_joint(i, continued);
    return capital_joint(left, right, i == 0);
}

const Rule* RowJoints::link_joint(std::size_t i, bool continued) const {
    constexpr std::size_t longest_link = 8;
    const Row& left = layout_.rows[i];
    const Row& right = layout_.rows[i + 1];
    const bool open = ends_with(left, Joints::firm) || ends_with(left, Joints::open);
    if (left.listed) return nullptr;
    const bool more = i + 2 < layout_.rows.size() && layout_.rows[i + 2].breaks > 1;
    const Row::Opening behind = more ? layout_.rows[i + 2].opening : Row::Opening::upper;
    if (left.ending == Row::Ending::comma && right.opening == Row::Opening::upper &&
        right.ending == Row::Ending::word && right.words() <= longest_link &&
        document_.text().substr(right.at.end).starts_with("\n\n, "))
        return &lists_.paragraph;
    if (left.ending != Row::Ending::word) return nullptr;
    if (right.opening == Row::Opening::lower) {
        // "has opened its first", "mass", "vaccination": a link between two halves of the sentence.
        const bool link = right.ending == Row::Ending::word && right.words() <= longest_link &&
                          left.words() >= 3 && behind == Row::Opening::lower;
        return open || continued || role(right.first, Joints::follow) || link ? &lists_.paragraph : nullptr;
    }
    const bool name = right.opening == Row::Opening::upper && right.words() <= longest_link &&
                      right.ending == Row::Ending::word;
    const bool small = open && !document_.words()[left.last - 1].capital;
    return name && small && (behind == Row::Opening::lower || behind == Row::Opening::mark)
               ? &lists_.paragraph
               : nullptr;
}

bool RowJoints::ends_in_abbreviation(const Row& left, const Row& right) const {
    const Word& last = document_.words()[left.last - 1];
    if (last.at.end + 1 != left.at.end || left.words() < 4 || right.words() < 2) return false;
    if (right.opening == Row::Opening::upper)
        return last.capital && lists_.joints.is(last.hash, Joints::title);
    if (right.opening != Row::Opening::lower || !last.capital) return false;
    const std::string_view text = document_.text();
    const bool initials = last.at.size() == 1 && last.at.begin > 1 && text[last.at.begin - 1] == '.';
    return initials || lists_.joints.is(last.hash, Joints::title);
}

bool RowJoints::breaks_full_line(const Row& left, const Row& right) const {
    if (!left.wrapped || !right.wrapped || right.breaks != 1) return false;
    const std::size_t needed = left.width + 1 + first_piece(document_, right);
    if (left.ending == Row::Ending::stop || left.ending == Row::Ending::colon)
        return layout_.blank_lines && needed > left.limit;
    return needed + left.limit / 10 > left.limit;
}

bool RowJoints::role(std::size_t word, Joints::Role wanted) const {
    return lists_.joints.is(document_.words()[word].hash, wanted);
}

bool RowJoints::ends_with(const Row& left, Joints::Role wanted) const {
    if (left.ending != Row::Ending::word) return false;
    const Word& last = document_.words()[left.last - 1];
    return last.at.end == left.at.end && lists_.joints.is(last.hash, wanted);
}

bool RowJoints::is_list(std::size_t first) const {
    constexpr std::size_t furthest = 8;
    const auto& rows = layout_.rows;
    for (std::size_t i = first; i < first + furthest; ++i) {
        if (rows[i].ending == Row::Ending::stop || rows[i].inner_stop || rows[i].width > 80) return i > first;
        const bool more = i + 1 < rows.size() && rows[i + 1].breaks == rows[first].breaks &&
                          rows[i + 1].opening == Row::Opening::lower;
        if (!more) return i > first;
        if (!rows[i].listed && goes_on(rows[i], rows[i + 1])) return false;
    }
    return true;
}

bool RowJoints::goes_on(const Row& left, const Row& right) const {
    return ends_with(left, Joints::firm) || ends_with(left, Joints::open) ||
           (right.breaks == 1 && ends_with(left, Joints::subject)) || role(right.first, Joints::follow);
}

const Rule* RowJoints::lower_joint(std::size_t i, bool continued) const {
    const Row& left = layout_.rows[i];
    const Row& right = layout_.rows[i + 1];
    const bool blank = right.breaks > 1;
    if (blank && (left.item || left.listed)) return nullptr;
    const bool firm = ends_with(left, Joints::firm);
    // A line in lower case that goes on nothing is itself an item of a list.
    if (!firm && left.opening == Row::Opening::lower && !continued && !left.inner_stop) return nullptr;
    // "and... the next thing": a new item as somebody speaks it.
    const std::string_view rest = document_.text().substr(document_.words()[right.first].at.end);
    if (rest.starts_with("...") || rest.starts_with("…")) return nullptr;
    const bool strong = goes_on(left, right);
    if (!strong && !is_prose(i, continued)) return nullptr;
    const bool certain = firm || (!is_list(i + 1) && !(left.listed && !layout_.blank_lines));
    if (!certain || layout_.lists) return &lists_.unsure;
    if (!blank) return &lists_.inside;
    // Two entries of an index ("cycle of", "reinvent the wheel") are short, and nothing ends with a stop.
    const bool entries =
        left.width < long_row && !right.inner_stop && last_row_of_block(i + 1).ending == Row::Ending::word;
    // A headline cut short, above a text that begins with the same words.
    if (i == 0 && document_.words()[left.first].hash == document_.words()[right.first].hash &&
        left.words() >= 3 && right.words() >= 3 &&
        document_.words()[left.first + 1].hash == document_.words()[right.first + 1].hash)
        return &lists_.unsure;
    const bool told = strong && left.words() >= 3 && right.words() >= 3 && !entries;
    return told || is_torn_prose(i) ? &lists_.paragraph : &lists_.unsure;
}

bool RowJoints::is_torn_prose(std::size_t i) const {
    constexpr std::size_t sentence = 8;
    const Row& left = layout_.rows[i];
    const Row& right = layout_.rows[i + 1];
    if (i == 0 && !left.inner_stop) return false;  // the article's headline
    if (!layout_.broken || !layout_.blank_lines || left.ending != Row::Ending::word || left.width < long_row)
        return false;
    if (left.words() < sentence || right.words() < 4 || right.ending != Row::Ending::stop) return false;
    const Word& last = document_.words()[left.last - 1];
    const Word& first = document_.words()[right.first];
    const bool plain = !last.capital && last.rank != 0 && last.rank <= 50 && first.rank <= 35;
    const bool listed = i + 2 < layout_.rows.size() && layout_.rows[i + 2].opening == Row::Opening::lower;
    return plain && !listed && !is_headline(left);
}

bool RowJoints::is_headline(const Row& row) const {
    std::size_t lower = 0;
    std::size_t upper = 0;
    for (std::size_t w = row.first; w < row.last; ++w) {
        if (document_.words()[w].at.size() < 4) continue;
        ++(document_.words()[w].capital ? upper : lower);
    }
    return upper >= lower;
}

bool RowJoints::is_prose(std::size_t i, bool continued) const {
    const Row& left = layout_.rows[i];
    const Row& right = layout_.rows[i + 1];
    const bool begins = left.opening != Row::Opening::lower || left.inner_stop || continued;
    if (!begins || left.words() < 4 || right.words() < 2) return false;
    if (document_.words()[left.last - 1].has_digit || document_.words()[right.first].rank == 0) return false;
    return right.inner_stop || last_row_of_block(i + 1).ending == Row::Ending::stop;
}

const Row& RowJoints::last_row_of_block(std::size_t i) const {
    for (std::size_t steps = 0; steps < 8 && i + 1 < layout_.rows.size() && layout_.rows[i + 1].breaks == 1;
         ++steps)
        ++i;
    return layout_.rows[i];
}

const Rule* RowJoints::capital_joint(const Row& left, const Row& right, bool first_row) const {
    if (right.breaks > 1 || left.item || right.opening != Row::Opening::upper ||
        left.ending != Row::Ending::word)
        return nullptr;
    const Word& last = document_.words()[left.last - 1];
    const Word& first = document_.words()[right.first];
    if (last.at.end != left.at.end || last.has_digit) return nullptr;
    // "and the", "He began": the end of the line was lost.
    if (!last.capital && lists_.joints.is(last.hash, Joints::firm))
        return lists_.joints.is(first.hash, Joints::subject) ? nullptr : &lists_.capital;
    if (last.capital && !last.all_capitals && is_name(last, first)) return &lists_.capital;
    const bool ends_well = right.ending == Row::Ending::stop || right.inner_stop;
    if (!layout_.blank_lines || layout_.lists || !ends_well || left.listed ||
        lists_.joints.is(first.hash, Joints::starter))
        return nullptr;
    // "The pier is shut. A plan for May": a headline of two sentences.
    if (left.inner_stop)
        return first_row && !last.capital && left.width < headline ? &lists_.unsure : &lists_.capital;
    if ((lists_.joints.is(last.hash, Joints::title) ||
         (!last.capital && lists_.joints.is(last.hash, Joints::open))) &&
        is_sentence_case(left))
        return &lists_.capital;
    return left.width >= long_line ? &lists_.unsure : nullptr;
}

bool RowJoints::is_sentence_case(const Row& row) const {
    std::size_t lower = 0;
    for (std::size_t w = row.first; w < row.last && lower < 2; ++w) {
        const Word& word = document_.words()[w];
        lower += !word.capital && word.at.size() >= 5 && !lists_.joints.is(word.hash, Joints::open);
    }
    return lower >= 2 && row.words() >= 6;
}

bool RowJoints::is_name(const Word& last, const Word& first) const {
    return lists_.names.contains(Neighbours::key(last.hash, first.hash)) ||
           neighbours_.named(last.hash, first.hash);
}

}  // namespace mtmend
