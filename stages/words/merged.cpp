#include "stages/words/merged.hpp"

#include <algorithm>
#include <array>

#include "pipeline/rules/matcher.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/words/context.hpp"

namespace mtmend {
namespace {

enum Role : std::uint32_t { left = 1, left_long = 2, right = 4, pair = 8, before_a = 16 };

constexpr std::size_t longest_word = 40;

/// Endings of words that stand before a noun or are none, so that no compound begins with them.
constexpr std::array<std::string_view, 30> inflected_endings = {
    "ly",   "ing",  "ed",   "tion", "tions", "sion", "ous",  "ive",  "ical", "al",
    "ful",  "able", "ible", "ment", "ments", "ity",  "ness", "ies",  "ance", "ence",
    "ists", "ant",  "ent",  "ors",  "ic",    "ions", "ers",  "ency", "ancy", "ings"};
/// Ends of compounds and derived words; a right half like these proves nothing.
constexpr std::array<std::string_view, 38> word_builders = {
    "able",  "ability", "wide",   "wise",   "ward",  "wards", "like",  "less",   "fully", "ally",
    "ship",  "ships",   "hood",   "land",   "lands", "proof", "free",  "line",   "lines", "room",
    "time",  "side",    "stream", "stress", "host",  "ness",  "lest",  "form",   "forms", "info",
    "based", "style",   "some",   "monger", "type",  "folk",  "folks", "fullest"};
/// Fronts of new words that are words themselves.
constexpr std::array<std::string_view, 16> prefixes = {
    "inter", "counter", "super", "multi", "over",    "under", "after", "hyper",
    "cross", "fore",    "macro", "micro", "electro", "ultra", "extra", "mega"};
/// What may follow a name at once; short ones that end names ("Martin", "Weston") only behind famous names.
constexpr std::array<std::string_view, 13> behind_names = {
    "the", "was", "has", "with", "from", "will", "would", "said", "that", "who", "had", "also", "could"};
constexpr std::array<std::string_view, 10> behind_famous = {"in", "on", "to",  "at", "and",
                                                            "of", "is", "for", "he", "by"};
/// Words that open a sentence and no name.
constexpr std::array<std::string_view, 26> openers = {
    "the",   "this",  "these",  "those",   "that",  "with",   "from",  "when", "while",
    "where", "what",  "which",  "their",   "our",   "your",   "but",   "for",  "they",
    "you",   "after", "before", "because", "there", "during", "since", "to"};
/// What ends no name and needs no comma before it.
constexpr std::array<std::string_view, 9> never_ends_name = {"that", "which", "would", "could",  "should",
                                                             "were", "from",  "when",  "because"};
constexpr std::array<std::string_view, 4> commonest = {"the", "of", "and", "that"};
/// What stands where a sentence goes on without a subject: nothing follows "in the callsto" but more of it.
constexpr std::array<std::string_view, 3> conjunctions = {"and", "or", "but"};

/// Which words stand side by side in the article; gathered when first asked.
class PairsOfWords {
  public:
    explicit PairsOfWords(const Document& document) : document_(document) {}

    bool hold(std::string_view first, std::string_view second) {
        if (!pairs_) gather();
        return pairs_->contains(key(folded_hash(first), folded_hash(second)));
    }

  private:
    static std::uint64_t key(std::uint64_t first, std::uint64_t second) { return first * 31 + second; }

    void gather() {
        pairs_.emplace();
        const auto& all = document_.words();
        for (std::size_t i = 0; i + 1 < all.size(); ++i) {
            if (words::behind(document_, i) != nullptr) pairs_->insert(key(all[i].hash, all[i + 1].hash));
        }
    }

    const Document& document_;
    std::optional<std::unordered_set<std::uint64_t>> pairs_;
};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_inflected(std::string_view word) {
    return word.size() >= 5 && std::any_of(inflected_endings.begin(), inflected_endings.end(),
                                           [&](std::string_view e) { return word.ends_with(e); });
}

bool is_verb_form(std::string_view word) {
    return word.ends_with("ing") || word.ends_with("ed");
}

std::uint32_t role_named(const TableRow& row, std::string_view name) {
    if (name == "left") return left;
    if (name == "left-long") return left_long;
    if (name == "right") return right;
    if (name == "pair") return pair;
    if (name == "before-a") return before_a;
    throw std::runtime_error(row.place.file + ":" + std::to_string(row.place.line) + ": unknown role '" +
                             std::string(name) + "'; known are left, left-long, right, pair, before-a");
}

}  // namespace

MergedWords::MergedWords(const Dictionaries& dictionaries, const Speller& speller)
    : function_word_(dictionaries.rule("words/merged-function-word")),
      content_words_(dictionaries.rule("words/merged-content-words")),
      name_and_word_(dictionaries.rule("words/merged-name")),
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
    // SCOWL's rarest class holds "tobe" and "aswell"; Hunspell's refusal tells them from real rare words.
    if (word.has_digit || (word.rank != 0 && word.rank < 70)) return false;
    const std::string_view text = document.text(word);
    if (text.size() < 3 || text.size() > longest_word) return false;
    if (!words::is_plain_lower(text) && !words::is_plain_capitalised(text)) return false;
    if (!words::stands_alone(document, word)) return false;
    if (speller_.knows(text)) return false;
    return !word.capital || !speller_.knows(utf8::to_lower(text));
}

