#include "stages/casing/sentence_starts.hpp"

#include <string>
#include <string_view>

#include "stages/context.hpp"

namespace mtmend {
namespace {

constexpr std::size_t longest_sentence = 60;

bool ends_sentence(std::string_view gap) {
    return gap.find_first_of(".!?\n") != std::string_view::npos;
}

}  // namespace

SentenceLists::SentenceLists(const Dictionaries& d)
    : openers(d.word_set("casing/openers.tsv")),
      continuers(d.word_set("casing/continuers.tsv")),
      openings(d.word_set("casing/openings.tsv")),
      never_last(d.word_set("casing/never_last.tsv")),
      auxiliaries(d.word_set("casing/auxiliaries.tsv")),
      subjects(d.word_set("casing/subjects.tsv")),
      determiners(d.word_set("names/determiners.tsv")),
      conjunctions(d.word_set("casing/conjunctions.tsv")),
      relative(d.word_set("casing/relative.tsv")),
      adverbs(d.word_set("casing/adverbs.tsv")),
      pasts(d.word_set("casing/irregular_pasts.tsv")),
      amounts(d.word_set("casing/amounts.tsv")),
      reporting(d.word_set("casing/reporting.tsv")) {}

SentenceStart SentenceStarts::judge(std::size_t i) const {
    const std::string_view gap = context::gap_after(document_, i - 1);
    const bool stop = gap == ". " || gap == ".  " || gap == ".\n" || gap == ".\xC2\xA0" ||
                      gap == ".\xC2\xA0 " || gap == ". \n";
    const bool mark = gap == "? " || gap == "! " || gap == "?  " || gap == "!  ";
    if ((!stop && !mark) || !may_end(i - 1, stop)) return SentenceStart::none;
    if (word(i).rank == 0 || word(i).rank > 40 || !has(i + 1)) return SentenceStart::none;
    if (context::gap_after(document_, i).find('.') == 0) return SentenceStart::none;
    // "he said. said", "a conference. press conference": echoes, which another stage takes away.
    if (word(i - 1).hash == word(i).hash || word(i - 1).hash == word(i + 1).hash) return SentenceStart::none;
    const std::size_t before = words_to_border(i);
    if (mark) return judge_behind_mark(i, before);
    if (before >= 4) {
        const std::size_t end = end_of_sentence(i);
        // "this is the best. picture": one word is no sentence, and the full stop may be what is wrong.
        // "leave. the sea by force": nor are a few words without a verb.
        if (end == i + 1 ||
            (end <= i + 5 && lists_.determiners.contains(word(i).hash) && !any_verb_in(i, end)))
            return SentenceStart::unsure;
        if (lists_.openers.contains(word(i).hash)) return SentenceStart::sure;
        if (i > 1 && lists_.amounts.contains(word(i - 1).hash) && word(i - 2).has_digit)
            return SentenceStart::unsure;
        if (is_clause(i)) return SentenceStart::sure;
        // "the vote is held. motion of censure with which": a noun may have lost what stood before it.
        if (begins_anew(i))
            return opens_with_phrase(i) || finite_verb_in(i, end) ? SentenceStart::sure
                                                                  : SentenceStart::if_others;
        const bool participle = document_.text(word(i)).ends_with("ing");
        if (end >= i + 5 && !participle && any_verb_in(i, end)) return SentenceStart::if_others;
    }
    return before >= 2 ? SentenceStart::unsure : SentenceStart::none;
}

bool SentenceStarts::opens_paragraph(std::size_t i) const {
    constexpr std::size_t few = 7;
    const std::string_view gap = context::gap_after(document_, i - 1);
    const std::size_t blank = gap.find("\n\n");
    if (blank == std::string_view::npos || blank == 0 || blank > 2 || gap[0] != '.') return false;
    if (gap.find_first_not_of(" \n", blank) != std::string_view::npos || !may_end(i - 1, true)) return false;
    if (word(i).rank == 0 || word(i).rank > 40 || !has(i + 1) || !context::runs_on(document_, i))
        return false;
    const std::size_t before = words_to_border(i);
    if (before < few || before >= longest_sentence || !word(i - before).capital) return false;
    const std::size_t end = end_of_sentence(i);
    if (end < i + few || context::gap_after(document_, end - 1).find('.') != 0) return false;
    return lists_.openers.contains(word(i).hash) || is_clause(i);
}

/// Old books go on in lower case behind “?” and “!”.
SentenceStart SentenceStarts::judge_behind_mark(std::size_t i, std::size_t before) const {
    const bool begins = lists_.openers.contains(word(i).hash) || is_clause(i);
    return before >= 3 && begins ? SentenceStart::if_others : SentenceStart::none;
}

/// True where the word may be the last of a sentence.
bool SentenceStarts::may_end(std::size_t last, bool stop) const {
    const Word& w = word(last);
    if (w.all_capitals || w.has_digit || w.at.size() < 3) return false;
    // A name that no list knows may end a sentence; a short one may be an abbreviation.
    if (w.rank == 0 && w.at.size() < (w.capital ? 5 : 8)) return false;
    if (w.rank > 50 && !w.capital) return false;
    return !stop ||
           (!lists_.never_last.contains(w.hash) && !document_.lexicon().abbreviations.contains(w.hash));
}

/// Words that never go on with a sentence that a wrong full stop cut: no conjunction, preposition, auxiliary
/// or participle, unless it is a fixed opening ("for example").
bool SentenceStarts::begins_anew(std::size_t i) const {
    if (context::gap_after(document_, i).find_first_of("-:") == 0) return false;
    if (opens_with_phrase(i)) return true;
    const std::string_view text = document_.text(word(i));
    return !lists_.continuers.contains(word(i).hash) && !lists_.pasts.contains(word(i).hash) &&
           !text.ends_with("ing") && !text.ends_with("ly") && !text.ends_with("ed") &&
           !is_verb_before_object(i);
}

/// "for example".
bool SentenceStarts::opens_with_phrase(std::size_t i) const {
    if (!context::runs_on(document_, i)) return false;
    const std::string two =
        std::string(document_.text(word(i))) + " " + std::string(document_.text(word(i + 1)));
    return lists_.openings.contains(folded_hash(two));
}

/// "joins the crescendo": a verb whose subject stands before the full stop.
bool SentenceStarts::is_verb_before_object(std::size_t i) const {
    return document_.text(word(i)).ends_with('s') && context::runs_on(document_, i) &&
           lists_.determiners.contains(word(i + 1).hash);
}

/// True where what begins at word `i` is a sentence of its own, and so is what stands before it.
bool SentenceStarts::is_clause(std::size_t i) const {
    const std::size_t end = end_of_sentence(i);
    const std::size_t before = words_to_border(i);
    if (end < i + 4 || !finite_verb_in(i - before, i)) return false;
    const std::uint64_t hash = word(i).hash;
    if (lists_.auxiliaries.contains(hash)) return is_question(i, end);
    if (lists_.conjunctions.contains(hash)) {
        const std::uint64_t next = word(i + 1).hash;
        // "the Dutch, Danish. and Swedish ships": the stop stands for a comma.
        if (word(i + 1).capital && word(i - 1).capital && i > 1 && word(i - 2).capital &&
            context::gap_after(document_, i - 2) == ", ")
            return false;
        return context::runs_on(document_, i) &&
               (lists_.subjects.contains(next) || lists_.determiners.contains(next) || word(i + 1).capital) &&
               finite_verb_in(i + 1, end);
    }
    if (lists_.adverbs.contains(hash))
        return context::runs_on(document_, i) && lists_.subjects.contains(word(i + 1).hash);
    const std::string_view text = document_.text(word(i));
    if (lists_.relative.contains(hash) || lists_.reporting.contains(hash)) return false;
    if (text.ends_with("ing") && gerund_is_subject(i, end)) return true;
    if (text.ends_with("ly") && document_.text(word(i + 1)).ends_with("ing") && gerund_is_subject(i + 1, end))
        return true;
    return clause_behind_comma(i, end);
}

/// "delivering on the pledge would help", not "leaving the house he had bought".
bool SentenceStarts::gerund_is_subject(std::size_t from, std::size_t end) const {
    for (std::size_t k = from + 1; k < end; ++k) {
        if (lists_.relative.contains(word(k).hash) || lists_.subjects.contains(word(k).hash)) return false;
        if (lists_.auxiliaries.contains(word(k).hash)) return context::runs_on(document_, k - 1);
    }
    return false;
}

bool SentenceStarts::any_verb_in(std::size_t from, std::size_t end) const {
    for (std::size_t k = from; k < end; ++k) {
        if (lists_.auxiliaries.contains(word(k).hash) || lists_.subjects.contains(word(k).hash) ||
            (k > from && is_past(word(k))))
            return true;
    }
    return false;
}

/// "in the evening, we met": a comma, a subject and its verb.
bool SentenceStarts::clause_behind_comma(std::size_t from, std::size_t end) const {
    for (std::size_t k = from + 2; k + 1 < end; ++k) {
        if (context::gap_after(document_, k - 1) != ", ") continue;
        // "at ten dollars, which was less": a clause of lower rank only.
        if (lists_.relative.contains(word(k).hash)) return false;
        if (lists_.subjects.contains(word(k).hash)) return true;
        return lists_.determiners.contains(word(k).hash) && finite_verb_in(k, end);
    }
    return false;
}

bool SentenceStarts::is_question(std::size_t i, std::size_t end) const {
    return context::gap_after(document_, end - 1).find('?') == 0 &&
           (lists_.subjects.contains(word(i + 1).hash) || lists_.determiners.contains(word(i + 1).hash));
}

/// True where a verb that makes a sentence stands before any relative clause.
bool SentenceStarts::finite_verb_in(std::size_t from, std::size_t end) const {
    for (std::size_t k = from; k < end; ++k) {
        if (k > from && lists_.relative.contains(word(k).hash)) return false;
        if (lists_.auxiliaries.contains(word(k).hash) || (k > from && is_past(word(k)))) return true;
        if (k + 1 < end && lists_.subjects.contains(word(k).hash) && context::runs_on(document_, k))
            return true;
    }
    return false;
}

bool SentenceStarts::is_past(const Word& w) const {
    const std::string_view text = document_.text(w);
    return !w.capital && text.size() > 4 && text.ends_with("ed");
}

std::size_t SentenceStarts::end_of_sentence(std::size_t i) const {
    std::size_t end = i + 1;
    while (has(end) && end < i + longest_sentence && !ends_sentence(context::gap_after(document_, end - 1)))
        ++end;
    return end;
}

/// Words between the sentence border before word `i - 1` and word `i`.
std::size_t SentenceStarts::words_to_border(std::size_t i) const {
    std::size_t count = 1;
    for (std::size_t k = i - 1; k > 0 && count < longest_sentence; --k, ++count) {
        if (ends_sentence(context::gap_after(document_, k - 1))) break;
    }
    return count;
}

}  // namespace mtmend
