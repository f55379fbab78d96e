#include "stages/words/merged.hpp"

#include <algorithm>
#include <array>

#include "pipeline/rules/matcher.hpp"
#include "pipeline/rules/toml_loader.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/words/context.hpp"

namespace mtmend {
namespace {

enum Role : std::uint32_t {
    left = 1,
    left_long = 2,
    right = 4,
    pair = 8,
    before_a = 16,
    final = 32,
    count = 64,
    auxiliary = 128,
    after_i = 256,
    attributive = 512,
    determiner = 1024,
    after_figure = 2048,
    before_verb = 4096,
    title = 8192,
    behind_name = 16384
};

/// The roles that only words of grammar have.
constexpr std::uint32_t grammar = left | left_long | right | pair | before_a | determiner;

constexpr std::size_t longest_word = 40;
/// A shorter word is one letter short of too many others; a shorter left half ("some" in "someon") proves
/// little.
constexpr std::size_t shortest_known = 5;
/// SCOWL's rarest classes hold "tobe" and "aswell"; Hunspell's refusal tells them from real rare words.
constexpr Rank doubtful = 70;

/// Endings of words that stand before a noun or are none, so that no compound begins with them.
constexpr std::array<std::string_view, 30> inflected_endings = {
    "ly",   "ing",  "ed",   "tion", "tions", "sion", "ous",  "ive",  "ical", "al",
    "ful",  "able", "ible", "ment", "ments", "ity",  "ness", "ies",  "ance", "ence",
    "ists", "ant",  "ent",  "ors",  "ic",    "ions", "ers",  "ency", "ancy", "ings"};
/// Ends of derived words; a right half like these proves nothing.
constexpr std::array<std::string_view, 20> word_endings = {
    "able", "ability", "wide", "wise",  "ward", "wards", "like",  "less", "fully", "ally",
    "ship", "ships",   "hood", "proof", "free", "ness",  "based", "some", "lest",  "fullest"};
/// Ends of compounds, behind anything but a participle or an adverb.
constexpr std::array<std::string_view, 48> compound_ends = {
    "land",  "lands",  "line",  "lines",  "room",    "time",   "side",    "stream", "stress",  "host",
    "form",  "forms",  "info",  "style",  "type",    "folk",   "folks",   "monger", "fish",    "fishes",
    "fly",   "flies",  "bird",  "birds",  "bug",     "bugs",   "worm",    "worms",  "moth",    "moths",
    "shell", "shells", "grass", "stick",  "sticks",  "craft",  "strike",  "berry",  "berries", "weed",
    "weeds", "wort",   "worts", "bottom", "grasses", "tongue", "tongues", "head"};
/// Endings of adjectives and adverbs: not even the doer of something is joined to them.
constexpr std::array<std::string_view, 11> adjective_endings = {"ly", "al",  "ous", "ive",  "ful", "able",
                                                                "ic", "ary", "lar", "lear", "less"};
/// Endings behind which no short word is taken for the end of the word itself ("magic" + "an").
constexpr std::array<std::string_view, 6> noun_endings = {"ions", "ments", "ities", "ies", "tion", "ings"};
/// Fronts of new words that are words themselves.
constexpr std::array<std::string_view, 30> prefixes = {
    "inter",  "counter", "super",  "multi",   "over",   "under",  "after",   "hyper", "photo", "radio",
    "thermo", "crowd",   "spokes", "tornado", "twenty", "thirty", "forty",   "fifty", "sixty", "seventy",
    "eighty", "ninety",  "cross",  "fore",    "macro",  "micro",  "electro", "ultra", "extra", "mega"};
/// What may follow a name at once; short ones that end names ("Martin", "Weston") only behind famous names.
constexpr std::array<std::string_view, 20> behind_names = {
    "the", "was",  "has",   "with",   "from",  "will",   "would", "said",  "that",  "who",
    "had", "also", "could", "should", "comes", "called", "wrote", "asked", "added", "signed"};
constexpr std::array<std::string_view, 10> behind_famous = {"in", "on", "to",  "at", "and",
                                                            "of", "is", "for", "he", "by"};
/// Words that open a sentence and no name.
constexpr std::array<std::string_view, 26> openers = {
    "the",   "this",  "these",  "those",   "that",  "with",   "from",  "when", "while",
    "where", "what",  "which",  "their",   "our",   "your",   "but",   "for",  "they",
    "you",   "after", "before", "because", "there", "during", "since", "to"};
/// What ends no name and needs no comma before it.
constexpr std::array<std::string_view, 14> never_ends_name = {
    "that", "which",   "would", "could", "should", "were",    "from",
    "when", "because", "this",  "these", "those",  "whether", "with"};
constexpr std::array<std::string_view, 4> commonest = {"the", "of", "and", "that"};
/// Subjects that open a sentence before its verb; no name begins with them and ends in "ed" or "ing".
constexpr std::array<std::string_view, 4> subjects = {"he", "she", "they", "we"};
/// What follows a participle as an adverb: "lifting up", "carried out".
constexpr std::array<std::string_view, 5> particles = {"up", "out", "forth", "back", "down"};
constexpr std::array<std::string_view, 6> forms_of_be = {"is", "are", "was", "were", "be", "been"};
/// What stands where a sentence goes on without a subject: nothing follows "in the callsto" but more of it.
constexpr std::array<std::string_view, 3> conjunctions = {"and", "or", "but"};

std::uint64_t pair_key(std::string_view first, std::string_view second) {
    return folded_hash(first) * 31 + folded_hash(second);
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_adjective(std::string_view word) {
    return word.size() >= 6 && std::any_of(adjective_endings.begin(), adjective_endings.end(),
                                           [&](std::string_view e) { return word.ends_with(e); });
}

bool is_inflected(std::string_view word) {
    return word.size() >= 5 && std::any_of(inflected_endings.begin(), inflected_endings.end(),
                                           [&](std::string_view e) { return word.ends_with(e); });
}

bool is_verb_form(std::string_view word) {
    return word.ends_with("ing") || word.ends_with("ed");
}

bool is_noun_ending(std::string_view word) {
    return word.size() >= 7 && std::any_of(noun_endings.begin(), noun_endings.end(),
                                           [&](std::string_view e) { return word.ends_with(e); });
}

bool is_common(const Document& document, std::string_view word, Rank limit) {
    const Rank rank = document.lexicon().rank(word);
    return rank != 0 && rank <= limit;
}

/// "larger", "lowest": an adjective compared, as no compound begins. Judged by its other form.
bool is_compared(const Document& document, std::string_view word) {
    if (word == "best" || word == "worst") return true;
    if (word.size() < 5) return false;
    const std::string stem(word.substr(0, word.size() - (word.ends_with("er") ? 2 : 3)));
    if (word.ends_with("er")) return is_common(document, stem + "est", 35);
    return word.ends_with("est") && is_common(document, stem + "er", 35) && is_common(document, word, 35);
}

/// "owner", "makers", "makes": a noun of the doer, with which English builds new compounds at will.
bool is_doer(const Document& document, std::string_view word) {
    constexpr Rank everyday = 35;
    if (word.ends_with('s')) word.remove_suffix(1);
    if (!word.ends_with("er") && !word.ends_with("or")) return false;
    return word.size() >= 5 && (is_common(document, word.substr(0, word.size() - 2), everyday) ||
                                is_common(document, word.substr(0, word.size() - 1), everyday));
}

bool is_plural(const Document& document, std::string_view word) {
    return word.ends_with('s') && !word.ends_with("ss") && word.size() >= 4 &&
           document.lexicon().rank(word.substr(0, word.size() - 1)) != 0;
}

std::uint32_t role_named(const TableRow& row, std::string_view name) {
    constexpr std::array<std::pair<std::string_view, Role>, 15> names = {{{"left", left},
                                                                          {"left-long", left_long},
                                                                          {"right", right},
                                                                          {"pair", pair},
                                                                          {"before-a", before_a},
                                                                          {"final", final},
                                                                          {"count", count},
                                                                          {"auxiliary", auxiliary},
                                                                          {"after-i", after_i},
                                                                          {"attributive", attributive},
                                                                          {"determiner", determiner},
                                                                          {"after-figure", after_figure},
                                                                          {"before-verb", before_verb},
                                                                          {"title", title},
                                                                          {"behind-name", behind_name}}};
    for (const auto& [known, role] : names) {
        if (known == name) return role;
    }
    throw DictionaryError(row.place, "unknown role '" + std::string(name) + "'");
}

}  // namespace

/// Which words stand side by side in the article; gathered when asked often.
class MergedWords::PairsOfWords {
  public:
    explicit PairsOfWords(const Document& document) : document_(document) {}

