#include "stages/echoes/doubles.hpp"

#include <algorithm>
#include <array>

#include "pipeline/text/byte_set.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/echoes/places.hpp"

namespace mtmend {
namespace {

constexpr std::size_t longest_phrase = 12;
constexpr std::size_t least_sentence = 8;  // words; shorter sentences are said twice on purpose
constexpr std::size_t most_sentences = 4;
constexpr std::size_t look_back = 8;
constexpr std::size_t longest_degree = 12;  // bytes; longer words in "ly" are no adverbs of degree

constexpr std::array<std::string_view, 8> clause_openers = {"what", "whatever", "all",  "who",
                                                            "how",  "where",    "that", "why"};
constexpr std::array<std::string_view, 3> relative_openers = {"who", "that", "which"};
/// Nouns of "the thing is is that", a slip of speech rather than of a machine.
constexpr std::array<std::string_view, 8> clause_nouns = {"thing", "problem", "question", "issue",
                                                          "point", "truth",   "fact",     "reason"};
constexpr std::array<std::string_view, 10> pronouns = {"who", "that", "they", "we",  "you",
                                                       "i",   "it",   "he",   "she", "what"};

/// Words that couple a word with itself, again and again.
constexpr std::array<std::string_view, 8> pairing = {"and", "or", "to", "by", "per", "after", "upon", "but"};

/// Words that join one thing to another of its kind: "an amendment to an amendment to a motion".
constexpr std::array<std::string_view, 8> links = {"of", "to", "for", "from", "in", "on", "by", "with"};

constexpr std::array<std::string_view, 9> articles = {"the", "a",     "an",   "my",   "our",
                                                      "its", "their", "your", "every"};

/// Verbs behind which a thing and its name stand side by side ("we call the lab the lab").
constexpr std::array<std::string_view, 7> namers = {"call", "calls", "called", "calling",
                                                    "name", "named", "make"};

template <std::size_t N>
bool is_one_of(const Document& document, const Word& word, const std::array<std::string_view, N>& list) {
    const std::string folded = utf8::folded(document.text(word));
    return std::find(list.begin(), list.end(), folded) != list.end();
}

bool same_words(const std::vector<Word>& words, std::size_t a, std::size_t b, std::size_t length) {
    for (std::size_t k = 0; k < length; ++k) {
        if (words[a + k].hash != words[b + k].hash) return false;
    }
    return true;
}

bool has_lower_form(const Document& document, const Word& word) {
    const auto* entry = document.lexicon().words.find(word.hash);
    return entry != nullptr && (entry->forms & WordTable::lower_form) != 0;
}

/// True where nothing but the words themselves and single spaces stands in [first, last).
bool is_unbroken(const Document& document, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i + 1 < last; ++i) {
        if (!echoes::is_plain_gap(echoes::gap_behind(document, i))) return false;
    }
    return true;
}

/// True where a phrase with a coupling word goes on beyond its two copies: "right there and right there and
/// right there" is emphasis, whichever word of it one begins to count from.
bool goes_on(const Document& document, std::size_t index, std::size_t length) {
    const auto& words = document.words();
    bool couples = false;
    for (std::size_t k = index; k < index + length; ++k) couples |= is_one_of(document, words[k], pairing);
    if (!couples) return false;
    std::size_t begin = index;
    std::size_t end = index + 2 * length;
    while (begin > 0 && index - begin < length && words[begin - 1].hash == words[begin - 1 + length].hash)
        --begin;
    while (end < words.size() && end - index < 3 * length && words[end].hash == words[end - length].hash)
        ++end;
    return end - begin + 1 >= 3 * length;
}

/// Which two words in a row may stand again a few words further on, found by one look-up a word. Never
/// wrongly false.
class PairsNear {
  public:
    explicit PairsNear(const std::vector<Word>& words) {
        std::array<std::size_t, 1024> last_place{};  // of a pair with such a hash, counted from 1
        for (std::size_t i = 0; i + 1 < words.size(); ++i) {
            const std::uint64_t pair = (words[i].hash ^ (words[i + 1].hash << 1)) * 0x9E3779B97F4A7C15ull;
            std::size_t& last = last_place[pair >> 54];
            if (last != 0 && i + 1 - last <= longest_phrase) again_.push_back(i);
            last = i + 1;
        }
    }

