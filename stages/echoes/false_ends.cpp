#include "stages/echoes/false_ends.hpp"

#include "pipeline/text/utf8.hpp"
#include "stages/echoes/places.hpp"
#include "stages/word_roles.hpp"

namespace mtmend {
namespace {

constexpr std::size_t longest_fragment = 6;
/// "of" in lower case opens no sentence, so that a longer fragment without a verb hangs on what stood before.
constexpr std::size_t longest_behind_of = 12;

/// True for ". " and ".\n" between two words.
bool is_stop(std::string_view gap) {
    return gap.size() >= 2 && gap[0] == '.' && echoes::is_plain_gap(gap.substr(1));
}

/// A word that is never but a name: unknown, or in the lists with a capital only.
bool is_name(const Document& document, const Word& word) {
    if (!word.capital || word.has_digit) return false;
    const auto* entry = document.lexicon().words.find(word.hash);
    return entry == nullptr || (entry->forms & WordTable::lower_form) == 0;
}

bool is_abbreviation(const Document& document, const Word& word) {
    return document.lexicon().abbreviations.contains(word.hash);
}

/// True where closing quotation marks (with a comma inside or behind) stand right before the word.
bool behind_quote(const Document& document, std::size_t index) {
    if (index == 0) return false;
    const std::string_view gap = echoes::gap_behind(document, index - 1);
    return gap.find('"') != std::string_view::npos || gap.find("”") != std::string_view::npos ||
           gap.find("»") != std::string_view::npos || gap.find("’") != std::string_view::npos;
}

}  // namespace

FalseEnds::FalseEnds(const Dictionaries& dictionaries)
    : attribution_(dictionaries.rule("echoes/repeated-attribution")),
      fragment_(dictionaries.rule("echoes/repeated-fragment")),
      unsure_fragment_(dictionaries.rule("echoes/repeated-fragment-unsure")),
      name_(dictionaries.rule("echoes/attribution-split")),
      torn_(dictionaries.rule("echoes/torn-sentence")),
      unsure_(dictionaries.rule("echoes/torn-unsure")) {
    speech_ = dictionaries.word_set("words/speech.tsv");
    read_roles(dictionaries, "words/around_stops.tsv",
               {{"adverb", adverbs_},
                {"clause", clause_words_},
                {"determiner", determiners_},
                {"hanging", hanging_},
                {"part", parts_},
                {"speaker", speakers_},
                {"subject", subjects_}});
    finite_ = dictionaries.word_set("casing/auxiliaries.tsv");
    std::vector<std::uint64_t> telling = speech_.all();
    const std::vector<std::uint64_t> hanging = hanging_.all();
    telling.insert(telling.end(), hanging.begin(), hanging.end());
    telling_ = dictionaries.lexicon().asked->words.add("words at false ends", telling);
    for (const char* list : {"casing/conjunctions.tsv", "casing/continuers.tsv", "casing/openers.tsv"})
        no_modifiers_.insert(dictionaries.word_set(list));
}

std::optional<Edit> FalseEnds::echo(const Document& document, std::size_t last) const {
    const auto& words = document.words();
    const Word& end = words[last];
    const Word& next = words[last + 1];
    const auto plain = [&](const Word& word) {
        return utf8::to_lower(document.text(word)) == document.text(word);
    };
    const auto edit = [](Span<Working> at, std::string after, const Rule& rule) {
        return Edit{at, std::move(after), rule.id, rule.confidence, {}, {}};
    };
    if (end.has_digit || end.at.size() < 3 || is_abbreviation(document, end)) return std::nullopt;
    if (next.hash == end.hash) {
        if (!next.capital && is_speech(end) && last > 0 && speakers_.contains(words[last - 1].hash) &&
            behind_quote(document, last - 1)) {
            return edit({words[last - 1].at.begin, next.at.end}, std::string(document.text(next)),
                        attribution_);
        }
        if (end.all_capitals && last + 3 < words.size() && subjects_.contains(words[last + 2].hash) &&
            !words[last + 3].capital && echoes::is_plain_gap(echoes::gap_behind(document, last + 1))) {
            return edit({end.at.begin, words[last + 2].at.end}, std::string(document.text(end)), fragment_);
        }
        if (plain(next) && plain(end) && !is_speech(end) && end.rank != 0 && last + 2 < words.size() &&
            !words[last + 2].capital) {
            // "the evening. evening news": the word goes on as a part of another; "peace. peace is" may be a
            // sentence.
            const Word& behind = words[last + 2];
            const bool goes_on = echoes::is_plain_gap(echoes::gap_behind(document, last + 1)) &&
                                 !no_modifiers_.contains(behind.hash) && !clause_words_.contains(behind.hash);
            return edit({end.at.begin, next.at.end}, std::string(document.text(next)),
                        goes_on ? fragment_ : unsure_fragment_);
        }
        const bool word_again = plain(next) && plain(end) && end.rank != 0 &&
                                echoes::gap_behind(document, last + 1).starts_with('.');
        if (word_again) return edit({end.at.begin, next.at.end}, std::string(document.text(end)), fragment_);
        return std::nullopt;
    }
    // "told a conference. press conference before": the half behind the stop says the last word with its
    // modifier.
    if (next.capital || next.has_digit || end.capital || end.rank == 0 || last + 2 >= words.size())
        return std::nullopt;
    if (words[last + 2].hash != end.hash || !echoes::is_plain_gap(echoes::gap_behind(document, last + 1)))
        return std::nullopt;
    if (end.at.size() < 5 || next.rank == 0 || next.rank > 50 || next.at.size() < 3) return std::nullopt;
    if (clause_words_.contains(next.hash) || hanging_.contains(next.hash) ||
        determiners_.contains(next.hash) || no_modifiers_.contains(next.hash))
        return std::nullopt;
    const bool vowel = std::string_view("aeiou").find(document.text(next)[0]) != std::string_view::npos;
    const std::string_view article = last > 0 ? document.text(words[last - 1]) : std::string_view();
    if ((article == "a" && vowel) || (article == "an" && !vowel)) return std::nullopt;
    return edit({end.at.begin, words[last + 2].at.end},
                std::string(document.text(Span<Working>{next.at.begin, words[last + 2].at.end})), fragment_);
}

std::optional<Edit> FalseEnds::split_name(const Document& document, std::size_t last) const {
    const auto& words = document.words();
    if (last == 0 || !is_speech(words[last]) || words[last].capital) return std::nullopt;
    const Word& speaker = words[last - 1];
    if (!echoes::is_plain_gap(echoes::gap_behind(document, last - 1))) return std::nullopt;
    std::size_t end = last + 1;
    while (end < words.size() && end < last + 4 && is_name(document, words[end]) &&
           (end == last + 1 || echoes::gap_behind(document, end - 1) == " "))
        ++end;
    if (end == last + 1) return std::nullopt;
    const Span<Working> name{words[last + 1].at.begin, words[end - 1].at.end};
    const std::string_view behind = document.text().substr(name.end, 2);
    const std::string said(document.text(words[last]));
    const std::string who(document.text(name));
    const std::string_view letter = document.text(speaker);
    const bool stop =
        !behind.empty() && behind[0] == '.' && (behind.size() == 1 || utf8::is_space(behind[1]));
    const bool initial = letter.size() == 1 && speaker.capital && letter != "I" && letter != "A";
    if (initial && stop) {
        return Edit{{speaker.at.begin, name.end},
                    std::string(letter) + ". " + who + " " + said,
                    name_.id,
                    name_.confidence,
                    {},
                    {}};
    }
    if (initial && !behind.empty() && behind[0] == ',') {
        return Edit{{speaker.at.begin, name.end},
                    said + " " + std::string(letter) + ". " + who,
                    name_.id,
                    name_.confidence,
                    {},
                    {}};
    }
    const std::string pronoun = utf8::folded(letter);
    if ((pronoun == "he" || pronoun == "she") && !speaker.capital && stop &&
        behind_quote(document, last - 1)) {
        return Edit{{speaker.at.begin, name.end}, who + " " + said, name_.id, name_.confidence, {}, {}};
    }
    return std::nullopt;
}

std::optional<Edit> FalseEnds::torn(const Document& document, std::size_t last) const {
    const auto& words = document.words();
    const Word& end = words[last];
    const Word& next = words[last + 1];
    if (end.capital || end.has_digit || end.rank == 0 || end.rank > 50 || end.at.size() < 3)
        return std::nullopt;
    if (is_abbreviation(document, end) || !hanging_.contains(next.hash)) return std::nullopt;
    // "9 per cent. of": how the last century wrote it.
    if (document.text(end) == "cent" && last > 0 && document.text(words[last - 1]) == "per")
        return std::nullopt;
    // "tbsp. of": shortened words without a vowel are abbreviations, listed or not.
    if (document.text(end).find_first_of("aeiouy") == std::string_view::npos) return std::nullopt;
    if (end.at.begin > 0 && document.text()[end.at.begin - 1] == '.') return std::nullopt;
    if (document.line_at(end.at.begin) != document.line_at(next.at.begin)) return std::nullopt;
    // How the fragment goes on, up to its stop.
    const bool of = document.text(next) == "of";
    const std::size_t longest = of ? longest_behind_of : longest_fragment;
    std::size_t i = last + 1;
    bool clause = false;
    bool closed = false;
    bool quick = true;
    while (i < words.size() && i <= last + longest) {
        const std::string_view text = document.text(words[i]);
        clause |= clause_words_.contains(words[i].hash);
        clause |= !of && (text.ends_with("ed") || text.ends_with("ing"));
        clause |= finite_.contains(words[i].hash);
        quick &= i <= last + longest_fragment && !text.ends_with("ed");
        const std::string_view gap = echoes::gap_behind(document, i);
        ++i;
        if (echoes::is_plain_gap(gap) || (of && (gap == "'" || gap == "’"))) continue;
        closed = gap.empty() || gap.starts_with('.');
        break;
    }
    if (!closed || clause || i < last + 3) return std::nullopt;
    // "of course they came": an adverb, where the capital was lost.
    if (of && adverbs_.contains(words[last + 2].hash)) return std::nullopt;
    const bool after_quote = echoes::in_quotes(document, end.at.begin);
    if (next.capital) {
        // "Of course.", "In Paris." are fragments by choice; "Of each country." after a noun is not.
        if (document.text(next) != "Of" || !determiners_.contains(words[last + 2].hash)) return std::nullopt;
    }
    if (parts_.contains(words[last + 2].hash)) {
        return Edit{{end.at.begin, next.at.end},
                    std::string(document.text(end)) + ", " + utf8::to_lower(document.text(next)),
                    torn_.id,
                    torn_.confidence,
                    {},
                    {}};
    }
    const Rule& rule = after_quote || (next.capital && i > last + 5) || !quick ? unsure_ : torn_;
    std::string after = std::string(document.text(end)) + " " + utf8::to_lower(document.text(next));
    return Edit{{end.at.begin, next.at.end}, std::move(after), rule.id, rule.confidence, {}, {}};
}

bool FalseEnds::is_candidate(const Document& document, std::size_t last) const {
    const auto& words = document.words();
    if (((words[last].marks | words[last + 1].marks) & telling_) != 0) return true;
    const std::uint64_t end = words[last].hash;
    return words[last + 1].hash == end || (last + 2 < words.size() && words[last + 2].hash == end);
}

void FalseEnds::propose(const Document& document, EditSink& sink) const {
    const auto& words = document.words();
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const std::size_t end = words[i].at.end;
        if (end >= document.text().size() || document.text()[end] != '.' || !is_candidate(document, i))
            continue;
        if (!is_stop(echoes::gap_behind(document, i)) || echoes::in_short_lines(document, end)) continue;
        auto edit = echo(document, i);
        if (!edit) edit = split_name(document, i);
        if (!edit) edit = torn(document, i);
        if (edit) sink.propose(std::move(*edit));
    }
}

}  // namespace mtmend