    bool hold(std::string_view first, std::string_view second) {
        const std::uint64_t wanted = key(folded_hash(first), folded_hash(second));
        // To read the article a few times costs less than to gather its pairs.
        constexpr std::size_t few = 8;
        if (!pairs_ && ++asked_ <= few) return stands(wanted);
        if (!pairs_) gather();
        return pairs_->contains(wanted);
    }

  private:
    static std::uint64_t key(std::uint64_t first, std::uint64_t second) { return first * 31 + second; }

    bool stands(std::uint64_t wanted) const {
        const auto& all = document_.words();
        for (std::size_t i = 0; i + 1 < all.size(); ++i) {
            if (key(all[i].hash, all[i + 1].hash) == wanted && words::behind(document_, i) != nullptr)
                return true;
        }
        return false;
    }

    void gather() {
        pairs_.emplace();
        const auto& all = document_.words();
        for (std::size_t i = 0; i + 1 < all.size(); ++i) {
            if (words::behind(document_, i) != nullptr) pairs_->insert(key(all[i].hash, all[i + 1].hash));
        }
    }

    const Document& document_;
    std::size_t asked_ = 0;
    std::optional<std::unordered_set<std::uint64_t>> pairs_;
};

MergedWords::MergedWords(const Dictionaries& dictionaries, const Speller& speller)
    : function_word_(dictionaries.rule("words/merged-function-word")),
      content_words_(dictionaries.rule("words/merged-content-words")),
      name_and_word_(dictionaries.rule("words/merged-name")),
      figure_and_word_(dictionaries.rule("words/merged-figure")),
      unsure_(dictionaries.rule("words/merged-unsure")),
      speller_(speller) {
    for (const TableRow& row : dictionaries.table("words/joints.tsv", 2)) {
        std::uint32_t all = 0;
        const std::string_view cell = row.cells[1];
        for (std::size_t begin = 0; begin < cell.size();) {
            const std::size_t end = std::min(cell.find(' ', begin), cell.size());
            all |= role_named(row, cell.substr(begin, end - begin));
            begin = end + 1;
        }
        roles_[folded_hash(row.cells[0])] |= all;
    }
    for (const TableRow& row : dictionaries.table("words/surnames.tsv", 1)) surnames_.insert(row.cells[0]);
    for (const TableRow& row : dictionaries.table("lines/names.tsv", 1)) {
        const std::string_view name = row.cells[0];
        const std::size_t space = name.find(' ');
        if (space == std::string_view::npos || name.find(' ', space + 1) != std::string_view::npos) continue;
        known_names_.insert(pair_key(name.substr(0, space), name.substr(space + 1)));
    }
}

std::uint32_t MergedWords::roles(std::string_view word) const {
    const auto it = roles_.find(folded_hash(word));
    return it == roles_.end() ? 0 : it->second;
}

bool MergedWords::is_known(std::string_view word, Rank rank) const {
    return rank != 0 ? rank <= 60 : speller_.knows(word);
}

bool MergedWords::is_candidate(const Document& document, std::size_t index) const {
    const Word& word = document.words()[index];
    if (word.has_digit || (word.rank != 0 && word.rank < doubtful)) return false;
    const std::string_view text = document.text(word);
    if (text.size() < 3 || text.size() > longest_word) return false;
    if (!words::is_plain_lower(text) && !words::is_plain_capitalised(text)) return false;
    if (!words::stands_alone(document, word)) return false;
    return true;
}

/// "Bárcenaswho": a capitalised word with a letter that English lacks, and that no list knows.
bool MergedWords::is_accented_name(const Document& document, std::size_t index) const {
    const Word& word = document.words()[index];
    if (!word.capital || word.all_capitals || word.non_latin || word.has_digit || word.rank != 0)
        return false;
    const std::string_view text = document.text(word);
    const bool plain =
        std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) > 0; });
    return !plain && text.size() >= 7 && text.size() <= longest_word && words::stands_alone(document, word);
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
            if (is_common(document, longer, everyday)) return true;
        }
    }
    return false;
}