    /// True where words `index` and `index` + 1 may stand again at most `longest_phrase` words further on.
    /// To be asked from left to right.
    bool may_return(std::size_t index) {
        while (next_ < again_.size() && again_[next_] <= index) ++next_;
        return next_ < again_.size() && again_[next_] <= index + longest_phrase;
    }

  private:
    std::vector<std::size_t> again_;  ///< where a pair stands that may have stood shortly before
    std::size_t next_ = 0;
};

/// True where the two copies are part of a longer chain, or one word said again and again: form, or noise.
/// Compares hashes only, so that text made of one phrase costs no more than any other.
bool is_chain(const std::vector<Word>& words, std::size_t index, std::size_t length) {
    const std::size_t second = index + length;
    const std::size_t end = second + length;
    bool varied = false;
    for (std::size_t i = index; i < second && !varied; ++i) varied = words[i].hash != words[index].hash;
    if (!varied) return true;
    // "again and again and again", "more and more and more", "day after day after day".
    if (length <= 3 && index > 0 && words[index - 1].hash == words[second - 1].hash) return true;
    if (length <= 3 && end < words.size() && words[end].hash == words[index].hash) return true;
    if (end + length <= words.size() && same_words(words, second, end, length)) return true;
    return index >= length && same_words(words, index - length, index, length);
}

/// The first word before `index` with nothing but spaces up to it, at most `look_back` words back.
std::size_t clause_start(const Document& document, std::size_t index) {
    std::size_t start = index;
    while (start > 0 && index - start < look_back &&
           echoes::is_plain_gap(echoes::gap_behind(document, start - 1)))
        --start;
    return start;
}

/// True where a line break between two copies is a heading's or a list item's end rather than wrapped prose.
bool breaks_line(const Document& document, std::size_t last) {
    if (echoes::gap_behind(document, last).find('\n') == std::string_view::npos) return false;
    constexpr std::size_t wrapped = 50;
    return document.line_at(document.words()[last].at.begin).size() < wrapped;
}

/// True where the text notes down how somebody spoke, with every "uh": then a stammer is a fact.
bool is_transcript(const Document& document) {
    constexpr std::size_t enough = 3;
    return document.count("uh") + document.count("um") + document.count("mhm") >= enough;
}

bool touches_hyphen(const Document& document, std::size_t first, std::size_t last) {
    const auto& words = document.words();
    const std::string_view text = document.text();
    auto joins = [](char c) { return c == '-' || c == '\'' || c == '/' || c == '@' || c == '#'; };
    const std::size_t begin = words[first].at.begin;
    const std::size_t end = words[last - 1].at.end;
    if (begin > 0 && joins(text[begin - 1])) return true;
    return end + 1 < text.size() && joins(text[end]) && text[end + 1] != ' ';
}

}  // namespace

Doubles::Doubles(const Dictionaries& dictionaries)
    : word_(dictionaries.rule("echoes/doubled-word")),
      phrase_(dictionaries.rule("echoes/doubled-phrase")),
      sentence_(dictionaries.rule("echoes/doubled-sentence")),
      unsure_(dictionaries.rule("echoes/doubled-unsure")) {
    constexpr std::array<std::pair<std::string_view, Class>, 6> names = {{{"fine", Class::fine},
                                                                          {"function", Class::function},
                                                                          {"copula", Class::copula},
                                                                          {"verb", Class::verb},
                                                                          {"object", Class::object},
                                                                          {"particle", Class::particle}}};
    for (const TableRow& row : dictionaries.table("words/doubles.tsv", 2)) {
        const auto it =
            std::find_if(names.begin(), names.end(), [&](const auto& n) { return n.first == row.cells[1]; });
        if (it == names.end())
            throw std::runtime_error(row.place.file + ":" + std::to_string(row.place.line) +
                                     ": unknown class '" + row.cells[1] +
                                     "'; known are fine, function, copula, verb, object, particle");
        classes_[folded_hash(row.cells[0])] = it->second;
    }
    for (const TableRow& row : dictionaries.table("words/particles.tsv", 2)) {
        auto& takers = takers_[folded_hash(row.cells[0])];
        const std::string_view verbs = row.cells[1];
        for (std::size_t begin = 0; begin < verbs.size();) {
            const std::size_t end = std::min(verbs.find(' ', begin), verbs.size());
            takers.insert(folded_hash(verbs.substr(begin, end - begin)));
            begin = end + 1;
        }
    }
}