MergedWords::Split MergedWords::split_at(const Document& document, std::string_view word,
                                         std::size_t at) const {
    const std::string_view a = word.substr(0, at);
    const std::string_view b = word.substr(at);
    const Rank ra = document.lexicon().rank(a);
    const Rank rb = document.lexicon().rank(b);
    const std::uint32_t role_a = roles(a);
    const std::uint32_t role_b = roles(b);
    const int rarer = std::max(ra, rb);
    if (b == "a") {
        const bool verb = is_verb_form(a) ? a.size() >= 5 && ra != 0 && ra <= 35 : a.size() >= 4 && ra == 10;
        if (role_a & before_a) return {at, Kind::pair, true, ra};
        // "createa": a common verb; nouns of that length end in "a" in other languages.
        if (verb && is_verb_form(a)) return {at, Kind::function, true, ra};
        return verb ? Split{at, Kind::function, false, ra} : Split{};
    }
    if (a == "a") {
        if (b.size() < 4 || rb == 0 || rb > 20) return {};
        const bool vowel = std::string_view("aeiou").find(b[0]) != std::string_view::npos;
        return {at, Kind::function, b.size() >= 5 && !vowel && !is_verb_form(b), rb};
    }
    if (a.size() < 2 || b.size() < 2) return {};
    // The commonest words of all join any other.
    if (is_one_of(a, commonest) && b.size() >= 5 && is_known(b, rb)) return {at, Kind::function, true, rarer};
    if (is_one_of(b, commonest) && a.size() >= 5 && is_known(a, ra)) return {at, Kind::function, true, rarer};
    if (ra == 0 || rb == 0 || rarer > 35) return {};
    constexpr std::uint32_t opens = left | left_long | pair;
    constexpr std::uint32_t closes = left | right | pair;
    // "thatto" is as often "that the", left in another language's order.
    if ((role_a & opens) && (role_b & closes))
        return {at, Kind::pair, rarer == 10 && word != "thatto", rarer};
    if ((role_a & left) && b.size() >= 3) return {at, Kind::function, rb <= 20 || b.size() >= 5, rarer};
    if ((role_b & right) && a.size() >= 3)
        return {at, Kind::function, b.size() >= 3 || (ra <= 20 && a.size() >= 4), rarer};
    if ((role_a & left_long) && b.size() >= 4)
        return {at, Kind::function, b.size() >= 5 || (rb == 10 && a.size() == 2 && a != "or"), rarer};
    if ((role_a & pair) && rb <= 20 && b.size() >= (rb == 10 ? 4 : 5)) return {at, Kind::plain, false, rarer};
    if (a.size() < 3 || b.size() < 3 || is_one_of(b, word_builders) || is_one_of(a, prefixes)) return {};
    const bool object_like = !b.ends_with("ing") && !b.ends_with("er") && !b.ends_with("ers");
    if (a.size() >= 4 && b.size() >= 4 && object_like) {
        if (is_inflected(a)) return {at, Kind::content, a.size() >= 6 || a.ends_with("ly"), rarer};
        const bool plural =
            a.ends_with('s') && !a.ends_with("ss") && document.lexicon().rank(a.substr(0, at - 1)) != 0;
        const std::string shifted = "s" + std::string(b);
        if (plural && rarer <= 20 && document.lexicon().rank(shifted) == 0)
            return {at, Kind::content, true, rarer};
        // English sets short words together; two long ones it keeps apart.
        if (a.size() >= 7 && b.size() >= 5 && rarer <= 20) return {at, Kind::content, true, rarer};
    }
    return {at, Kind::plain, false, rarer};
}

MergedWords::Split MergedWords::best_split(const Document& document, std::string_view word) const {
    Split best;
    bool article = false;
    for (std::size_t at = 1; at < word.size(); ++at) {
        const Split next = split_at(document, word, at);
        if (next.kind == Kind::none) continue;
        // "asweeping": "a sweeping" as well as "as weeping".
        article |= at == 1;
        if (article && at > 1 && at <= 3 && next.kind == Kind::function) best.sure = false;
        if (article && at > 1 && at <= 3) continue;
        const auto order = [](const Split& s) { return std::tuple(s.sure, s.kind, -s.rarer); };
        if (best.kind == Kind::none || order(next) > order(best)) {
            best = next;
        } else if (order(next) == order(best)) {
            best.sure = false;
        }
    }
    return best;
}