MergedWords::Split MergedWords::split_at(const Document& document, std::string_view word,
                                         std::size_t at) const {
    const std::string_view a = word.substr(0, at);
    const std::string_view b = word.substr(at);
    // Most places fall here: a half that no list knows can be one of few.
    const bool common_end = b == "a" || is_one_of(b, commonest);
    const Rank ra = document.lexicon().rank(a);
    if (ra == 0 && !common_end && !is_noun_ending(a)) return {};
    const Rank rb = document.lexicon().rank(b);
    if (rb == 0 && !common_end && !is_one_of(a, commonest)) return {};
    const std::uint32_t role_a = roles(a);
    const std::uint32_t role_b = roles(b);
    const int rarer = std::max(ra, rb);
    if (b == "a") return split_before_a(a, ra);
    if (a == "a") {
        if (b.size() < 4 || rb == 0 || rb > 20) return {};
        const bool vowel = std::string_view("aeiou").find(b[0]) != std::string_view::npos;
        return {at, Kind::function, b.size() >= 5 && !vowel && !is_verb_form(b), rb};
    }
    if (a.size() < 2 || b.size() < 2) return {};
    constexpr std::uint32_t opens = left | left_long | pair;
    constexpr std::uint32_t closes = left | right | pair;
    // "thatto" is as often "that the", left in another language's order.
    if ((role_a & opens) && (role_b & closes) && ra != 0 && rb != 0 && rarer <= 35)
        return {at, Kind::pair, rarer == 10 && word != "thatto", rarer};
    // The commonest words of all join any other.
    if (is_one_of(a, commonest) && b.size() >= 5 && is_known(b, rb)) return {at, Kind::function, true, rarer};
    if (is_one_of(b, commonest) && a.size() >= 5 && is_known(a, ra)) return {at, Kind::function, true, rarer};
    if (ra == 0 && rb == 10 && (role_b & right) && is_noun_ending(a) && a.size() >= 8 && speller_.knows(a))
        return {at, Kind::function, true, 60};
    if (ra == 0 || rb == 0) return {};
    const Split function = function_split(document, a, b, rarer);
    return function.kind != Kind::none ? function : content_split(document, a, b, rarer);
}

