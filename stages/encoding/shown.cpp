#include "stages/encoding/shown.hpp"

#include <algorithm>

#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"
#include "stages/word_roles.hpp"

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

/// "café becomes cafÃ©": the word stands as it should be near it in the same sentence.
bool stands_sound(const Document& document, const Misread& misread) {
    constexpr std::size_t longest_word = 60;
    constexpr std::size_t reach = 200;  // bytes on either side
    const std::string_view text = document.text();
    std::size_t begin = misread.at.begin;
    std::size_t end = misread.at.end;
    const auto is_ascii_letter = [](char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; };
    while (begin > 0 && misread.at.begin - begin < longest_word && is_ascii_letter(text[begin - 1])) --begin;
    while (end < text.size() && end - misread.at.end < longest_word && is_ascii_letter(text[end])) ++end;
    const std::string sound = std::string(text.substr(begin, misread.at.begin - begin)) + misread.text +
                              std::string(text.substr(misread.at.end, end - misread.at.end));
    if (misread.text.empty() || !utf8::is_letter(utf8::decode(misread.text, 0).value)) return false;
    const Sentence& sentence = document.sentence_at(misread.at.begin);
    const std::size_t from = std::max(sentence.begin, begin - std::min(begin, reach));
    const std::size_t until = std::min(std::max(sentence.end, end), end + reach);
    return text.substr(from, until - from).find(sound) != std::string_view::npos;
}

}  // namespace

ShownCharacters::ShownCharacters(const Dictionaries& dictionaries) {
    read_roles(dictionaries, "encoding/naming_words.tsv",
               {{"naming", naming_words_}, {"subject", subjects_}});
}

bool ShownCharacters::speaks_of_encodings(const Document& document) const {
    const auto& words = document.words();
    return std::any_of(words.begin(), words.end(),
                       [&](const Word& word) { return subjects_.contains(word.hash); });
}

bool ShownCharacters::is_shown(const Document& document, const Misread& misread) const {
    if (context::is_quoted_alone(document, misread.at) || stands_sound(document, misread)) return true;
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
    // Such an article shows a few; one that suffers has them in every line.
    constexpr std::size_t most_examples = 12;
    if (!found.empty() && found.size() <= most_examples && speaks_of_encodings(document))
        return std::vector<bool>(found.size(), true);
    std::vector<bool> shown;
    shown.reserve(found.size());
    for (const Misread& misread : found) shown.push_back(is_shown(document, misread));
    const auto count = static_cast<std::size_t>(std::count(shown.begin(), shown.end(), true));
    if (count * 2 < shown.size()) shown.assign(shown.size(), false);
    return shown;
}

}  // namespace mtmend