Doubles::Class Doubles::class_of(const Word& word) const {
    const auto it = classes_.find(word.hash);
    return it == classes_.end() ? Class::other : it->second;
}

const Rule* Doubles::content_echo(const Document& document, std::size_t index) const {
    const auto& words = document.words();
    const Word& first = words[index];
    const Word& second = words[index + 1];
    if (first.rank == 0 || first.at.size() < 3 || !has_lower_form(document, first)) return nullptr;
    if (first.rank > 50 && first.at.size() < 8) return nullptr;  // "mahi mahi"
    if (second.capital) {
        // "Harbour Bridge Bridge": the end of a name; alone it may be a name itself ("Sing Sing").
        const bool in_name = first.capital && index > 0 && words[index - 1].capital &&
                             echoes::is_plain_gap(echoes::gap_behind(document, index - 1));
        const bool ends = index + 2 >= words.size() || !words[index + 2].capital ||
                          !echoes::is_plain_gap(echoes::gap_behind(document, index + 1));
        if (!in_name || !ends || first.rank > 35 || first.at.size() < 5 || first.all_capitals) return nullptr;
        return &word_;
    }
    if (first.capital && document.sentence_at(first.at.begin).begin != first.at.begin) return nullptr;
    // "those who can can", "they that sleep sleep by night".
    if (index > 0 && is_one_of(document, words[index - 1], relative_openers)) return &unsure_;
    const std::string_view text = document.text(first);
    // "really really", "absolutely absolutely": how much is said twice, how it was done is not.
    if ((text.ends_with("ly") && first.at.size() < longest_degree) || first.at.size() < 4) return &unsure_;
    return echoes::in_quotes(document, first.at.begin) && first.rank > 20 ? &unsure_ : &word_;
}

namespace {

/// The sign said “the the”: the words are what the text is about.
bool is_quoted_alone(const Document& document, const Word& first, const Word& second) {
    const std::string_view before = document.text().substr(0, first.at.begin);
    const std::string_view behind = document.text().substr(second.at.end);
    return (before.ends_with('"') && behind.starts_with('"')) ||
           (before.ends_with("“") && behind.starts_with("”")) ||
           (before.ends_with("‘") && behind.starts_with("’")) ||
           (before.ends_with('\'') && behind.starts_with('\''));
}

}  // namespace

namespace {

/// "the first first lady to fly", "their second second place": the latter is part of a name.
bool is_ordinal_of_name(const Document& document, std::size_t index) {
    const auto& words = document.words();
    if (index + 2 >= words.size() || !echoes::is_plain_gap(echoes::gap_behind(document, index + 1)))
        return false;
    const std::string first = utf8::folded(document.text(words[index]));
    if (first != "first" && first != "second" && first != "third") return false;
    constexpr std::array<std::string_view, 16> names = {
        "lady",  "ladies", "gentleman", "family", "dog",   "cousin", "cousins",  "name",
        "names", "place",  "class",     "degree", "grade", "mate",   "minister", "one"};
    const std::string next = utf8::folded(document.text(words[index + 2]));
    return std::find(names.begin(), names.end(), next) != names.end();
}

}  // namespace

