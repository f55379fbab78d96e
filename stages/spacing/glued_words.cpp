#include "stages/spacing/glued_words.hpp"

#include "pipeline/text/utf8.hpp"
#include "stages/character_beside.hpp"
#include "stages/spacing/border_signs.hpp"

namespace mtmend {

using namespace border_signs;

GluedWords::GluedWords(const Dictionaries& dictionaries)
    : glued_(dictionaries.rule("spacing/glued")), glued_unsure_(dictionaries.rule("spacing/glued-unsure")) {
    function_words_ = dictionaries.word_set("spacing/function-words.tsv");
    heads_ = dictionaries.word_set("spacing/heads.tsv");
    for (const TableRow& row : dictionaries.table("names/takes_article.tsv", 1))
        with_article_.insert(row.cells[0]);
}

bool GluedWords::Pass::is_name(std::string_view word) const {
    const auto* entry = document_.lexicon().words.find(folded_hash(word));
    return entry != nullptr && (entry->forms & WordTable::lower_form) == 0;
}

void GluedWords::Pass::find_border(const Word& word) {
    const std::string_view text = document_.text(word);
    if (text.size() < 4 || text.size() > 40) return;
    std::size_t at = 0;
    while (at < text.size() && text[at] >= 'a' && text[at] <= 'z') ++at;
    if (at < 2 || at >= text.size()) return;
    const char32_t first = utf8::decode(text, at).value;
    const std::string_view left = text.substr(0, at);
    const std::string_view right = text.substr(at);
    const char32_t outer = character_before(text_, word.at.begin);
    const char32_t next = character_at(text_, word.at.end);
    const bool alone = (utf8::is_space(outer) || is_opening(outer) || outer == U'"') && next != U'_' &&
                       next != U'(' && next != U'@' && next != U'-' && next != U'/';
    if (!alone || code_.has(word.at.begin)) return;
    const bool function_word = rules_.function_words_.contains(folded_hash(left));
    if (utf8::is_digit(first)) return glued_figure(word, left, right, function_word);
    if (utf8::is_upper(first)) glued_capital(word, left, right, function_word);
}

void GluedWords::Pass::split(const Word& word, std::string_view left, std::string_view right, bool sure) {
    mtmend::propose(document_, sink_, sure ? rules_.glued_ : rules_.glued_unsure_, word.at,
                    std::string(left) + " " + std::string(right));
}

void GluedWords::Pass::glued_figure(const Word& word, std::string_view left, std::string_view right,
                                    bool function_word) {
    const std::size_t least = left.size() > 2 ? 2 : 4;  // "on24" is a firm
    const bool figures =
        right.size() >= least && right.find_first_not_of("0123456789") == std::string_view::npos;
    if (figures && function_word && document_.count(word.hash) == 1) split(word, left, right, true);
}

void GluedWords::Pass::glued_capital(const Word& word, std::string_view left, std::string_view right,
                                     bool function_word) {
    // A brand is written so each time; a slip happens once.
    const Rank left_rank = document_.lexicon().rank(left);
    // "textSelection.tcl", "/gamerule keepInventory": a file or a word of a program.
    const bool file =
        character_at(text_, word.at.end) == U'.' && utf8::is_letter(character_at(text_, word.at.end + 1));
    if (file || code_.has(word.at.begin)) return;
    if (left_rank == 0 || right.size() < 2 || (left != "the" && document_.count(word.hash) > 1)) return;
    const std::string_view rest = right.substr(utf8::decode(right, 0).size);
    bool more_capitals = false;
    bool all_capitals = true;
    for (std::size_t at = 0; at < rest.size();) {
        const auto point = utf8::decode(rest, at);
        if (utf8::is_digit(point.value)) return;
        more_capitals |= utf8::is_upper(point.value);
        all_capitals &= utf8::is_upper(point.value);
        at += point.size;
    }
    if (more_capitals && !all_capitals) return;
    const bool in_article = document_.count(right) > 0;
    const Rank right_rank = document_.lexicon().rank(right);
    const bool name = (all_capitals && right.size() > 2) || is_name(right);
    if (left == "the") return split(word, left, right, takes_the(word, right, all_capitals));
    if (function_word) return split(word, left, right, name);
    if (left.size() > 3 && left_rank <= 35 && in_article && !all_capitals)
        return split(word, left, right, true);
    if (left.size() > 3 && left_rank <= 35 && right_rank != 0 && right.size() > 2)
        split(word, left, right, false);
}

bool GluedWords::Pass::takes_the(const Word& word, std::string_view right, bool all_capitals) {
    if (++lookups_ > most_lookups) return false;
    for (std::string_view the : {"the ", "The "}) {
        if (document_.contains(std::string(the).append(right)) ||
            document_.contains(std::string(the).append(utf8::folded(right))))
            return true;
    }
    if (rules_.with_article_.contains(std::string(right))) return true;
    if (all_capitals) return false;  // "theGROUP" is a firm
    // Brands are short: theScore, theHub.
    const auto* entry = document_.lexicon().words.find(folded_hash(right));
    if (entry != nullptr && (entry->forms & WordTable::lower_form) != 0 && entry->rank <= common &&
        right.size() > 6)
        return true;
    const auto& words = document_.words();
    const std::size_t next = document_.word_at_or_after(word.at.end);
    return next < words.size() && words[next].at.begin == word.at.end + 1 && text_[word.at.end] == ' ' &&
           (words[next].capital || rules_.heads_.contains(words[next].hash));
}

}  // namespace mtmend