MergedWords::Split MergedWords::split_before_a(std::string_view a, Rank ra) const {
    const std::size_t at = a.size();
    if (roles(a) & before_a) return {at, Kind::pair, true, ra};
    // "createa": a common verb; nouns of that length end in "a" in other languages.
    if (is_verb_form(a)) {
        if (a.size() >= 5 && ra != 0 && ra <= (a.size() >= 8 ? 50 : 35))
            return {at, Kind::function, true, ra};
        return {};
    }
    if (a.size() >= 4 && ra == 10) return {at, Kind::function, false, ra};
    return {};
}

/// One half is a small word of grammar.
MergedWords::Split MergedWords::function_split(const Document& document, std::string_view a,
                                               std::string_view b, int rarer) const {
    const std::size_t at = a.size();
    const Rank ra = document.lexicon().rank(a);
    const Rank rb = document.lexicon().rank(b);
    const std::uint32_t role_a = roles(a);
    const std::uint32_t role_b = roles(b);
    if (rarer > 35) {
        // A long noun of any rank ends where its ending does ("epistemologies" + "in").
        const bool whole = ra <= 50 && a.size() >= 5 && (role_b & right) && b.size() >= 3;
        const bool noun = ra <= 60 && (role_b & (right | pair)) && is_noun_ending(a);
        return whole || noun ? Split{at, Kind::function, a.size() >= 6, rarer} : Split{};
    }
    if ((role_a & left) && b.size() >= 3) return {at, Kind::function, rb <= 20 || b.size() >= 5, rarer};
    if ((role_b & right) && a.size() >= 3) {
        const bool plural = is_plural(document, a) && a.size() >= 7 && b != "on";
        // "grantor", "redirector": who does it.
        const bool short_word = ra <= 20 && a.size() >= 4 && b != "or";
        const bool sure = b.size() >= 3 || short_word || is_noun_ending(a) || plural || b == "of";
        return {at, Kind::function, sure, rarer};
    }
    if ((role_a & count) && b.size() >= 4 && is_plural(document, b)) return {at, Kind::function, true, rarer};
    if ((role_a & auxiliary) && b.size() >= 4 && rb == 10 && !b.ends_with("est"))
        return {at, Kind::function, true, rarer};
    if ((role_a & left_long) && b.size() >= 4)
        return {at, Kind::function, b.size() >= 5 || (rb == 10 && a.size() == 2 && a != "or"), rarer};
    if (is_verb_form(a) && a.size() >= 6 && is_one_of(b, particles)) return {at, Kind::function, true, rarer};
    if ((role_a & pair) && rb <= 20 && b.size() >= (rb == 10 ? 4 : 5)) return {at, Kind::plain, false, rarer};
    return {};
}

