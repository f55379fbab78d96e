#include <algorithm>

#include "pipeline/split.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/character_beside.hpp"
#include "stages/context.hpp"
#include "stages/spacing/torn.hpp"

namespace mtmend {
namespace {

constexpr std::size_t most_letters = 6;
constexpr std::size_t most_lookups = 40;
/// Words up to this rank are in every newspaper.
constexpr Rank common = 50;

bool is_blank(char32_t c) {
    return c == U' ' || c == 0xA0 || c == 0x202F;
}

/// Letters with stops behind them: the indices [first, last) of their words, and where blanks stand.
struct Letters {
    std::size_t first = 0;
    std::size_t last = 0;
    std::size_t end = 0;         ///< behind the last stop
    bool blank_before = false;   ///< before a stop
    bool blank_inside = false;   ///< behind a stop
    bool closed_inside = false;  ///< no blank behind a stop
    std::string closed;          ///< "U.S."
    std::string spaced;          ///< "U. S."
    bool torn() const { return blank_before || blank_inside; }
    std::size_t size() const { return last - first; }
};

}  // namespace

class TornInitials::Pass {
  public:
    Pass(const TornInitials& rules, const Document& document, std::vector<TornPiece>& pieces)
        : rules_(rules),
          document_(document),
          text_(document.text()),
          words_(document.words()),
          pieces_(pieces) {}

    void run() {
        for (std::size_t i = 0; i < words_.size();) {
            if (!may_have_stop(i) || !is_part(i)) {
                ++i;
                continue;
            }
            const Letters letters = letters_at(i);
            if (letters.size() > 1 && letters.torn() && free_before(i)) look(letters);
            i = std::max(letters.last, i + 1);
        }
    }

  private:
    enum class Verdict { leave, unsure, sure };

    bool is_letter_word(std::size_t i) const {
        return words_[i].at.size() == 1 &&
               utf8::is_letter(static_cast<unsigned char>(text_[words_[i].at.begin]));
    }
    bool is_part(std::size_t i) const {
        return is_letter_word(i) || (words_[i].at.size() < 5 && words_[i].capital &&
                                     rules_.parts_.contains(std::string(document_.text(words_[i]))));
    }
    /// A quick look: false where no stop stands behind word `i`, with or without a blank.
    bool may_have_stop(std::size_t i) const {
        const std::size_t end = words_[i].at.end;
        if (end + 1 >= text_.size()) return end < text_.size() && text_[end] == '.';
        return text_[end] == '.' || (text_[end] == ' ' && text_[end + 1] == '.') || text_[end] == '\xC2' ||
               text_[end] == '\xE2';
    }
    bool free_before(std::size_t i) const {
        const char32_t c = character_before(text_, words_[i].at.begin);
        // "ROK-U . S.": a hyphen behind a word.
        if (c == U'-')
            return i > 0 && words_[i - 1].at.end + 1 == words_[i].at.begin && !is_letter_word(i - 1);
        return !utf8::is_word(c) && c != U'.' && c != U'\'' && c != U'’' && c != U'/' && c != U'&' &&
               c != U'@' && c != U'_' && c != U'\\';
    }

    /// The stop behind word `i`, and whether a blank stands before it; npos where there is none.
    std::size_t stop_behind(std::size_t i, bool& blank) const {
        std::size_t at = words_[i].at.end;
        blank = is_blank(character_at(text_, at));
        if (blank) at += utf8::decode(text_, at).size;
        const bool stop = at < text_.size() && text_[at] == '.' && character_at(text_, at + 1) != U'.';
        return stop ? at : std::string_view::npos;
    }

    Letters letters_at(std::size_t i) const {
        Letters letters;
        letters.first = letters.last = i;
        for (std::size_t j = i; j < words_.size() && letters.size() < most_letters; ++j) {
            if (!is_part(j)) break;
            bool blank = false;
            const std::size_t stop = stop_behind(j, blank);
            if (stop == std::string_view::npos) break;
            if (j > i) {
                const std::size_t gap = words_[j].at.begin - letters.end;
                if (gap > 2 || (gap > 0 && !is_blank(character_at(text_, letters.end)))) break;
                // "left the U.S. U.S. officials said": the same letters begin anew.
                if (gap > 0 && begins_again(letters, j)) break;
                letters.blank_inside |= gap > 0;
                letters.closed_inside |= gap == 0;
                letters.spaced += ' ';
            }
            letters.blank_before |= blank;
            letters.closed.append(document_.text(words_[j])).append(".");
            letters.spaced.append(document_.text(words_[j])).append(".");
            letters.end = stop + 1;
            letters.last = j + 1;
        }
        return letters;
    }

