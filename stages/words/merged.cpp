#include "stages/words/merged.hpp"

#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"
#include "stages/words/context.hpp"

namespace mtmend {
namespace {

using Kind = Split::Kind;

/// A shorter word is one letter short of too many others; a shorter left half ("some" in "someon") proves
/// little.
constexpr std::size_t shortest_known = 5;
constexpr std::size_t longest_tie = 3;  ///< "the mostimportant", but not "the sono"
/// SCOWL's rarest classes hold "tobe" and "aswell"; Hunspell's refusal tells them from real rare words.
constexpr Rank doubtful = 70;

}  // namespace

MergedWords::MergedWords(const Dictionaries& dictionaries, const Speller& speller)
    : function_word_(dictionaries.rule("words/merged-function-word")),
      content_words_(dictionaries.rule("words/merged-content-words")),
      name_and_word_(dictionaries.rule("words/merged-name")),
      figure_and_word_(dictionaries.rule("words/merged-figure")),
      unsure_(dictionaries.rule("words/merged-unsure")),
      speller_(speller),
      speech_(dictionaries.word_set("words/speech.tsv")),
      halves_(dictionaries),
      splits_(halves_, speller),
      names_(dictionaries, halves_) {}

bool MergedWords::is_candidate(const Document& document, std::size_t index) const {
    const Word& word = document.words()[index];
    if (word.has_digit || (word.rank != 0 && word.rank < doubtful)) return false;
    const std::string_view text = document.text(word);
    if (text.size() < 3 || text.size() > words::longest_word) return false;
    if (!words::is_plain_lower(text) && !words::is_plain_capitalised(text)) return false;
    if (!words::stands_alone(document, word)) return false;
    return true;
}

bool MergedWords::is_spelled_right(std::string_view word) const {
    return speller_.knows(word) ||
           (words::is_plain_capitalised(word) && speller_.knows(utf8::to_lower(word)));
}

/// "someon", "industy": one letter short of an everyday word, as often as two words without their space.
bool MergedWords::lacks_a_letter(const Document& document, std::string_view word) {
    constexpr Rank everyday = 35;
    if (word.size() < shortest_known) return false;
    std::string longer;
    for (std::size_t at = 1; at <= word.size(); ++at) {
        longer.assign(word.substr(0, at)).append(1, ' ').append(word.substr(at));
        for (char letter = 'a'; letter <= 'z'; ++letter) {
            longer[at] = letter;
            if (words::is_common(document, longer, everyday)) return true;
        }
    }
    return false;
}

/// "Mr. Anand", "J. Asare", "Anand said", or "Anand" again.
bool MergedWords::stands_for_person(const Document& document, std::size_t index) const {
    const auto& all = document.words();
    if (document.count(all[index].hash) > 1) return true;
    const Word* behind = words::behind(document, index);
    if (behind != nullptr && speech_.contains(behind->hash)) return true;
    if (index == 0 || !all[index - 1].capital || !context::gap_after(document, index - 1).starts_with(". "))
        return false;
    return all[index - 1].at.size() == 1 || document.lexicon().abbreviations.contains(all[index - 1].hash);
}

Split MergedWords::capitalised_split(const Document& document, std::size_t index) const {
    const std::string lowered = utf8::to_lower(document.text(document.words()[index]));
    const std::string_view lower = lowered;
    const std::size_t begin = document.words()[index].at.begin;
    // Names are built of small words too ("Hering", "Newson"): only what opens sentences or ends no name
    // counts.
    const auto opens = [&] {
        return words::before(document, index) == nullptr || document.sentence_at(begin).begin == begin;
    };
    if (stands_for_person(document, index)) return {};
    constexpr std::size_t shortest_verb = 6;
    for (std::size_t at = 1; lower.ends_with("ed") && at + shortest_verb <= lower.size(); ++at) {
        if (!(halves_.roles(lower.substr(0, at)) & Halves::subject)) continue;
        if (words::is_common(document, lower.substr(at), 20) && opens())
            return {at, Kind::function, true, 20};
    }
    const std::string_view verb = lower.substr(1);
    if (lower[0] == 'i' && (halves_.roles(verb) & Halves::after_i)) return {1, Kind::pair, true, 10};
    const Split split = splits_.best(document, lower);
    if (split.kind < Kind::function || !split.sure) return {};
    const bool sound = opens() && opens_sentence(document, index, lower, split);
    return sound || follows_name(document, index, lower, split) ? split : Split{};
}

/// "Sincethe", "Growinga", "Byestablishing".
bool MergedWords::opens_sentence(const Document& document, std::size_t index, std::string_view lower,
                                 const Split& split) const {
    const std::string_view a = lower.substr(0, split.at);
    const std::string_view b = lower.substr(split.at);
    const Word* behind = words::behind(document, index);
    const bool goes_on = behind != nullptr && !behind->capital;
    if (split.kind == Kind::pair) {
        const bool long_enough = b.size() >= 3 || a == "and" || a == "but";
        return long_enough && lower.size() >= 5 && lower[0] != 'i' && b != "well";
    }
    if (b == "a") return words::is_verb_form(a) && goes_on;
    if (b == "to") return a.size() >= 4 && split.rarer == 10 && goes_on;
    if (a == "a") return b.size() >= 6 && split.rarer <= 20 && goes_on;
    if (a == "by" || a == "for" || a == "in") return b.ends_with("ing") && b.size() >= 7;
    const std::size_t enough = a.size() >= 4 || a.starts_with("th") ? 4 : 6;
    return (halves_.roles(a) & Halves::opener) && b.size() >= enough && (split.rarer <= 20 || a == "the");
}

/// "Departmentof Health", "Planand the", "Americansto": a word that ends no name, behind a name or title.
bool MergedWords::follows_name(const Document& document, std::size_t index, std::string_view lower,
                               const Split& split) const {
    const std::string_view a = lower.substr(0, split.at);
    const std::string_view b = lower.substr(split.at);
    if (halves_.roles(b) & Halves::ends_no_name) return a.size() >= 4;
    // "the Forand bill": a small word is in every article.
    const bool in_article =
        document.count(a) > 0 && a.size() >= 3 && (halves_.roles(a) & Halves::grammar) == 0;
    const Word* behind = words::behind(document, index);
    if (behind == nullptr) return false;
    const bool thing =
        behind->capital || behind->has_digit || (halves_.roles(document.text(*behind)) & Halves::determiner);
    if (b == "of") return (thing && a.size() >= 3 && split.rarer <= 20) || in_article;
    if (b == "to" || b == "for") return (a.size() >= 6 || in_article) && split.rarer <= 20;
    // "Copeland", "Thousand", "Durand".
    if (b == "and" || b == "the")
        return (a.size() >= 5 && std::string_view("lrs").find(a.back()) == std::string_view::npos) ||
               (in_article && a.back() != 'l');
    // "Christianson", "Danielson".
    if (b == "on" && a.ends_with('s')) return false;
    return in_article && a.size() >= 7 && (b == "in" || b == "on" || b == "by" || b == "at");
}

/// "30years", "6billion": where the figures end, or 0. What a unit or a name could be ("15mm", "4chan",
/// "3dprinting") is none of the words that stand behind figures every day.
std::size_t MergedWords::figures_end(const Document& document, std::size_t index) const {
    const Word& word = document.words()[index];
    const std::string_view text = document.text(word);
    if (!word.has_digit || text.size() > words::longest_word) return 0;
    std::size_t at = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    const std::string_view noun = text.substr(at);
    if (at == 0 || noun.size() < 4 || !words::is_plain_lower(noun)) return 0;
    if (!(halves_.roles(noun) & Halves::after_figure) &&
        !(words::is_common(document, noun, 20) && words::is_plural(document, noun)))
        return 0;
    const std::string_view all = document.text();
    const char before = word.at.begin == 0 ? ' ' : all[word.at.begin - 1];
    const char behind = word.at.end == all.size() ? ' ' : all[word.at.end];
    const bool decimal = (before == '.' || before == ',') && word.at.begin > 1 &&
                         all[word.at.begin - 2] >= '0' && all[word.at.begin - 2] <= '9';
    const bool opens = before == ' ' || before == '\n' || before == '(' || before == '$' || decimal;
    const bool closes =
        behind == ' ' || behind == '\n' || behind == ')' ||
        ((behind == '.' || behind == ',') &&
         (word.at.end + 1 == all.size() || all[word.at.end + 1] == ' ' || all[word.at.end + 1] == '\n'));
    return opens && closes && document.count(word.hash) == 1 ? at : 0;
}

/// True where prose stands around: between names, and in lists of them, only a name stands ("Gribnau
/// pierwill Robert").
bool MergedWords::in_prose(const Document& document, std::size_t index) const {
    constexpr std::size_t reach = 3;
    const auto& all = document.words();
    const auto sentence = document.sentence_at(all[index].at.begin);
    const std::size_t first = index > reach ? index - reach : 0;
    for (std::size_t i = first; i <= index + reach && i < all.size(); ++i) {
        if (i == index || all[i].at.begin < sentence.begin || all[i].at.end > sentence.end) continue;
        if (!all[i].capital && all[i].rank != 0 && all[i].rank <= 35) return true;
    }
    return false;
}

bool MergedWords::fits(const Document& document, std::size_t index, const Split& split) const {
    const auto& all = document.words();
    const Word* before = words::before(document, index);
    const Word* behind = words::behind(document, index);
    if (!words::is_ordinary(before) || !words::is_ordinary(behind)) return false;
    const std::string_view word = document.text(all[index]);
    const std::string_view b = word.substr(split.at);
    if (word.substr(0, split.at) == b) return false;  // "thatthat": one of the two is too many
    if (split.kind != Kind::pair && !all[index].capital && !in_prose(document, index)) return false;
    // "the sono", "a tono": nothing that ties clauses or nouns together stands behind an article.
    const std::string_view previous = before == nullptr ? std::string_view() : document.text(*before);
    const bool article = previous == "a" || previous == "an" || previous == "the" || previous == "The";
    const std::uint32_t first = halves_.roles(word.substr(0, split.at));
    const bool ties =
        (first & Halves::grammar) != 0 && (first & Halves::determiner) == 0 && split.at <= longest_tie;
    if (article && ties && split.kind >= Kind::function) return false;
    // A function word at the end needs something behind it, and not itself again ("rustin in").
    if (split.kind >= Kind::function && b.size() <= 3 && (halves_.roles(b) & Halves::right)) {
        if (behind != nullptr && behind->hash == folded_hash(b)) return false;
        const bool ends_clause = (halves_.roles(b) & Halves::final) != 0;
        if (!ends_clause && !goes_on(document, index)) return false;
        // "Trichinella spiralis": the second word of a species.
        const bool genus = before != nullptr && before->capital && (before->rank == 0 || before->rank > 60);
        if (genus && b == "is" && !all[index].capital) return false;
    }
    if (article && word.starts_with("a") && split.at == 1) return false;
    return split.kind == Kind::pair || document.count(all[index].hash) == 1;
}

/// True where the clause goes on behind the word: a space, at most a quotation mark or bracket, a word that
/// is no conjunction.
bool MergedWords::goes_on(const Document& document, std::size_t index) const {
    const auto& all = document.words();
    if (index + 1 >= all.size()) return false;
    const std::string_view gap = document.text(Span<Working>{all[index].at.end, all[index + 1].at.begin});
    if (gap.size() > 5 || gap[0] != ' ' || gap.find_first_of(".,;:!?)\n-") != std::string_view::npos)
        return false;
    // Nothing follows "in the callsto" but more of it.
    const std::string_view next = document.text(all[index + 1]);
    return next != "and" && next != "or" && next != "but";
}

/// What stands beside the word decides where its halves alone do not: "to createa product", "the
/// workforcein Leeds", "access to aplan".
bool MergedWords::neighbours_decide(const Document& document, std::size_t index, const Split& split) const {
    if (split.kind < Kind::function || document.count(document.words()[index].hash) > 1) return false;
    if (takes_article(document, index, split)) return true;
    const std::string_view word = document.text(document.words()[index]);
    const std::string_view a = word.substr(0, split.at);
    const std::string_view b = word.substr(split.at);
    const Word* before = words::before(document, index);
    const Word* behind = words::behind(document, index);
    if (behind == nullptr || behind->rank == 0 || !words::is_ordinary(before)) return false;
    const std::uint32_t next = halves_.roles(document.text(*behind));
    if (b == "a")
        return before != nullptr && (halves_.roles(document.text(*before)) & Halves::before_verb) &&
               !behind->capital && !(next & Halves::grammar) && split.rarer == 10;
    const bool object = behind->capital || (next & Halves::determiner);
    return object && a.size() >= 7 && (b == "in" || b == "on" || b == "at" || b == "by") && !a.ends_with('s');
}

/// "access to aplan": a short noun behind a word that an article follows.
bool MergedWords::takes_article(const Document& document, std::size_t index, const Split& split) const {
    const std::string_view word = document.text(document.words()[index]);
    const Word* before = words::before(document, index);
    if (split.at != 1 || word[0] != 'a' || split.rarer != 10 || before == nullptr) return false;
    if (words::is_verb_form(word.substr(1)) || document.count(document.words()[index].hash) > 1) return false;
    return (halves_.roles(document.text(*before)) & Halves::before_a) != 0;
}

/// "the gains inspace": "in" and "on" build new adjectives before nouns ("inhouse counsel"), and never stand
/// behind an article; behind a noun and before a clause they are prepositions.
bool MergedWords::is_preposition(const Document& document, std::size_t index, const Split& split) const {
    const auto& all = document.words();
    const std::string_view word = document.text(all[index]);
    const std::string_view a = word.substr(0, split.at);
    const std::string_view b = word.substr(split.at);
    if ((a != "in" && a != "on") || split.rarer > 20 || b.size() < 4 || b.ends_with("ed")) return false;
    if (document.count(all[index].hash) > 1 || words::is_plural(document, b) ||
        (halves_.roles(b) & Halves::attributive))
        return false;
    const Word* before = words::before(document, index);
    const Word* behind = words::behind(document, index);
    if (before == nullptr || before->rank == 0 || before->has_digit) return false;
    const std::uint32_t previous = halves_.roles(document.text(*before)) & Halves::grammar;
    if (previous != 0 && (before->capital || !(halves_.roles(document.text(*before)) & Halves::form_of_be)))
        return false;
    if (behind == nullptr || behind->capital) return true;
    return (halves_.roles(document.text(*behind)) & Halves::grammar) != 0;
}

void MergedWords::propose(const Document& document, EditSink& sink) const {
    WordPairs pairs(document);
    for (std::size_t i = 0; i < document.words().size(); ++i) {
        const Word& word = document.words()[i];
        if (word.rank != 0 && word.rank < doubtful && !word.has_digit) continue;
        if (const std::size_t at = figures_end(document, i)) {
            add(document, sink, i, at, figure_and_word_);
        } else if (const std::size_t capital = MergedNames::second_capital(document, i)) {
            const auto sure = names_.are_two(document, pairs, i, capital);
            if (sure) add(document, sink, i, capital, *sure ? name_and_word_ : unsure_);
        } else if (is_candidate(document, i)) {
            propose_words(document, sink, pairs, i);
        } else if (MergedNames::is_accented_name(document, i)) {
            if (const auto end = names_.end_of_name(document, i))
                add(document, sink, i, *end, name_and_word_);
        }
    }
}

void MergedWords::add(const Document& document, EditSink& sink, std::size_t index, std::size_t at,
                      const Rule& rule) const {
    const Word& word = document.words()[index];
    const std::string_view text = document.text(word);
    std::string after = std::string(text.substr(0, at)) + " " + std::string(text.substr(at));
    sink.propose({word.at, std::move(after), rule.id, rule.confidence, {}, {}});
}

void MergedWords::propose_words(const Document& document, EditSink& sink, WordPairs& pairs,
                                std::size_t index) const {
    const Word& whole = document.words()[index];
    const std::string_view word = document.text(whole);
    const auto name_end = whole.capital ? names_.end_of_name(document, index) : std::nullopt;
    if (name_end) {
        if (!is_spelled_right(word)) add(document, sink, index, *name_end, name_and_word_);
        return;
    }
    const Split split = whole.capital ? capitalised_split(document, index) : splits_.best(document, word);
    // Rare words that only Hunspell refuses are broken where both halves are grammar, nowhere else.
    if (split.kind == Kind::none || (whole.rank != 0 && (split.kind != Kind::pair || !split.sure))) return;
    if (is_spelled_right(word)) return;
    const std::size_t times = document.count(whole.hash);
    const bool small = split.kind >= Kind::function;
    const bool preposition = is_preposition(document, index, split);
    if (preposition || (split.sure && fits(document, index, split)) ||
        neighbours_decide(document, index, split)) {
        const Rule& rule = small || preposition ? function_word_ : content_words_;
        const bool short_left = split.at < shortest_known;
        return add(document, sink, index, split.at,
                   short_left && lacks_a_letter(document, word) ? unsure_ : rule);
    }
    const std::string_view a = word.substr(0, split.at);
    const std::string_view b = word.substr(split.at);
    if (times > 1) return;
    if (!small && a.size() >= 3 && b.size() >= 3 && word.size() >= 9 && pairs.hold(a, b))
        return add(document, sink, index, split.at, content_words_);
    const bool worth_a_look = split.kind >= Kind::content || (word.size() >= 10 && split.rarer <= 20);
    const bool ordinary = words::is_ordinary(words::before(document, index)) &&
                          words::is_ordinary(words::behind(document, index));
    if (worth_a_look && ordinary) add(document, sink, index, split.at, unsure_);
}

}  // namespace mtmend