/// Both halves are words of content: such a compound could be new, unless of what is set apart in English.
MergedWords::Split MergedWords::content_split(const Document& document, std::string_view a,
                                              std::string_view b, int rarer) const {
    const std::size_t at = a.size();
    if (a.size() < 3 || b.size() < 3 || is_one_of(b, word_endings) || is_one_of(a, prefixes)) return {};
    const bool participle = a.size() >= 7 && (a.ends_with("ed") || a.ends_with("ly"));
    if (is_one_of(b, compound_ends) && !participle) return {};
    const bool object_like = !b.ends_with("ing") && (is_adjective(a) || !is_doer(document, b));
    // "powers hell" is as good a split as "power shell".
    const bool two_ways = a.ends_with("s") && document.lexicon().rank(a.substr(0, a.size() - 1)) != 0 &&
                          document.lexicon().rank("s" + std::string(b)) != 0;
    if (two_ways) return rarer <= 35 ? Split{at, Kind::plain, false, rarer} : Split{};
    if (a.size() >= 4 && b.size() >= 4 && object_like) {
        const int limit = a.size() >= 8 && b.size() >= 5 ? 50 : 35;
        if ((is_inflected(a) || is_adjective(a)) && rarer <= limit)
            return {at, Kind::content, a.size() >= 6 || a.ends_with("ly"), rarer};
        if (rarer > 35) return {};
        if (is_compared(document, a) && b.size() >= 5) return {at, Kind::content, true, rarer};
        if (is_plural(document, a) && rarer <= 20) return {at, Kind::content, true, rarer};
        // English sets short words together; two long ones it keeps apart.
        if (a.size() >= 5 && b.size() >= 5 && a.size() + b.size() >= 12 && !b.ends_with("ed"))
            return {at, Kind::content, true, rarer};
    }
    return rarer <= 35 ? Split{at, Kind::plain, false, rarer} : Split{};
}

/// "lightshow", "notraining": with the border one letter to the left or right, the halves are everyday words
/// too.
bool MergedWords::splits_elsewhere(const Document& document, std::string_view word, std::size_t at) {
    constexpr Rank everyday = 20;
    constexpr std::size_t shortest = 4;
    // "patientsand" is no sand.
    if (is_one_of(word.substr(0, at), commonest) || is_one_of(word.substr(at), commonest)) return false;
    for (const std::size_t other : {at - 1, at + 1}) {
        if (other < 2 || other + shortest > word.size()) continue;
        const std::string_view a = word.substr(0, other);
        if ((a.size() >= shortest || a == "no") && is_common(document, a, everyday) &&
            is_common(document, word.substr(other), everyday))
            return true;
    }
    return false;
}

MergedWords::Split MergedWords::best_split(const Document& document, std::string_view word) const {
    Split best;
    // "drivin", "thinkin": a dropped letter.
    const bool drops_g = word.ends_with("in") && is_common(document, std::string(word) + "g", 35);
    bool article = false;
    for (std::size_t at = 1; at < word.size(); ++at) {
        const Split next = split_at(document, word, at);
        if (next.kind == Kind::none || (drops_g && at + 2 == word.size())) continue;
        // "asweeping": "a sweeping" as well as "as weeping".
        article |= at == 1;
        if (article && at > 1 && at <= 3) {
            if (next.kind == Kind::function && next.rarer <= best.rarer) best.sure = false;
            continue;
        }
        const auto order = [](const Split& s) { return std::tuple(s.sure, s.kind, -s.rarer); };
        if (best.kind == Kind::none || order(next) > order(best)) {
            best = next;
        } else if (order(next) == order(best)) {
            best.sure = false;
        }
    }
    if (best.kind == Kind::function && splits_elsewhere(document, word, best.at)) best.sure = false;
    return best;
}