const Rule* Doubles::word_echo(const Document& document, std::size_t index) const {
    const auto& words = document.words();
    const Word& first = words[index];
    const Word& second = words[index + 1];
    if (first.has_digit || first.hash != second.hash) return nullptr;
    // "-rw-r--r-- 1 root root 2761": a row of a table.
    if (index > 0 && words[index - 1].has_digit && index + 2 < words.size() && words[index + 2].has_digit)
        return nullptr;
    const std::string_view gap = echoes::gap_behind(document, index);
    if (!echoes::is_plain_gap(gap) || touches_hyphen(document, index, index + 2)) return nullptr;
    if (first.at.size() == 1 && document.text(first) != "a" && document.text(first) != "I") return nullptr;
    if (echoes::in_short_lines(document, first.at.begin)) return nullptr;
    const bool more = index + 2 < words.size() && words[index + 2].hash == first.hash;
    const Word* before = index > 0 && echoes::is_plain_gap(echoes::gap_behind(document, index - 1))
                             ? &words[index - 1]
                             : nullptr;
    if (before != nullptr && before->hash == first.hash) return nullptr;
    const Class cls = class_of(first);
    if (cls == Class::fine || is_ordinal_of_name(document, index)) return nullptr;
    // "My my, what a day": an exclamation.
    const std::string_view behind = document.text().substr(second.at.end, 1);
    if (first.at.size() == 2 && utf8::folded(document.text(first)) == "my" &&
        (behind == "," || behind == "!"))
        return nullptr;
    if (cls != Class::other && second.capital && (!first.capital || first.all_capitals)) return nullptr;
    if (cls != Class::other && first.capital && second.capital) return &unsure_;
    if (cls != Class::other && first.capital && document.sentence_at(first.at.begin).begin != first.at.begin)
        return &unsure_;
    if (breaks_line(document, index)) return nullptr;
    if (is_transcript(document) || is_quoted_alone(document, first, second)) return &unsure_;
    switch (cls) {
        case Class::function:
            return &word_;
        case Class::copula: {
            const std::size_t start = clause_start(document, index);
            for (std::size_t k = start; k < index; ++k) {
                if (is_one_of(document, words[k], clause_openers)) return &unsure_;
            }
            if (before == nullptr) return &word_;
            // "This year, we are are": with nothing before the pronoun, no clause can end behind it.
            if (is_one_of(document, *before, pronouns)) return start + 1 == index ? &word_ : &unsure_;
            return is_one_of(document, *before, clause_nouns) ? &unsure_ : &word_;
        }
        case Class::verb:
            return before == nullptr || is_one_of(document, *before, pronouns) ? &unsure_ : &word_;
        case Class::object:
            return &unsure_;
        case Class::particle:
            return takes_particle(document, index) ? &unsure_ : &word_;
        default:
            break;
    }
    return more ? nullptr : content_echo(document, index);
}

/// "took the letters in in batches": the verb that takes the particle may stand a few words back; behind a
/// comma there is none.
bool Doubles::takes_particle(const Document& document, std::size_t index) const {
    const auto& words = document.words();
    constexpr std::size_t farthest = 4;
    const auto it = takers_.find(words[index].hash);
    if (words[index].capital) return true;
    const std::size_t start = clause_start(document, index);
    if (it == takers_.end() || start == index) return false;
    for (std::size_t k = index; k > start && index - k < farthest; --k) {
        if (it->second.contains(words[k - 1].hash)) return true;
    }
    return false;
}

/// "an amendment to an amendment to", "the House amendment to the Senate amendment to the House amendment",
/// "someone else's interpretation of someone else's": one thing of another of its kind.
bool Doubles::is_nested(const Document& document, std::size_t index, std::size_t length) const {
    const auto& words = document.words();
    const std::size_t end = index + length;
    if (words[end - 1].possessive) return true;
    std::size_t joined = 0;
    std::size_t nouns = 0;
    std::size_t others = 0;
    for (std::size_t i = index; i < end; ++i) {
        const bool link = i > index && is_one_of(document, words[i], links);
        joined += link;
        const bool noun = class_of(words[i]) == Class::other && !document.text(words[i]).ends_with("ed");
        nouns += noun;
        others += !link && !noun && !is_one_of(document, words[i], articles);
        for (std::size_t k = i + 1; k < end && words[i].at.size() >= 4; ++k) {
            if (words[k].hash == words[i].hash) return true;
        }
    }
    const bool articles_meet =
        is_one_of(document, words[index], articles) && is_one_of(document, words[end - 1], articles);
    return joined == 1 && nouns == 1 && others == 0 && length <= 4 && !articles_meet;
}

namespace {

/// "that nobody knows which is which is no excuse", "asked who was who was told".
bool asks_which(const Document& document, std::size_t index, std::size_t length) {
    if (length != 2) return false;
    const std::string first = utf8::folded(document.text(document.words()[index]));
    const std::string second = utf8::folded(document.text(document.words()[index + 1]));
    const auto asks = [](std::string_view w) { return w == "which" || w == "who" || w == "what"; };
    const auto is = [](std::string_view w) { return w == "is" || w == "was" || w == "are" || w == "were"; };
    return (asks(first) && is(second)) || (is(first) && asks(second));
}

/// "a man who knew a man who knew somebody", from whichever word of it one begins to count.
bool names_by_another(const Document& document, std::size_t index, std::size_t length) {
    if (length != 4) return false;
    std::size_t found = 0;
    std::size_t relative = 0;
    for (std::size_t i = index; i < index + length; ++i) {
        const std::string_view text = document.text(document.words()[i]);
        found += is_one_of(document, document.words()[i], articles);
        relative += text == "who" || text == "that" || text == "which";
    }
    return found == 1 && relative == 1;
}

}  // namespace