MergedWords::Split MergedWords::capitalised_split(const Document& document, std::size_t index) const {
    const std::string lower = utf8::to_lower(document.text(document.words()[index]));
    const Split split = best_split(document, lower);
    if (split.kind < Kind::function || !split.sure) return {};
    const std::string_view a = std::string_view(lower).substr(0, split.at);
    const std::string_view b = std::string_view(lower).substr(split.at);
    // Names are built of small words too ("Hering", "Newson"): only what opens sentences or ends no name
    // counts.
    const std::size_t begin = document.words()[index].at.begin;
    const bool opens =
        document.sentence_at(begin).begin == begin || words::before(document, index) == nullptr;
    if (opens && split.kind == Kind::pair && b.size() >= 3 && lower.size() >= 5 && lower[0] != 'i' &&
        b != "well")
        return split;
    const bool joins_on = b == "of" || b == "to" || b == "for";
    if (joins_on && a.size() >= 6 && split.rarer <= 20) return split;
    const std::size_t enough = a.size() >= 4 || a.starts_with("th") ? 4 : 6;
    const bool opener = opens && is_one_of(a, openers) && b.size() >= enough && split.rarer <= 20;
    const bool ender = is_one_of(b, never_ends_name) && a.size() >= 4;
    return opener || ender ? split : Split{};
}

std::optional<std::size_t> MergedWords::name_split(const Document& document, std::size_t index) const {
    const std::string_view word = document.text(document.words()[index]);
    for (std::size_t at = 4; at + 2 <= word.size(); ++at) {
        const std::string_view name = word.substr(0, at);
        const std::string_view rest = word.substr(at);
        const bool sure_rest = is_one_of(rest, behind_names);
        if (!sure_rest && !is_one_of(rest, behind_famous)) continue;
        const bool famous = surnames_.contains(std::string(name));
        if (famous) return at;
        const auto* entry = document.lexicon().words.find(folded_hash(name));
        const bool only_name = entry == nullptr || (entry->forms & WordTable::lower_form) == 0;
        if (sure_rest && only_name && document.count(name) > 0) return at;
    }
    return std::nullopt;
}

bool MergedWords::fits(const Document& document, std::size_t index, const Split& split) const {
    const auto& all = document.words();
    const Word* before = words::before(document, index);
    const Word* behind = words::behind(document, index);
    if (!words::is_ordinary(before) || !words::is_ordinary(behind)) return false;
    const std::string_view word = document.text(all[index]);
    const std::string_view b = word.substr(split.at);
    // Between names only stands a name ("Gribnau pierwill Robert").
    const bool prose = (before != nullptr && !before->capital) || (behind != nullptr && !behind->capital);
    if (!prose && split.kind != Kind::pair) return false;
    // A function word at the end needs something behind it, and not itself again ("rustin in").
    if (split.kind >= Kind::function && b.size() <= 3 && (roles(b) & right)) {
        if (behind == nullptr || behind->hash == folded_hash(b)) return false;
        if (is_one_of(document.text(*behind), conjunctions)) return false;
    }
    if (word.starts_with("a") && split.at == 1 && before != nullptr) {
        const std::string_view previous = document.text(*before);
        if (previous == "a" || previous == "an" || previous == "the") return false;
    }
    return split.kind == Kind::pair || document.count(all[index].hash) == 1;
}

void MergedWords::propose(const Document& document, EditSink& sink) const {
    const auto& all = document.words();
    PairsOfWords pairs(document);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!is_candidate(document, i)) continue;
        const std::string_view word = document.text(all[i]);
        Split split;
        const Rule* rule = nullptr;
        if (all[i].capital) {
            if (const auto at = name_split(document, i)) {
                split = {*at, Kind::function, true, 0};
                rule = &name_and_word_;
            } else {
                split = capitalised_split(document, i);
            }
        } else {
            split = best_split(document, word);
        }
        // Rare words that only Hunspell refuses are broken where both halves are grammar, nowhere else.
        if (split.kind == Kind::none || (all[i].rank != 0 && (split.kind != Kind::pair || !split.sure)))
            continue;
        const std::string_view a = word.substr(0, split.at);
        const std::string_view b = word.substr(split.at);
        bool sure = split.sure && (rule == &name_and_word_ || fits(document, i, split));
        if (!sure && split.kind == Kind::plain && a.size() >= 4 && b.size() >= 4)
            sure = document.count(all[i].hash) == 1 && a.size() + b.size() >= 12 && pairs.hold(a, b);
        const bool worth_a_look =
            split.kind >= Kind::content || (a.size() + b.size() >= 10 && split.rarer <= 20);
        if (!sure && (!worth_a_look || document.count(all[i].hash) > 1)) continue;
        if (!sure && (!words::is_ordinary(words::before(document, i)) ||
                      !words::is_ordinary(words::behind(document, i))))
            continue;
        if (rule == nullptr) rule = split.kind >= Kind::function ? &function_word_ : &content_words_;
        if (!sure) rule = &unsure_;
        sink.propose({all[i].at, std::string(a) + " " + std::string(b), rule->id, rule->confidence, {}, {}});
    }
}

}  // namespace mtmend