MergedWords::Split MergedWords::capitalised_split(const Document& document, std::size_t index) const {
    const std::string lower = utf8::to_lower(document.text(document.words()[index]));
    const std::size_t begin = document.words()[index].at.begin;
    // Names are built of small words too ("Hering", "Newson"): only what opens sentences or ends no name
    // counts.
    const auto opens = [&] {
        return words::before(document, index) == nullptr || document.sentence_at(begin).begin == begin;
    };
    for (std::string_view subject : subjects) {
        if (!lower.starts_with(subject)) continue;
        const std::string_view verb = std::string_view(lower).substr(subject.size());
        if (verb.size() >= 6 && verb.ends_with("ed") && is_common(document, verb, 20) && opens())
            return {subject.size(), Kind::function, true, 20};
    }
    const std::string_view verb = std::string_view(lower).substr(1);
    if (lower[0] == 'i' && (roles(verb) & after_i)) return {1, Kind::pair, true, 10};
    const Split split = best_split(document, lower);
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
    if (b == "a") return is_verb_form(a) && goes_on;
    if (b == "to") return a.size() >= 4 && split.rarer == 10 && goes_on;
    if (a == "a") return b.size() >= 6 && split.rarer <= 20 && goes_on;
    if (a == "by" || a == "for" || a == "in") return b.ends_with("ing") && b.size() >= 7;
    const std::size_t enough = a.size() >= 4 || a.starts_with("th") ? 4 : 6;
    return is_one_of(a, openers) && b.size() >= enough && (split.rarer <= 20 || a == "the");
}

