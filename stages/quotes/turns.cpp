#include "stages/quotes/turns.hpp"

#include "pipeline/text/utf8.hpp"
#include "stages/word_roles.hpp"

namespace mtmend::quotes {
namespace {

/// Most words of a speaker's name.
constexpr std::size_t most_name_words = 4;

/// True behind a comma or what ends a sentence, which stand inside the marks.
bool is_behind_stop(const Mark& mark) {
    return mark.left == U',' || mark.left == U'.' || mark.left == U'!' || mark.left == U'?';
}

/// `the country"s exports`: an apostrophe that something turned into a quotation mark.
bool stands_for_apostrophe(std::string_view text, const Mark& mark) {
    if (!utf8::is_letter(mark.left) || mark.right != U's') return false;
    return mark.end + 1 >= text.size() || !utf8::is_word(utf8::decode(text, mark.end + 1).value);
}

/// `against“ the plan ”, and`: where a stop follows, nothing opens; the mark belongs to a quotation inside
/// another.
bool opens_before_stop(const Mark& mark) {
    const bool stop = mark.right == U',' || mark.right == U';' || mark.right == U'!' || mark.right == U'?' ||
                      mark.right == U':';
    return mark.role == Role::opening && mark.sign->text == "”" && stop;
}

/// `" spoken of by the mayor as a "` between two line breaks: what it quotes stands before and behind.
bool closes_paragraph_above(const Mark& mark) {
    return mark.sign->text == "\"" && mark.left == U'\n' && mark.blank_behind() && utf8::is_lower(mark.right);
}

/// « text » with blanks inside.
bool spaced_french(const Mark& mark) {
    return mark.sign->text == "«" || mark.sign->text == "»";
}

}  // namespace

Turns::Turns(const Dictionaries& dictionaries) : speaking_(dictionaries.word_set("words/speech.tsv")) {
    read_roles(dictionaries, "words/around_quotes.tsv",
               {{"ending", endings_}, {"speaker", speakers_}, {"speech", speech_}});
}

bool Turns::decide(const Document& document, Span<Working> block, std::vector<Mark>& marks) const {
    bool open = false;
    bool moved = false;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        Mark& mark = marks[i];
        mark.role = open ? Role::closing : Role::opening;
        open = !open;
        const bool low_pair =
            mark.role == Role::closing && mark.sign->text == "“" && marks[i - 1].sign->text == "„";
        if (mark.role == Role::opening && stands_for_apostrophe(document.text(), mark)) return false;
        if (opens_before_stop(mark) || closes_paragraph_above(mark)) return false;
        if (mark.role == Role::closing && mark.left == U':' && mark.blank_before())
            return false;  // a colon introduces
        const Role look = low_pair ? Role::closing : mark.sign->role;
        if (look == mark.role) {
            if (mark.sign->foreign && mark.shape != Role::unknown && mark.shape != mark.role &&
                !spaced_french(mark))
                return false;
            continue;
        }
        if (mark.shape == mark.role) continue;
        const bool curly = mark.sign->text == "“" || mark.sign->text == "”";
        if (mark.shape == Role::unknown && (look == Role::unknown || curly)) continue;
        // `he said:" We go."`: nothing closes behind a colon.
        if (look == Role::unknown && mark.role == Role::opening && mark.left == U':' && !mark.blank_before())
            continue;
        if (mark.role == Role::closing && ((look == Role::unknown && closes_before_word(document, mark)) ||
                                           closes_before_speaker(document, block, mark))) {
            mark.moved = moved = true;
            continue;
        }
        return false;
    }
    const bool whole = !open;
    const bool goes_on = open && marks[0].left == U'\n' && marks.size() == 1;
    return whole || (goes_on && !moved);
}

/// `anything, "commented the minister`: no opening mark, since no word of speech stands before it.
bool Turns::closes_before_word(const Document& document, const Mark& mark) const {
    if (!is_behind_stop(mark) || !utf8::is_lower(mark.right) || mark.blank_behind()) return false;
    const std::size_t next = document.word_at_or_after(mark.begin);
    if (next == 0) return false;
    return !speech_.contains(document.words()[next - 1].hash);
}

/// `anything, “Ann Lee announced`, `anything, "he added`: who spoke, and no word of speech before it.
bool Turns::closes_before_speaker(const Document& document, Span<Working> block, const Mark& mark) const {
    if (!is_behind_stop(mark) || mark.blank_behind()) return false;
    const auto& words = document.words();
    const std::size_t next = document.word_at_or_after(mark.end);
    if (next == 0 || next >= words.size() || words[next].at.begin != mark.end) return false;
    if (speech_.contains(words[next - 1].hash)) return false;
    for (std::size_t i = next; i < words.size() && i <= next + most_name_words; ++i) {
        if (words[i].at.end > block.end) return false;
        const bool joined =
            i == next || document.text(Span<Working>{words[i - 1].at.end, words[i].at.begin}) == " ";
        if (!joined) return false;
        if (i > next && speaking_.contains(words[i].hash)) return true;
        if (i == next && speakers_.contains(words[i].hash)) continue;
        if (i > next && speakers_.contains(words[next].hash)) return false;
        if (!utf8::is_upper(utf8::decode(document.text(), words[i].at.begin).value)) return false;
    }
    return false;
}

}  // namespace mtmend::quotes