const Rule* Doubles::phrase_echo(const Document& document, std::size_t index, std::size_t length) const {
    const auto& words = document.words();
    const std::size_t second = index + length;
    const std::size_t end = second + length;
    if (!same_words(words, index, second, length) || is_chain(words, index, length)) return nullptr;
    if (!is_unbroken(document, index, end) || touches_hyphen(document, index, end)) return nullptr;
    bool names = true;
    bool digits = false;
    bool fine = true;
    std::size_t content = 0;
    for (std::size_t i = index; i < second; ++i) {
        names &= words[i].capital;
        digits |= words[i].has_digit;
        const Class cls = class_of(words[i]);
        fine &= cls == Class::fine || words[i].rank == 0;
        content += cls == Class::other || cls == Class::fine;
    }
    if (names || fine || (digits && length < 4)) return nullptr;
    if (breaks_line(document, second - 1)) return nullptr;
    // A capital in the middle begins another sentence whose stop is lost; but for bare grammar ("it is It
    // is").
    const bool cased = words[index].capital != words[second].capital;
    if (cased && (length > 2 || content > 0)) return nullptr;
    if (words[second].capital &&
        echoes::gap_behind(document, second - 1).find('\n') != std::string_view::npos)
        return nullptr;
    if (goes_on(document, index, length)) return nullptr;
    if (echoes::in_short_lines(document, words[index].at.begin)) return nullptr;
    if (is_transcript(document)) return &unsure_;
    const bool opened = index > 0 && (is_one_of(document, words[index - 1], clause_openers) ||
                                      is_one_of(document, words[index - 1], namers));
    if (asks_which(document, index, length) || names_by_another(document, index, length)) return &unsure_;
    if (length > 2) {
        // "What I have written I have written".
        const bool tautology = opened && utf8::folded(document.text(words[index - 1])).starts_with("what");
        return tautology || is_nested(document, index, length) ? &unsure_ : &phrase_;
    }
    if (is_said_once(document, index, content)) return &phrase_;
    // "round and round and", "from place to place to", "going to have to have", "cargo update cargo update".
    if (content == 2 || is_one_of(document, words[index], pairing) ||
        is_one_of(document, words[index + 1], pairing))
        return &unsure_;
    if (opened) return &unsure_;
    return echoes::in_quotes(document, words[index].at.begin) ? &unsure_ : &phrase_;
}

/// Pairs that stand once for sure although they couple or name: "and our and our", "by foreign by foreign",
/// "the paper describes paper describes a".
bool Doubles::is_said_once(const Document& document, std::size_t index, std::size_t content) const {
    const auto& words = document.words();
    const Word& first = words[index];
    const Word& second = words[index + 1];
    if (first.capital || echoes::in_quotes(document, first.at.begin)) return false;
    const std::size_t end = index + 4;
    const bool goes_on = end < words.size() && echoes::is_plain_gap(echoes::gap_behind(document, end - 1)) &&
                         !words[end].capital;
    if (!goes_on) return false;
    // Nothing ends with an article, so that no second phrase of the kind can begin behind it.
    if (is_one_of(document, first, pairing)) return is_one_of(document, second, articles);
    constexpr std::size_t long_pair = 12;
    constexpr Rank everyday = 35;
    const bool plain = first.rank != 0 && second.rank != 0 && std::max(first.rank, second.rank) <= everyday;
    const bool before = index > 0 && echoes::is_plain_gap(echoes::gap_behind(document, index - 1)) &&
                        words[index - 1].rank != 0;
    return content == 2 && plain && before && first.at.size() >= 5 && second.at.size() >= 5 &&
           first.at.size() + second.at.size() >= long_pair;
}

