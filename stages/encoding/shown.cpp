#include "stages/encoding/shown.hpp"

#include <algorithm>

#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"

namespace mtmend {
namespace {

/// "letters Â and Ã": how many words back the naming one may stand.
constexpr std::size_t look_back = 3;

/// "He wrote a letter â€” a long one": prose has a mark there, whatever word stands before it.
bool becomes_mark_of_prose(const Misread& misread) {
    if (misread.text.empty()) return false;
    const char32_t c = utf8::decode(misread.text, 0).value;
    return c == U'–' || c == U'—' || c == U'…' || c == U'•' || c == U'“' || c == U'”' || c == U'‘';
}

}  // namespace

ShownCharacters::ShownCharacters(const Dictionaries& dictionaries)
    : naming_words_(dictionaries.word_set("encoding/naming_words.tsv")) {}

bool ShownCharacters::is_shown(const Document& document, const Misread& misread) const {
    if (context::is_quoted_alone(document, misread.at)) return true;
    const std::string_view text = document.text();
    const bool apart = misread.at.begin > 0 && text[misread.at.begin - 1] == ' ';
    if (!apart || becomes_mark_of_prose(misread)) return false;
    const std::size_t begin = document.sentence_at(misread.at.begin).begin;
    const std::size_t next = document.word_at_or_after(misread.at.begin);
    for (std::size_t k = next; k > 0 && next - k < look_back;) {
        const Word& word = document.words()[--k];
        if (word.at.begin < begin) return false;
        if (naming_words_.contains(word.hash)) return true;
        // Only what couples two characters stands between.
        const std::string_view between = document.text(word);
        if (utf8::length(between) > 1 && between != "and" && between != "or") return false;
    }
    return false;
}

std::vector<bool> ShownCharacters::among(const Document& document, const std::vector<Misread>& found) const {
    std::vector<bool> shown;
    shown.reserve(found.size());
    for (const Misread& misread : found) shown.push_back(is_shown(document, misread));
    const auto count = static_cast<std::size_t>(std::count(shown.begin(), shown.end(), true));
    if (count * 2 < shown.size()) shown.assign(shown.size(), false);
    return shown;
}

}  // namespace mtmend