    /// True where the closed letters so far stand once more from word `j` on.
    bool begins_again(const Letters& letters, std::size_t j) const {
        return letters.size() > 1 && !letters.torn() &&
               text_.substr(words_[j].at.begin).starts_with(letters.closed);
    }

    /// True where the article has the letters closed up, and before the same name where they may be a
    /// person's; of so many kinds that the cost stays bounded.
    bool stands_closed(const Letters& letters) const {
        std::string closed = letters.closed;
        const Word* next = next_word(letters);
        if (next != nullptr && next->capital && !has_determiner(letters))
            closed.append(" ").append(document_.text(*next));
        const auto known = closed_.find(closed);
        if (known != closed_.end()) return known->second;
        if (closed_.size() == most_lookups) return false;
        const bool stands = document_.contains(closed) && stands_whole(closed);
        return closed_.emplace(std::move(closed), stands).first->second;
    }

    /// Not "R.R." of "J.R.R.".
    bool stands_whole(const std::string& closed) const {
        for (std::size_t at = text_.find(closed); at != std::string_view::npos;
             at = text_.find(closed, at + closed.size())) {
            const char32_t left = character_before(text_, at);
            const char32_t right = character_at(text_, at + closed.size());
            if (left != U'.' && !utf8::is_word(left) && !utf8::is_word(right)) return true;
        }
        return false;
    }

    const Word* next_word(const Letters& letters) const {
        if (letters.last >= words_.size()) return nullptr;
        const Word& word = words_[letters.last];
        const bool beside = word.at.begin == letters.end + 1 && is_blank(character_at(text_, letters.end));
        return beside ? &word : nullptr;
    }
    /// A capitalised word that is no common noun: what follows the initials of a person.
    bool is_name(const Word* word) const {
        if (word == nullptr || !word->capital) return false;
        const auto* entry = document_.lexicon().words.find(word->hash);
        return entry == nullptr || (entry->forms & WordTable::lower_form) == 0;
    }
    bool has_determiner(const Letters& letters) const {
        return letters.first > 0 && context::runs_on(document_, letters.first - 1) &&
               rules_.determiners_.contains(words_[letters.first - 1].hash);
    }
    bool in_bracket(const Letters& letters) const {
        return character_before(text_, words_[letters.first].at.begin) == U'(' &&
               character_at(text_, letters.end) == U')';
    }
    /// "Armed Services Committee (A. S. C.)".
    bool stands_for_words_before(const Letters& letters) const {
        if (letters.first < letters.size()) return false;
        for (std::size_t k = 0; k < letters.size(); ++k) {
            const char letter = text_[words_[letters.first + k].at.begin];
            if (text_[words_[letters.first - letters.size() + k].at.begin] != letter) return false;
        }
        return true;
    }
    bool behind_figure(const Letters& letters) const {
        if (letters.first == 0 || !words_[letters.first - 1].has_digit) return false;
        const std::size_t from = words_[letters.first - 1].at.end;
        return words_[letters.first].at.begin - from <= 2;
    }
    bool behind_washington(const Letters& letters) const {
        if (letters.first == 0 || document_.text(words_[letters.first - 1]) != "Washington") return false;
        const std::string_view gap = context::gap_after(document_, letters.first - 1);
        return gap == ", " || gap == " " || gap == " , ";
    }

    void look(const Letters& letters) {
        std::string whole = letters.closed;
        const Verdict verdict = judge(letters, whole);
        const Rule* rule = verdict == Verdict::sure     ? &rules_.sure_
                           : verdict == Verdict::unsure ? &rules_.unsure_
                                                        : nullptr;
        pieces_.push_back({{words_[letters.first].at.begin, letters.end}, std::move(whole), rule});
    }

