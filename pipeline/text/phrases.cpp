// Whether phrases stand in a document, however many are asked for.
#include <algorithm>

#include "pipeline/text/document.hpp"
#include "pipeline/text/lexicon.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

/// Asked more often than this, a document sorts its words once rather than reading itself through again.
constexpr std::size_t often = 64;

constexpr std::string_view curly_apostrophe = "\xE2\x80\x99";

}  // namespace

std::vector<Document::WordPlace> Document::places_of(std::string_view text, const std::vector<Word>& words) {
    std::vector<WordPlace> places;
    places.reserve(words.size());
    for (const Word& word : words) {
        places.push_back({word.hash, word.at.begin});
        const std::string_view whole = text.substr(word.at.begin, word.at.size());
        for (std::size_t begin = 0; begin < whole.size();) {
            const std::size_t straight = whole.find('\'', begin);
            const std::size_t curly = whole.find(curly_apostrophe, begin);
            const std::size_t end = std::min({straight, curly, whole.size()});
            if (begin > 0 || end < whole.size())
                places.push_back({folded_hash(whole.substr(begin, end - begin)), word.at.begin + begin});
            begin = end + (end == straight ? 1 : curly_apostrophe.size());
        }
    }
    std::sort(places.begin(), places.end());
    return places;
}

bool Document::stands_at(std::string_view phrase, std::size_t begin) const {
    const std::size_t end = begin + phrase.size();
    if (text_.substr(begin, phrase.size()) != phrase) return false;
    const bool open_left = begin == 0 || !utf8::is_word(utf8::decode_before(text_, begin).value);
    return open_left && (end == text_.size() || !utf8::is_word(utf8::decode(text_, end).value));
}

bool Document::find_phrase(std::string_view phrase) const {
    for (std::size_t at = text_.find(phrase); at != std::string_view::npos; at = text_.find(phrase, at + 1)) {
        if (stands_at(phrase, at)) return true;
    }
    return false;
}

bool Document::contains(std::string_view phrase) const {
    if (++times_sought_ <= often) return find_phrase(phrase);
    const Document asked(phrase, *lexicon_);
    if (asked.words().empty()) return find_phrase(phrase);
    if (!word_places_) word_places_ = places_of(text_, words_);
    using Places = std::pair<std::vector<WordPlace>::const_iterator, std::vector<WordPlace>::const_iterator>;
    Places rarest{word_places_->begin(), word_places_->end()};
    std::size_t before = 0;  // bytes of the phrase before its rarest word
    for (const Word& word : asked.words()) {
        const Places found =
            std::equal_range(word_places_->begin(), word_places_->end(), WordPlace{word.hash, 0},
                             [](const auto& a, const auto& b) { return a.hash < b.hash; });
        if (found.second - found.first >= rarest.second - rarest.first) continue;
        rarest = found;
        before = word.at.begin;
    }
    return std::any_of(rarest.first, rarest.second, [&](const WordPlace& place) {
        return place.begin >= before && stands_at(phrase, place.begin - before);
    });
}

}  // namespace mtmend
