#include "stages/words/split.hpp"

#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"
#include "stages/words/context.hpp"

namespace mtmend {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The place of two letters, small or not, in a table of all pairs.
std::size_t place_of(std::string_view two) {
    const auto letter = [](char c) { return static_cast<std::size_t>((c | 0x20) - 'a'); };
    return letter(two[0]) * 26 + letter(two[1]);
}

bool is_small_and_in(const Word& word, const WordSet& list) {
    return !word.capital && list.contains(word.hash);
}

/// "no se", "No te": Spanish denies so.
bool denies_in_spanish(std::string_view a, std::string_view b) {
    return (a == "no" || a == "No") && b.size() == 2;
}

constexpr std::size_t longest_piece = 20;

}  // namespace

SplitWords::SplitWords(const Dictionaries& dictionaries, const Speller& speller)
    : split_(dictionaries.rule("words/split")),
      unsure_(dictionaries.rule("words/split-unsure")),
      short_forms_(dictionaries.word_set("words/short_forms.tsv")),
      foreign_particles_(dictionaries.word_set("words/foreign_particles.tsv")),
      interjections_(dictionaries.word_set("words/interjections.tsv")),
      first_names_(dictionaries.word_set("casing/first_names.tsv")),
      sure_first_names_(dictionaries.word_set("casing/sure_first_names.tsv")),
      speller_(speller) {
    for (const TableRow& row : dictionaries.table("words/two_letters.tsv", 1)) {
        const std::string& word = row.cells[0];
        if (word.size() == 2 && words::is_plain_lower(word)) two_letter_words_[place_of(word)] = true;
    }
}

bool SplitWords::is_everyday_word(std::string_view text, Rank rank) const {
    if (rank == 0 || rank > 35) return false;
    if (text.size() > 2) return true;
    if (text.size() == 1) return text == "a" || text == "I";
    return is_letter(text[0]) && is_letter(text[1]) && two_letter_words_[place_of(text)];
}

SplitWords::Piece SplitWords::piece(const Document& document, const Word& word) const {
    const std::string_view text = document.text(word);
    if (is_everyday_word(text, word.rank)) return Piece::word;
    if (word.rank != 0) return Piece::doubtful;
    if (speller_.knows(text)) return Piece::doubtful;
    return Piece::broken;
}

/// "She met Jo in the town": a common word that was torn has no capital inside a sentence.
bool SplitWords::may_be_first_name(const Document& document, std::size_t index) const {
    constexpr std::size_t short_name = 4;
    const Word& word = document.words()[index];
    if (!word.capital) return false;
    if (first_names_.contains(word.hash) || sure_first_names_.contains(word.hash) ||
        document.count(word.hash) > 1)
        return true;
    return word.at.size() <= short_name && !context::opens(document, index) &&
           !context::in_title_case(document, index);
}

void SplitWords::propose(const Document& document, EditSink& sink) const {
    const auto& all = document.words();
    std::string joined;
    bool second_is_word = !all.empty() && is_everyday_word(document.text(all[0]), all[0].rank);
    for (std::size_t i = 0; i + 1 < all.size(); ++i) {
        const Word& first = all[i];
        const Word& second = all[i + 1];
        const bool first_is_word = second_is_word;
        second_is_word = is_everyday_word(document.text(second), second.rank);
        if (first_is_word && second_is_word) continue;
        if (first.has_digit || second.has_digit || second.capital || first.all_capitals) continue;
        if (second.at.begin != first.at.end + 1 || document.text()[first.at.end] != ' ') continue;
        // ".sh are": the ending of a file.
        if (first.at.begin > 0 && document.text()[first.at.begin - 1] == '.') continue;
        const std::string_view a = document.text(first);
        const std::string_view b = document.text(second);
        if (a.size() > longest_piece || b.size() > longest_piece || a.size() + b.size() < 4) continue;
        if (!words::is_plain_lower(b) || !(words::is_plain_lower(a) || words::is_plain_capitalised(a) ||
                                           (a.size() == 1 && a[0] >= 'A' && a[0] <= 'Z')))
            continue;
        // "a new", "I bid": behind those anything may stand that is a word at all. "R and", "Robert s":
        // letters are names of things.
        const bool letter = a.size() == 1 || b.size() == 1;
        if (letter && second.rank != 0 && (first.rank != 0 || a == "a" || a == "I" || a == "A" || a == "i"))
            continue;
        joined.assign(a);
        joined += b;
        const auto* whole = document.lexicon().words.find(folded_hash(joined));
        if (whole == nullptr || whole->rank > 55) continue;
        if (!words::stands_alone(document, first) || !words::stands_alone(document, second)) continue;
        const Piece pa = piece(document, first);
        const Piece pb = piece(document, second);
        const bool broken = pa == Piece::broken || pb == Piece::broken;
        if (pa == Piece::word && pb == Piece::word) continue;
        // "a new", "I bid": behind those anything may stand that is a word at all.
        if ((a == "a" || a == "I" || a == "A" || a == "i") && pb != Piece::broken) continue;
        // "R and", "Robert s": letters are names of things.
        if (!broken && (a.size() == 1 || b.size() == 1)) continue;
        // A name and what is said of it ("Iraq is", "Came Ron").
        const auto* entry = document.lexicon().words.find(first.hash);
        const bool name = first.capital && (entry == nullptr || (entry->forms & WordTable::lower_form) == 0);
        if (name && pb == Piece::word && entry != nullptr) continue;
        // An unknown name before a small word: only a common word proves that it is no name.
        if (first.capital && entry == nullptr && second.rank == 10 && (whole->rank > 20 || joined.size() < 6))
            continue;
        if (is_small_and_in(first, interjections_) || is_small_and_in(second, interjections_)) continue;
        // "5 min or more", "max on": short forms that lists of words lack.
        if ((short_forms_.contains(first.hash) && pb == Piece::word) ||
            (short_forms_.contains(second.hash) && pa == Piece::word))
            continue;
        const bool particle =
            is_small_and_in(first, foreign_particles_) || is_small_and_in(second, foreign_particles_);
        const bool common = whole->rank <= (broken && !particle ? 50 : 20);
        const bool small_word = whole->rank <= 35 && joined.size() >= 4;
        const bool whole_name = (whole->forms & WordTable::lower_form) == 0;
        // The article has the word whole, and nothing says that the pieces are words or a name here.
        const bool pieces = pa != Piece::word && pb != Piece::word;
        const bool plain_end = second.rank == 0 || second.rank > 20;
        const bool in_article = whole->rank <= 50 && joined.size() >= 5 && !particle && a.size() > 1 &&
                                b.size() > 1 && plain_end && (pieces || joined.size() >= 7) &&
                                document.count(joined) > 0;
        // “No te vayas”: beside another unknown word small words are of another language.
        const bool foreign = denies_in_spanish(a, b) || (b == "il" && pa == Piece::word) ||
                             (joined.size() <= 5 && !(words::is_ordinary(words::before(document, i)) &&
                                                      words::is_ordinary(words::behind(document, i + 1))));
        const bool sure = in_article || (common && (broken || small_word) &&
                                         !(whole_name && !first.capital) && !(name && !broken));
        const bool maybe_name = pb == Piece::word && may_be_first_name(document, i);
        const Rule& rule = sure && !foreign && !maybe_name ? split_ : unsure_;
        sink.propose({{first.at.begin, second.at.end}, joined, rule.id, rule.confidence, {}, {}});
    }
}

}  // namespace mtmend