    Verdict judge(const Letters& letters, std::string& whole) const {
        const Verdict otherwise = letters.blank_before ? Verdict::unsure : Verdict::leave;
        const auto it = rules_.entries_.find(letters.closed);
        if (it != rules_.entries_.end()) return judge_known(letters, it->second) ? Verdict::sure : otherwise;
        const bool capitals = std::all_of(letters.closed.begin(), letters.closed.end(),
                                          [](char c) { return c == '.' || (c >= 'A' && c <= 'Z'); });
        if (!capitals) return Verdict::leave;
        if (!letters.blank_inside) return Verdict::sure;  // "G .I.": no space stood behind the stop
        if (in_bracket(letters) && stands_for_words_before(letters)) return Verdict::sure;
        const Word* next = next_word(letters);
        // "L. L.P.": the rest is closed up.
        if (letters.closed_inside && letters.size() > 2 && !is_name(next)) return Verdict::sure;
        if (letters.blank_before && stands_closed(letters)) return Verdict::sure;
        if (!is_name(next)) return stands_closed(letters) ? Verdict::sure : otherwise;
        // "J . R . R . Tolkien": a name keeps the spaces between its initials.
        whole = letters.spaced;
        return letters.blank_before ? Verdict::sure : Verdict::leave;
    }

    bool judge_known(const Letters& letters, const Entry& entry) const {
        const Word* next = next_word(letters);
        if (next != nullptr && next->hash == entry.unless_before) return false;
        // "Large, U. S., & Rock, A.": a list of authors.
        const char32_t left = character_before(text_, words_[letters.first].at.begin);
        const bool author = is_blank(left) && words_[letters.first].at.begin > 1 &&
                            text_[words_[letters.first].at.begin - 2] == ',' &&
                            character_at(text_, letters.end) == U',' &&
                            character_at(text_, letters.end + 2) == U'&';
        if (author) return false;
        if (!letters.blank_inside) return true;
        const bool name = is_name(next);
        const bool determined = has_determiner(letters);
        switch (entry.kind) {
            case Kind::always:
                return true;
            case Kind::usual:
                return determined || next == nullptr || !next->capital || (!name && letters.size() > 2);
            case Kind::hour:
                return behind_figure(letters);
            case Kind::place:
                if (behind_washington(letters)) return true;
                break;
            case Kind::other:
                if (in_bracket(letters)) return true;
                break;
        }
        if (name) return false;
        if (stands_closed(letters) || letters.blank_before) return true;
        const bool common_next =
            next == nullptr || (next->rank != 0 && next->rank <= common && next->at.size() > 1);
        return determined && common_next;
    }

    const TornInitials& rules_;
    const Document& document_;
    std::string_view text_;
    const std::vector<Word>& words_;
    std::vector<TornPiece>& pieces_;
    mutable std::unordered_map<std::string, bool> closed_;
};

TornInitials::TornInitials(const Dictionaries& dictionaries)
    : sure_(dictionaries.rule("spacing/torn-initials")),
      unsure_(dictionaries.rule("spacing/torn-initials-unsure")) {
    constexpr std::pair<std::string_view, Kind> kinds[] = {{"always", Kind::always},
                                                           {"usual", Kind::usual},
                                                           {"hour", Kind::hour},
                                                           {"place", Kind::place},
                                                           {"other", Kind::other}};
    for (const TableRow& row : dictionaries.table("spacing/initialisms.tsv", 3)) {
        Entry entry;
        for (const auto& [name, kind] : kinds) {
            if (row.cells[1] == name) entry.kind = kind;
        }
        if (row.cells[2] != "-") entry.unless_before = folded_hash(row.cells[2]);
        for (const std::string_view part : split(row.cells[0], '.'))
            if (part.size() > 1) parts_.emplace(part);
        entries_.emplace(row.cells[0], entry);
    }
    determiners_ = dictionaries.word_set("names/determiners.tsv");
}

bool TornInitials::may_stand_in(const Document& document) {
    const std::string_view text = document.text();
    return std::any_of(document.words().begin(), document.words().end(), [&](const Word& word) {
        if (word.at.size() != 1) return false;
        const std::string_view rest = text.substr(word.at.end, 2);
        return rest.starts_with('.') || rest == " ." || rest.starts_with("\xC2\xA0");
    });
}

void TornInitials::find(const Document& document, std::vector<TornPiece>& pieces) const {
    Pass(*this, document, pieces).run();
}

}  // namespace mtmend