/// "Departmentof Health", "Planand the", "Americansto": a word that ends no name, behind a name or title.
bool MergedWords::follows_name(const Document& document, std::size_t index, std::string_view lower,
                               const Split& split) const {
    const std::string_view a = lower.substr(0, split.at);
    const std::string_view b = lower.substr(split.at);
    if (is_one_of(b, never_ends_name)) return a.size() >= 4;
    // "the Forand bill": a small word is in every article.
    const bool in_article = document.count(a) > 0 && a.size() >= 3 && (roles(a) & grammar) == 0;
    const Word* behind = words::behind(document, index);
    if (behind == nullptr) return false;
    const bool thing = behind->capital || behind->has_digit || (roles(document.text(*behind)) & determiner);
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

/// "Federal Reserve" where it lost its space, and "Donald J": two capitals in one word are a brand as often,
/// so that the article has to have the two side by side, or both as parts of a name.
std::optional<bool> MergedWords::joined_names(const Document& document, PairsOfWords& pairs,
                                              std::size_t index, std::size_t at) const {
    const std::string_view word = document.text(document.words()[index]);
    const std::string_view a = word.substr(0, at);
    const std::string_view b = word.substr(at);
    if (document.count(word) > 1) return std::nullopt;
    // "ConstProp", "MobileGov": parts that are clipped make a name of their own.
    const bool initial = b.size() == 1;
    const bool whole =
        is_common(document, a, 35) && a.size() >= 4 && is_common(document, b, 35) && b.size() >= 4;
    if ((whole || initial) && pairs.hold(a, b)) return true;
    const auto is_only_name = [&](std::string_view part) {
        const auto* entry = document.lexicon().words.find(folded_hash(part));
        return entry == nullptr || (entry->forms & WordTable::lower_form) == 0;
    };
    if (b.size() < 3) return std::nullopt;
    const bool named = is_only_name(b) && document.count(b) > 0;
    const Rank ra = document.lexicon().rank(a);
    if (is_only_name(b) && (roles(a) & title)) return true;
    if (known_names_.contains(pair_key(a, b))) return true;
    if (named && is_one_of(utf8::to_lower(a), openers)) return true;
    if (named && ra != 0 && is_only_name(a)) return true;
    const Rank rb = document.lexicon().rank(b);
    const bool words_of_names =
        is_inflected(a) && a.size() >= 7 && ra != 0 && ra <= 35 && rb != 0 && rb <= 35;
    if (words_of_names && b.size() >= 5) return false;
    return std::nullopt;
}

/// Where a second capital stands in a word of two capitalised ones, or 0.
std::size_t MergedWords::second_capital(const Document& document, std::size_t index) const {
    const Word& word = document.words()[index];
    const std::string_view text = document.text(word);
    if (!word.capital || word.has_digit || text.size() < 4 || text.size() > longest_word) return 0;
    std::size_t at = 1;
    while (at < text.size() && text[at] >= 'a' && text[at] <= 'z') ++at;
    if (at < 3 || at == text.size() || text[at] < 'A' || text[at] > 'Z') return 0;
    if (!words::is_plain_lower(text.substr(at + 1)) || word.rank != 0) return 0;
    return words::stands_alone(document, word) ? at : 0;
}

/// "30years", "6billion": where the figures end, or 0. What a unit or a name could be ("15mm", "4chan",
/// "3dprinting") is none of the words that stand behind figures every day.
std::size_t MergedWords::figures_end(const Document& document, std::size_t index) const {
    const Word& word = document.words()[index];
    const std::string_view text = document.text(word);
    if (!word.has_digit || text.size() > longest_word) return 0;
    std::size_t at = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    const std::string_view noun = text.substr(at);
    if (at == 0 || noun.size() < 4 || !words::is_plain_lower(noun)) return 0;
    if (!(roles(noun) & after_figure) && !(is_common(document, noun, 20) && is_plural(document, noun)))
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

std::optional<std::size_t> MergedWords::name_split(const Document& document, std::size_t index) const {
    const std::string_view word = document.text(document.words()[index]);
    for (std::size_t at = 4; at + 2 <= word.size(); ++at) {
        const std::string_view name = word.substr(0, at);
        const std::string_view rest = word.substr(at);
        const bool verb = rest.size() >= 6 && rest.ends_with("ed") && is_common(document, rest, 20);
        const bool sure_rest = verb || is_one_of(rest, behind_names);
        if (!sure_rest && !is_one_of(rest, behind_famous)) continue;
        const bool famous = surnames_.contains(std::string(name));
        if (famous) return at;
        const auto* entry = document.lexicon().words.find(folded_hash(name));
        const bool only_name = entry == nullptr || (entry->forms & WordTable::lower_form) == 0;
        const bool long_word = verb && name.size() >= 8;
        if (sure_rest && (only_name || long_word) && document.count(name) > 0) return at;
    }
    return unknown_name_split(document, index);
}

/// "Carlo Castellottiwho had", "Mario Rossiassured that": no name ends in these words, so that none need know
/// the name. Another capital stands before it, and prose goes on behind it.
std::optional<std::size_t> MergedWords::unknown_name_split(const Document& document,
                                                           std::size_t index) const {
    const auto& all = document.words();
    const std::string_view word = document.text(all[index]);
    const Word* before = words::before(document, index);
    const Word* behind = words::behind(document, index);
    if (before == nullptr || behind == nullptr || !before->capital || behind->capital) return std::nullopt;
    if (behind->rank == 0 || behind->rank > 20 || before->at.size() < 3) return std::nullopt;
    // "Then Castellottiwho": the first capital of a sentence proves no name.
    const auto* entry = document.lexicon().words.find(before->hash);
    const bool opens = document.sentence_at(before->at.begin).begin == before->at.begin;
    if (opens && entry != nullptr && (entry->forms & WordTable::lower_form) != 0) return std::nullopt;
    for (std::size_t at = 4; at + 3 <= word.size(); ++at) {
        if (roles(word.substr(at)) & behind_name) return at;
    }
    return std::nullopt;
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
    if (split.kind != Kind::pair && !all[index].capital && !in_prose(document, index)) return false;
    // A function word at the end needs something behind it, and not itself again ("rustin in").
    if (split.kind >= Kind::function && b.size() <= 3 && (roles(b) & right)) {
        if (behind != nullptr && behind->hash == folded_hash(b)) return false;
        const bool ends_clause = (roles(b) & final) != 0;
        if (!ends_clause && !goes_on(document, index)) return false;
        // "Trichinella spiralis": the second word of a species.
        const bool genus = before != nullptr && before->capital && (before->rank == 0 || before->rank > 60);
        if (genus && b == "is" && !all[index].capital) return false;
    }
    if (word.starts_with("a") && split.at == 1 && before != nullptr) {
        const std::string_view previous = document.text(*before);
        if (previous == "a" || previous == "an" || previous == "the") return false;
    }
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
    return !is_one_of(document.text(all[index + 1]), conjunctions);
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
    const std::uint32_t next = roles(document.text(*behind));
    if (b == "a")
        return before != nullptr && (roles(document.text(*before)) & before_verb) && !behind->capital &&
               !(next & grammar) && split.rarer == 10;
    const bool object = behind->capital || (next & determiner);
    return object && a.size() >= 7 && (b == "in" || b == "on" || b == "at" || b == "by") && !a.ends_with('s');
}

/// "access to aplan": a short noun behind a word that an article follows.
bool MergedWords::takes_article(const Document& document, std::size_t index, const Split& split) const {
    const std::string_view word = document.text(document.words()[index]);
    const Word* before = words::before(document, index);
    if (split.at != 1 || word[0] != 'a' || split.rarer != 10 || before == nullptr) return false;
    if (is_verb_form(word.substr(1)) || document.count(document.words()[index].hash) > 1) return false;
    return (roles(document.text(*before)) & before_a) != 0;
}

/// "the gains inspace": "in" and "on" build new adjectives before nouns ("inhouse counsel"), and never stand
/// behind an article; behind a noun and before a clause they are prepositions.
bool MergedWords::is_preposition(const Document& document, std::size_t index, const Split& split) const {
    const auto& all = document.words();
    const std::string_view word = document.text(all[index]);
    const std::string_view a = word.substr(0, split.at);
    const std::string_view b = word.substr(split.at);
    if ((a != "in" && a != "on") || split.rarer > 20 || b.size() < 4 || b.ends_with("ed")) return false;
    if (document.count(all[index].hash) > 1 || is_plural(document, b) || (roles(b) & attributive))
        return false;
    const Word* before = words::before(document, index);
    const Word* behind = words::behind(document, index);
    if (before == nullptr || before->rank == 0 || before->has_digit) return false;
    const std::uint32_t previous = roles(document.text(*before)) & grammar;
    if (previous != 0 && !is_one_of(document.text(*before), forms_of_be)) return false;
    if (behind == nullptr || behind->capital) return true;
    return (roles(document.text(*behind)) & grammar) != 0;
}

void MergedWords::propose(const Document& document, EditSink& sink) const {
    PairsOfWords pairs(document);
    for (std::size_t i = 0; i < document.words().size(); ++i) {
        const Word& word = document.words()[i];
        if (word.rank != 0 && word.rank < doubtful && !word.has_digit) continue;
        if (const std::size_t at = figures_end(document, i)) {
            add(document, sink, i, at, figure_and_word_);
        } else if (const std::size_t capital = second_capital(document, i)) {
            const auto sure = joined_names(document, pairs, i, capital);
            if (sure) add(document, sink, i, capital, *sure ? name_and_word_ : unsure_);
        } else if (is_candidate(document, i)) {
            propose_words(document, sink, pairs, i);
        } else if (is_accented_name(document, i)) {
            if (const auto end = name_split(document, i)) add(document, sink, i, *end, name_and_word_);
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

void MergedWords::propose_words(const Document& document, EditSink& sink, PairsOfWords& pairs,
                                std::size_t index) const {
    const Word& whole = document.words()[index];
    const std::string_view word = document.text(whole);
    const auto name_end = whole.capital ? name_split(document, index) : std::nullopt;
    if (name_end) {
        if (!is_spelled_right(word)) add(document, sink, index, *name_end, name_and_word_);
        return;
    }
    const Split split = whole.capital ? capitalised_split(document, index) : best_split(document, word);
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