namespace {

/// True for white space and marks between words where a sentence or a paragraph may end.
bool may_end_sentence(std::string_view gap) {
    constexpr ByteSet signs(".!?\n\xE2\xE3");  // and the first bytes of … and 。
    return signs.find_in(gap) != std::string_view::npos;
}

/// A quick look that builds no sentences: false where no two places at which a sentence may begin go on with
/// the same words.
bool may_repeat_sentences(const Document& document) {
    const auto& words = document.words();
    if (words.size() < 2 * least_sentence) return false;
    std::vector<std::uint64_t> beginnings;
    for (std::size_t i = 0; i + least_sentence <= words.size(); ++i) {
        // One byte is too little for a stop and white space, or for a blank line.
        const bool close = i > 0 && words[i].at.begin == words[i - 1].at.end + 1;
        if (close || (i > 0 && !may_end_sentence(echoes::gap_behind(document, i - 1)))) continue;
        std::uint64_t beginning = 0;
        for (std::size_t k = 0; k < least_sentence; ++k)
            beginning = beginning * 0x9E3779B97F4A7C15ull + words[i + k].hash;
        beginnings.push_back(beginning);
    }
    std::sort(beginnings.begin(), beginnings.end());
    return std::adjacent_find(beginnings.begin(), beginnings.end()) != beginnings.end();
}

}  // namespace

void Doubles::propose_sentences(const Document& document, EditSink& sink) const {
    if (!may_repeat_sentences(document)) return;
    const auto& sentences = document.sentences();
    const auto same = [&](std::size_t a, std::size_t b) {
        return sentences[a].size() == sentences[b].size() &&
               document.text(sentences[a]) == document.text(sentences[b]);
    };
    for (std::size_t i = 0; i + 1 < sentences.size(); ++i) {
        for (std::size_t n = 1; n <= most_sentences && i + 2 * n <= sentences.size(); ++n) {
            bool all = true;
            for (std::size_t k = 0; k < n && all; ++k) all = same(i + k, i + n + k);
            if (!all) continue;
            const Span<Working> at{sentences[i + n - 1].end, sentences[i + 2 * n - 1].end};
            const std::string_view gap = document.text(Span<Working>{at.begin, sentences[i + n].begin});
            const auto [first, last] = document.words_in({sentences[i].begin, at.begin});
            const bool one_paragraph = gap.find('\n') == std::string_view::npos;
            if (last - first >= least_sentence && one_paragraph &&
                !echoes::in_short_lines(document, at.begin))
                sink.propose({at, "", sentence_.id, sentence_.confidence, {}, {}});
            break;
        }
    }
}

void Doubles::propose(const Document& document, EditSink& sink) const {
    const auto& words = document.words();
    PairsNear pairs(words);
    std::size_t taken = 0;  // words before this one belong to a phrase that is proposed already
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i].hash == words[i + 1].hash) {
            if (const Rule* rule = word_echo(document, i)) {
                const std::string_view word = document.text(words[i]);
                const bool tail = i > 0 && words[i - 1].at.size() > word.size() + 1 &&
                                  document.text(words[i - 1]).ends_with(word) &&
                                  echoes::is_plain_gap(echoes::gap_behind(document, i - 1));
                // "coronavirus virus virus": a compound and its parts, translated one by one.
                const Span<Working> at = tail ? Span<Working>{words[i - 1].at.begin, words[i + 1].at.end}
                                              : Span<Working>{words[i].at.begin, words[i + 1].at.end};
                std::string after(tail ? document.text(words[i - 1]) : word);
                sink.propose({at, std::move(after), rule->id, rule->confidence, {}, {}});
            }
        }
        // A word said three times opens no phrase.
        const bool run =
            i + 2 < words.size() && words[i].hash == words[i + 1].hash && words[i].hash == words[i + 2].hash;
        if (run) continue;
        if (!pairs.may_return(i)) continue;
        for (std::size_t n = std::min(longest_phrase, (words.size() - i) / 2); n >= 2 && i >= taken; --n) {
            if (words[i].hash != words[i + n].hash) continue;
            const Rule* rule = phrase_echo(document, i, n);
            if (rule == nullptr) continue;
            const Span<Working> once{words[i].at.begin, words[i + n - 1].at.end};
            const Span<Working> at{once.begin, words[i + 2 * n - 1].at.end};
            sink.propose({at, std::string(document.text(once)), rule->id, rule->confidence, {}, {}});
            taken = i + 2 * n;
            break;
        }
    }
    propose_sentences(document, sink);
}

}  // namespace mtmend
