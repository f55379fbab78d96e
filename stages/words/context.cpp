#include "stages/words/context.hpp"

#include <algorithm>

namespace mtmend::words {
namespace {

constexpr std::string_view joiners = "#@/\\_=<>*+~^|`{}$&-";

bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

}  // namespace

bool is_plain_lower(std::string_view word) {
    return std::all_of(word.begin(), word.end(), is_small);
}

bool is_plain_capitalised(std::string_view word) {
    return word.size() > 1 && word[0] >= 'A' && word[0] <= 'Z' && is_plain_lower(word.substr(1));
}

bool stands_alone(const Document& document, const Word& word) {
    const std::string_view text = document.text();
    if (word.at.begin > 0) {
        const char c = text[word.at.begin - 1];
        // "[d]isagreements": the letter in brackets belongs to the word.
        if (joiners.find(c) != std::string_view::npos || c == ']' || c == '!') return false;
        const bool inner = c == '.' || c == ':' || c == '\'' || c == ',';
        if (inner && word.at.begin > 1 && text[word.at.begin - 2] != ' ') return false;
        if (inner && word.at.begin == 1) return false;
        // The second half of a word divided at a line's end ("neigh- borhood").
        if ((c == ' ' || c == '\n') && word.at.begin > 1 && text[word.at.begin - 2] == '-') return false;
    }
    if (word.at.end < text.size()) {
        const char c = text[word.at.end];
        if (joiners.find(c) != std::string_view::npos || c == '(' || c == '[') return false;
        const bool inner = c == '.' || c == ':' || c == '\'';
        const bool more = word.at.end + 1 < text.size() &&
                          (is_small(text[word.at.end + 1]) || text[word.at.end + 1] == ':');
        if (inner && more) return false;
    }
    return true;
}

const Word* before(const Document& document, std::size_t index) {
    const auto& words = document.words();
    if (index == 0 || index > words.size()) return nullptr;
    const Word& other = words[index - 1];
    const bool beside = index < words.size() && words[index].at.begin == other.at.end + 1 &&
                        document.text()[other.at.end] == ' ';
    return beside ? &other : nullptr;
}

const Word* behind(const Document& document, std::size_t index) {
    const auto& words = document.words();
    if (index + 1 >= words.size()) return nullptr;
    const Word& other = words[index + 1];
    const bool beside =
        other.at.begin == words[index].at.end + 1 && document.text()[words[index].at.end] == ' ';
    return beside ? &other : nullptr;
}

bool is_ordinary(const Word* neighbour) {
    if (neighbour == nullptr || neighbour->has_digit || neighbour->capital) return true;
    return neighbour->rank != 0 && neighbour->rank <= 70;
}

}  // namespace mtmend::words
