#include "stages/names/surroundings.hpp"

#include <algorithm>
#include <string_view>

#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"
#include "stages/names/glosses.hpp"

namespace mtmend::names {

const Word* Surroundings::before(const NameMatch& match) const {
    return match.first > 0 && context::runs_on(document_, match.first - 1) ? &word(match.first - 1) : nullptr;
}

const Word* Surroundings::after(const NameMatch& match) const {
    if (match.possessive || match.last >= document_.words().size()) return nullptr;
    const std::string_view gap =
        document_.text().substr(match.at.end, word(match.last).at.begin - match.at.end);
    return gap == " " || gap == "\n" || gap == "\xC2\xA0" ? &word(match.last) : nullptr;
}

bool Surroundings::near(const NameMatch& match, const WordSet& set, std::size_t back,
                        std::size_t ahead) const {
    const std::size_t first = match.first > back ? match.first - back : 0;
    const std::size_t last = std::min(match.last + ahead, document_.words().size());
    for (std::size_t i = first; i < last; ++i) {
        if (i >= match.first && i < match.last) continue;
        if (set.contains(word(i).hash) && document_.sentence_at(match.at.begin).contains(word(i).at))
            return true;
    }
    return false;
}

bool Surroundings::is_mentioned(const NameMatch& match) const {
    if (context::is_quoted_alone(document_, match.at)) return true;
    if (near(match, lists_.mention_words, 4, 4) || is_framed(match)) return true;
    if (is_glossed(document_, lists_.languages, match.at)) return true;
    for (std::size_t step = 1, i = match.first; step <= 2 && i > 0; ++step) {
        if (!context::runs_on(document_, --i)) break;
        if (is_foreign(word(i))) return true;
        if (is_plain_english(word(i))) break;
    }
    for (std::size_t step = 1, i = match.last; step <= 2 && i < document_.words().size(); ++step, ++i) {
        if (step == 1 && after(match) == nullptr) break;
        if (is_foreign(word(i))) return true;
        if (is_plain_english(word(i)) || !context::runs_on(document_, i)) break;
    }
    return false;
}

bool Surroundings::is_framed(const NameMatch& match) const {
    const std::string_view left = document_.text().substr(0, match.at.begin);
    const std::string_view right = document_.text().substr(match.at.end);
    for (const std::string& frame : lists_.frames_before) {
        if (!left.ends_with(frame)) continue;
        const std::size_t at = left.size() - frame.size();
        if (at == 0 || !utf8::is_word(utf8::decode_before(left, at).value)) return true;
    }
    for (const std::string& frame : lists_.frames_behind) {
        if (!right.starts_with(frame)) continue;
        if (frame.size() == right.size() || !utf8::is_word(utf8::decode(right, frame.size()).value))
            return true;
    }
    return false;
}

bool Surroundings::is_foreign(const Word& w) const {
    return lists_.particles.contains(w.hash) || context::is_foreign_function_word(document_, w);
}

bool Surroundings::in_longer_name(const NameMatch& match) const {
    const Word* previous = before(match);
    if (previous == nullptr || !previous->capital || context::in_title_case(document_, match.first))
        return false;
    if (context::opens(document_, match.first - 1) && previous->rank != 0 && previous->rank <= 35)
        return false;
    return !lists_.titles.contains(previous->hash) && !lists_.determiners.contains(previous->hash) &&
           !lists_.directions.contains(previous->hash);
}

bool Surroundings::gives_both_names(const NameMatch& match) const {
    std::string_view name = match.form->canonical;
    if (name.starts_with("the ")) name.remove_prefix(4);
    if (is_joined_to(match, name)) return true;
    const std::string_view text = document_.text();
    const std::size_t begin = text.find_last_not_of(" (/[", match.at.begin - 1);
    const std::size_t end = text.find_first_not_of(" )(/[", match.at.end);
    const auto parts = [&](std::size_t from, std::size_t to) {
        return text.substr(from, to - from).find_first_of("(/[") != std::string_view::npos;
    };
    return (match.at.begin > 0 && begin != std::string_view::npos &&
            text.substr(0, begin + 1).ends_with(name) && parts(begin, match.at.begin)) ||
           (end != std::string_view::npos && text.substr(end).starts_with(name) && parts(match.at.end, end));
}

bool Surroundings::joins(std::size_t i) const {
    return lists_.between_names.contains(word(i).hash) && !word(i).capital;
}

bool Surroundings::is_joined_to(const NameMatch& match, std::string_view name) const {
    constexpr std::size_t most_between = 3;
    const auto& words = document_.words();
    const Sentence sentence = document_.sentence_at(match.at.begin);
    const auto in_sentence = [&](std::size_t i) { return sentence.contains(words[i].at); };
    const std::string_view text = document_.text();
    for (std::size_t i = match.last; i < words.size() && i <= match.last + most_between; ++i) {
        if (!in_sentence(i)) break;
        if (text.substr(words[i].at.begin).starts_with(name)) return true;  // also "Kyiv's"
        if (!joins(i)) break;
    }
    for (std::size_t i = match.first; i > 0 && i + most_between >= match.first; --i) {
        if (!in_sentence(i - 1)) break;
        if (text.substr(0, words[i - 1].at.end).ends_with(name)) return true;
        if (!joins(i - 1)) break;
    }
    return false;
}

bool Surroundings::starts_sentence(const NameMatch& match, const Word& next) const {
    const Lexicon& lexicon = document_.lexicon();
    const auto it = lexicon.function_words.find(next.hash);
    return match.takes_full_stop && next.capital && !next.all_capitals &&
           it != lexicon.function_words.end() && (it->second >> lexicon.expected_language & 1u) != 0;
}

bool Surroundings::is_bracketed(const NameMatch& match) const {
    const std::string_view text = document_.text();
    return match.at.begin > 0 && match.at.end < text.size() && text[match.at.begin - 1] == '(' &&
           text[match.at.end] == ')';
}

}  // namespace mtmend::names
