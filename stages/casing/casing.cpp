#include "stages/casing/casing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "pipeline/rules/rule_stage.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/casing/sentence_starts.hpp"
#include "stages/context.hpp"
#include "stages/stem.hpp"

namespace mtmend {
namespace {

constexpr StageCard stage_card = {
    .name = "casing",
    .mends = "capitals inside sentences, lower-case days, peoples and names, titles before names",
    .wakes_on = signals::none,
};

/// Words about which casing knows more than the word table.
struct CasingLists {
    WordSet proper;    ///< always capitalised in news, though old dictionaries have them in lower case too
    WordSet places;    ///< English names of places
    WordSet pointed;   ///< lower case may be meant (as Ukrainian writers do): likely only
    WordSet common;    ///< lower case is right as well, though the word table has the capital only
    WordSet pronouns;  ///< words that are never capitalised inside a sentence ("He", "They")
    WordSet before_pronoun;  ///< conjunctions after which a sentence goes on
    WordSet not_after_i;     ///< what follows a variable or numeral "i", not the pronoun
    WordSet titles;
    WordSet before_month;  ///< prepositions of time ("in", "since")
    WordSet subjects;      ///< pronouns that begin a clause
    WordSet clause_words;  ///< words that a noun before them does not modify ("is", "and")
    WordSet name_titles;
    WordSet short_titles;      ///< "Mr": with a full stop before a name
    WordSet before_title;      ///< words after which a title belongs to the name behind it
    WordSet not_before_title;  ///< "former", "vice": the title behind it is no part of the name
    WordSet first_names;
    WordSet sure_first_names;  ///< those that are hardly common nouns
    WordSet office_holders;    ///< surnames that are names behind a title even where they are nouns too
    WordSet administrations;   ///< "administration": named after its head
    std::vector<std::string> noun_endings;
    WordSet mention_nouns;  ///< "the word łódź": what follows is a word, not a name
    WordSet sacred;         ///< words of articles in which "He" may be a god
    std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> fixed;  ///< "french" → "fries", "toast"
    Marks lower_mark = 0;    ///< words of the lists that may be wrong in lower case, whatever is around them
    Marks capital_mark = 0;  ///< those that may be wrong with a capital
};

constexpr std::string_view months_in_dates[] = {"march", "may", "august"};
constexpr std::string_view forms_of_i[] = {"i", "i'm", "i've", "i'd", "i'll"};

struct CasingCards {
    const Rule& proper_name;
    const Rule& pointed_name;
    const Rule& name_of_article;
    const Rule& name_likely;
    const Rule& pronoun_i;
    const Rule& inner_capital;
    const Rule& sentence_start;
    const Rule& sentence_start_likely;
    const Rule& month;
    const Rule& title;
    const Rule& title_likely;
};

void add_marks(MarkedWords& words, CasingLists& lists) {
    std::vector<std::uint64_t> lower;
    for (const std::string_view month : months_in_dates) lower.push_back(folded_hash(month));
    for (const std::string_view form : forms_of_i) lower.push_back(folded_hash(form));
    for (const WordSet* list :
         {&lists.proper, &lists.office_holders, &lists.name_titles, &lists.sure_first_names}) {
        const auto all = list->all();
        lower.insert(lower.end(), all.begin(), all.end());
    }
    lists.lower_mark = words.add("casing: lower case", lower);
    lists.capital_mark = words.add("casing: capitals", lists.pronouns.all());
}

CasingLists read_lists(const Dictionaries& dictionaries) {
    CasingLists lists;
    lists.proper = dictionaries.word_set("casing/proper.tsv");
    for (const TableRow& row : dictionaries.table("names/places.tsv")) {
        const std::string& name = row.cells[0];
        if (name.find_first_of(" -") == std::string::npos) lists.places.insert(folded_hash(name));
    }
    lists.places.insert(dictionaries.word_set("casing/places.tsv"));
    lists.office_holders = dictionaries.word_set("casing/office_holders.tsv");
    lists.administrations = dictionaries.word_set("casing/administrations.tsv");
    lists.mention_nouns = dictionaries.word_set("casing/mention_nouns.tsv");
    lists.short_titles = dictionaries.word_set("casing/short_titles.tsv");
    lists.before_month = dictionaries.word_set("casing/before_month.tsv");
    lists.subjects = dictionaries.word_set("casing/subjects.tsv");
    lists.clause_words = dictionaries.word_set("names/clause_words.tsv");
    lists.name_titles = dictionaries.word_set("names/name_titles.tsv");
    lists.not_before_title = dictionaries.word_set("casing/not_before_title.tsv");
    lists.before_title = dictionaries.word_set("casing/before_title.tsv");
    for (const TableRow& row : dictionaries.table("casing/noun_endings.tsv"))
        lists.noun_endings.push_back(row.cells[0]);
    lists.sacred = dictionaries.word_set("casing/sacred.tsv");
    lists.pointed = dictionaries.word_set("casing/pointed.tsv");
    lists.common = dictionaries.word_set("casing/common.tsv");
    lists.pronouns = dictionaries.word_set("casing/pronouns.tsv");
    lists.before_pronoun = dictionaries.word_set("casing/before_pronoun.tsv");
    lists.not_after_i = dictionaries.word_set("casing/not_after_i.tsv");
    lists.titles = dictionaries.word_set("names/titles.tsv");
    lists.sure_first_names = dictionaries.word_set("casing/sure_first_names.tsv");
    lists.first_names = dictionaries.word_set("casing/first_names.tsv");
    for (const TableRow& row : dictionaries.table("casing/fixed.tsv", 2))
        lists.fixed[folded_hash(row.cells[0])].push_back(folded_hash(row.cells[1]));
    add_marks(dictionaries.lexicon().asked->words, lists);
    return lists;
}

/// Counts of one word in the article, by how it is written inside sentences.
struct Spelling {
    std::uint32_t capital = 0;
    std::uint32_t lower = 0;
};

class CasingRun {
  public:
    CasingRun(const Document& document, const CasingLists& lists, const SentenceLists& sentences,
              const CasingCards& cards, EditSink& sink)
        : document_(document), lists_(lists), cards_(cards), starts_(document, sentences), sink_(sink) {}

    void run() {
        const auto& words = document_.words();
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (!may_be_wrong(i)) continue;
            const Word& w = words[i];
            if (w.capital) {
                if (!w.all_capitals && i > 0 && lists_.pronouns.contains(w.hash)) inner_capital(i);
            } else if (w.at.size() == 1 || document_.text(w)[1] == '\'' ||
                       document_.text(w).substr(1, 3) == "’") {
                lone_letter(i);
            } else {
                lower_case(i);
            }
        }
    }

  private:
    const Word& word(std::size_t i) const { return document_.words()[i]; }
    bool has(std::size_t i) const { return i < document_.words().size(); }

    /// Cheap and never wrongly false: what good text has at nearly no word.
    bool may_be_wrong(std::size_t i) {
        const Word& w = word(i);
        if (w.has_digit) return false;
        if (w.capital) return (w.marks & lists_.capital_mark) != 0;
        return (w.marks & lists_.lower_mark) != 0 || is_behind_end_mark(i) || may_be_name(i);
    }

    /// True behind a full stop and the like, where only a sentence can begin.
    bool is_behind_end_mark(std::size_t i) const {
        if (i == 0 || word(i).at.begin - word(i - 1).at.end < 2) return false;
        const char mark = document_.text()[word(i - 1).at.end];
        return mark == '.' || mark == '?' || mark == '!';
    }

    /// True for a word in lower case that the word table has with a capital only; that it has in both ways,
    /// or another, and that stands beside a capital; or that it lacks, and the article has with a capital.
    bool may_be_name(std::size_t i) {
        constexpr std::size_t shortest_name = 4;
        const Word& w = word(i);
        if (w.at.size() < shortest_name) return false;
        if (w.rank == 0) return may_have_capital(stem_hash(w));
        const std::uint8_t forms = forms_of(w);
        if (forms == WordTable::lower_form) return false;
        if (forms == WordTable::capital_form) return true;
        if (forms == 0) return may_have_capital(stem_hash(w));
        return (i > 0 && word(i - 1).capital) || (has(i + 1) && word(i + 1).capital);
    }

    /// False where the word for sure stands nowhere with a capital in the article.
    bool may_have_capital(std::uint64_t stem) {
        const std::size_t bits_a_word = 8;
        if (capitals_.empty()) {
            capitals_.resize(std::bit_ceil(document_.words().size() * bits_a_word));
            for (const Word& w : document_.words()) {
                if (w.capital && !w.all_capitals) capitals_[stem_hash(w) & (capitals_.size() - 1)] = true;
            }
        }
        return capitals_[stem & (capitals_.size() - 1)];
    }

    std::uint8_t forms_of(const Word& w) const {
        const auto* entry = document_.lexicon().words.find(stem_hash(w));
        return entry == nullptr ? std::uint8_t{0} : entry->forms;
    }

    void propose(Span<Working> at, std::string after, const Rule& rule, std::string why = {}) {
        Edit edit;
        edit.at = at;
        edit.after = std::move(after);
        edit.rule = rule.id;
        edit.confidence = rule.status == RuleStatus::preview ? Confidence::suggestion : rule.confidence;
        edit.why = std::move(why);
        sink_.propose(std::move(edit));
    }

    void capitalise(std::size_t i, const Rule& rule, std::string why = {}) {
        const std::string_view text = document_.text(word(i));
        const std::size_t first = utf8::decode(text, 0).size;
        propose(word(i).at, utf8::to_upper(text.substr(0, first)) + std::string(text.substr(first)), rule,
                std::move(why));
    }

    /// True where signs right beside the word say that it is no word of prose: "/german/", "german_url",
    /// "#monday".
    bool is_part_of_token(std::size_t i) const {
        const std::string_view text = document_.text();
        const Span<Working> at = word(i).at;
        constexpr std::string_view token_signs = "/\\_@#$%&=+~|<>{}[]^`*";
        if (at.begin > 0 && token_signs.find(text[at.begin - 1]) != std::string_view::npos) return true;
        if (at.begin > 0 && text[at.begin - 1] == ':') return true;
        if (at.begin > 1 && text[at.begin - 1] == '.' && text[at.begin - 2] != ' ') return true;
        if (at.end < text.size() && token_signs.find(text[at.end]) != std::string_view::npos) return true;
        return at.end + 1 < text.size() &&
               (text[at.end] == '.' || text[at.end] == ':' || text[at.end] == '(') &&
               utf8::is_word(utf8::decode(text, at.end + 1).value);
    }

    /// True where the writer uses no capitals around here at all: then lower case is a choice.
    bool is_uncapitalised_block(std::size_t i) const {
        const Block& block = document_.block_at(word(i).at.begin);
        const auto it = block_cache_.find(block.begin);
        if (it != block_cache_.end()) return it->second;
        const auto [first, last] = document_.words_in(block);
        std::size_t capitals = 0;
        for (std::size_t k = first; k < last && capitals < 2; ++k) capitals += word(k).capital;
        const bool none = last - first < 4 ? !word(first).capital && capitals == 0
                                           : capitals == 0 || (!word(first).capital && capitals < 2);
        block_cache_[block.begin] = none;
        return none;
    }

    bool is_hyphenated(std::size_t i) const {
        return (i > 0 && context::gap_after(document_, i - 1) == "-") ||
               context::gap_after(document_, i).starts_with("-");
    }

    /// "trends-on-tuesday": words strung together with hyphens, unlike "anti-american".
    bool is_slug(std::size_t i) const {
        if (i == 0 || context::gap_after(document_, i - 1) != "-") return false;
        return word(i - 1).at.size() > 5 || (i > 1 && context::gap_after(document_, i - 2) == "-");
    }

    bool is_fixed_phrase(std::size_t i) const {
        return (has(i + 1) && stands_fixed(i, i + 1)) || (i > 0 && stands_fixed(i - 1, i));
    }

    bool stands_fixed(std::size_t first, std::size_t second) const {
        const auto it = lists_.fixed.find(word(first).hash);
        if (it == lists_.fixed.end() || context::gap_after(document_, first) != " ") return false;
        return std::find(it->second.begin(), it->second.end(), word(second).hash) != it->second.end();
    }

    /// "var. niger", "subsp. canadensis": the last part of a plant's or an animal's name.
    bool is_variety(std::size_t i) const {
        if (i == 0 || context::gap_after(document_, i - 1) != ". ") return false;
        static constexpr std::string_view ranks[] = {"var", "subsp", "ssp", "cv", "sp"};
        return std::ranges::find(ranks, document_.text(word(i - 1))) != std::end(ranks);
    }

    void lower_case(std::size_t i) {
        const Word& w = word(i);
        const bool in_list = (w.marks & lists_.lower_mark) != 0;
        const std::uint8_t forms = forms_of(w);
        const bool listed = in_list && lists_.proper.contains(stem_hash(w));
        const bool capital_only = (forms == WordTable::capital_form && w.rank <= 50 && w.at.size() >= 4 &&
                                   !lists_.common.contains(stem_hash(w)));
        if (listed || (capital_only && (lists_.places.contains(stem_hash(w))))) return proper_name(i);
        if (in_list && is_office_holder(i)) return capitalise(i, cards_.name_of_article);
        if (capital_only) return likely_name(i);
        if (in_list && lists_.name_titles.contains(w.hash)) return title_before_name(i);
        if (in_list && lists_.sure_first_names.contains(w.hash) && stands_before_surname(i))
            return capitalise(i, cards_.name_of_article);
        if (in_list && is_month_in_date(i)) return capitalise(i, cards_.month);
        if (forms != WordTable::lower_form && is_name_of_article(i, forms))
            return capitalise(i, card_of_article(i));
        if (i > 0) sentence_start(i);
    }

    std::uint64_t stem_hash(const Word& w) const { return mtmend::stem_hash(document_, w); }

    void proper_name(std::size_t i) {
        if (is_part_of_token(i) || is_uncapitalised_block(i) || is_fixed_phrase(i) || is_variety(i)) return;
        if (is_hyphenated(i) && (!lists_.proper.contains(stem_hash(word(i))) || is_slug(i))) return;
        if (context::is_quoted_alone(document_, word(i).at)) return;
        if (beside_foreign_words(i)) return;
        if (lists_.pointed.contains(stem_hash(word(i)))) return capitalise(i, cards_.pointed_name);
        capitalise(i, cards_.proper_name);
    }

    /// "mitch Kelly", "sandra L. Thompson": a first name that is hardly a common noun, before a name.
    bool stands_before_surname(std::size_t i) const {
        if (!has(i + 1) || !word(i + 1).capital || !context::runs_on(document_, i)) return false;
        const bool initial = word(i + 1).at.size() == 1 && context::gap_after(document_, i + 1) == ". ";
        return (initial || (!word(i + 1).all_capitals && word(i + 1).at.size() > 2)) &&
               !is_part_of_token(i) && !is_hyphenated(i) && !is_uncapitalised_block(i);
    }

    /// "President trump", "the biden Administration", "the obama and Biden administrations".
    bool is_office_holder(std::size_t i) const {
        if (!lists_.office_holders.contains(stem_hash(word(i))) || is_part_of_token(i) || is_hyphenated(i))
            return false;
        if (is_behind_title(i)) return true;
        if (i > 0 && word(i - 1).capital && context::runs_on(document_, i - 1) &&
            lists_.first_names.contains(word(i - 1).hash))
            return true;
        std::size_t noun = i + 1;
        // "the obama and Biden administrations"
        if (has(i + 3) && word(i + 2).capital && context::runs_on(document_, i + 1)) noun = i + 3;
        return has(noun) && context::runs_on(document_, noun - 1) && context::runs_on(document_, i) &&
               lists_.administrations.contains(word(noun).hash);
    }

    /// A name that the article has with a capital; some writers put "putin" in lower case on purpose.
    const Rule& card_of_article(std::size_t i) const {
        return lists_.pointed.contains(stem_hash(word(i))) ? cards_.pointed_name : cards_.name_of_article;
    }

    /// A surname, first name or brand: it may be somebody's handle or a tool's name, so the article or the
    /// words beside it must show it.
    void likely_name(std::size_t i) {
        if (is_part_of_token(i) || is_hyphenated(i) || is_uncapitalised_block(i) || is_fixed_phrase(i))
            return;
        if (beside_foreign_words(i) && !is_behind_title(i)) return;
        if (context::is_quoted_alone(document_, word(i).at)) return;
        const Spelling spelling = spelling_of(stem_hash(word(i)));
        const bool shown = spelling.capital > spelling.lower && !is_command(i);
        if (is_behind_title(i) || is_in_name(i)) return capitalise(i, cards_.name_of_article);
        if (shown) return capitalise(i, card_of_article(i));
        if (spelling.capital > 0 || has_capital_neighbour(i) ||
            (lists_.sure_first_names.contains(stem_hash(word(i))) && !is_command(i)))
            capitalise(i, cards_.name_likely);
    }

    /// "doug Burgum", "Lloyd austin", "the kaiser Permanente": a part of a name whose other part has its
    /// capital. Not "Tyto alba": behind a capital only first names count.
    bool is_in_name(std::size_t i) const {
        if (has(i + 1) && word(i + 1).capital && !word(i + 1).all_capitals && word(i + 1).at.size() > 2 &&
            context::gap_after(document_, i) == " " && word(i).rank <= 40)
            return true;
        if (lists_.sure_first_names.contains(word(i).hash) && stands_before_surname(i)) return true;
        return i > 0 && word(i - 1).capital && context::runs_on(document_, i - 1) &&
               lists_.sure_first_names.contains(word(i - 1).hash);
    }

    /// "running jekyll build", "search on barack obama": the word as somebody types it.
    bool is_command(std::size_t i) const {
        for (std::size_t k = i, steps = 0; k > 0 && steps < 3; ++steps) {
            if (!context::runs_on(document_, --k)) return false;
            if (lists_.mention_nouns.contains(word(k).hash)) return true;
        }
        return false;
    }

    bool has_capital_neighbour(std::size_t i) const {
        return (i > 0 && word(i - 1).capital && context::runs_on(document_, i - 1) &&
                !context::opens(document_, i - 1)) ||
               (has(i + 1) && word(i + 1).capital && context::runs_on(document_, i));
    }

    bool beside_foreign_words(std::size_t i) const {
        if (i > 0 && lists_.mention_nouns.contains(word(i - 1).hash) && context::runs_on(document_, i - 1))
            return true;
        for (const std::size_t k : {i - 1, i + 1}) {
            if (!has(k)) continue;
            if (!context::runs_on(document_, std::min(i, k))) continue;
            const Word& w = word(k);
            if (context::is_foreign_function_word(document_, w) ||
                (w.rank == 0 && !w.capital && !w.has_digit))
                return true;
        }
        return false;
    }

    /// "US president Biden" in an article that writes titles before names with a capital.
    void title_before_name(std::size_t i) {
        if (!has(i + 1) || !word(i + 1).capital || word(i + 1).all_capitals ||
            !context::runs_on(document_, i))
            return;
        if (context::in_title_case(document_, i) || context::opens(document_, i)) return;
        if (is_behind_former(i)) return;
        const Word& previous = word(i - 1);
        const bool comma = context::gap_after(document_, i - 1) == ", ";
        if (!comma && !context::runs_on(document_, i - 1)) return;
        const std::string exact = utf8::capitalised(document_.text(word(i))) + " " +
                                  std::string(without_possessive(document_.text(word(i + 1))));
        const bool same = pairs_asked_++ < most_pairs && document_.contains(exact);
        if (same && !lists_.not_before_title.contains(previous.hash)) return capitalise(i, cards_.title);
        if (!comma && !lists_.before_title.contains(previous.hash) && !is_people(previous)) return;
        if (comma && !lists_.office_holders.contains(stem_hash(word(i + 1)))) return;
        if (!is_surely_name(word(i + 1)) && !lists_.office_holders.contains(stem_hash(word(i + 1)))) return;
        capitalise(i, writes_titles_with_capital() ? cards_.title : cards_.title_likely);
    }

    /// "former Maryland governor O’Malley": a title that somebody had is no part of the name.
    bool is_behind_former(std::size_t i) const {
        for (std::size_t k = i, steps = 0; k > 0 && steps < 3; ++steps) {
            if (!context::runs_on(document_, --k)) return false;
            if (lists_.not_before_title.contains(word(k).hash) && document_.text(word(k)) != "as")
                return true;
        }
        return false;
    }

    bool is_people(const Word& w) const {
        const std::string_view text = document_.text(w);
        return text == "US" || text == "S" ||
               (w.capital && lists_.proper.contains(w.hash) &&
                document_.lexicon().words.find(w.hash) != nullptr);
    }

    /// A capitalised word that no list has in lower case.
    bool is_surely_name(const Word& w) const {
        const auto* entry = document_.lexicon().words.find(stem_hash(w));
        return w.at.size() >= 3 && (entry == nullptr || (entry->forms & WordTable::lower_form) == 0);
    }

    /// True where a title stands with a capital before a name inside a sentence.
    bool writes_titles_with_capital() {
        if (!titles_with_capital_) {
            titles_with_capital_ = false;
            for (std::size_t i = 1; i + 1 < document_.words().size() && !*titles_with_capital_; ++i) {
                *titles_with_capital_ =
                    word(i).capital && !word(i).all_capitals && lists_.name_titles.contains(word(i).hash) &&
                    word(i + 1).capital && context::runs_on(document_, i) && is_surely_name(word(i + 1)) &&
                    !context::opens(document_, i) && !context::in_title_case(document_, i);
            }
        }
        return *titles_with_capital_;
    }

    /// "5 may", "march 2022", "in august,": words that are months only beside a number, or behind a
    /// preposition where a clause ends or goes on.
    bool is_month_in_date(std::size_t i) const {
        const std::string_view text = document_.text(word(i));
        if (std::ranges::find(months_in_dates, text) == std::end(months_in_dates)) return false;
        if (is_part_of_token(i) || is_hyphenated(i)) return false;
        const bool year =
            has(i + 1) && context::runs_on(document_, i) && is_year(document_.text(word(i + 1)));
        const bool day = i > 0 && context::runs_on(document_, i - 1) && is_day(document_.text(word(i - 1)));
        if (year || (day && (text == "august" || ends_clause(i)))) return true;
        const bool behind = i > 0 && context::runs_on(document_, i - 1) &&
                            lists_.before_month.contains(word(i - 1).hash) && !is_uncapitalised_block(i);
        // "what he did since may not matter"
        if (text == "may" && behind && !ends_clause(i) && has(i + 1) && is_behind_modal(i + 1)) return false;
        return behind && (ends_clause(i) || (context::runs_on(document_, i) &&
                                             (lists_.clause_words.contains(word(i + 1).hash) ||
                                              lists_.subjects.contains(word(i + 1).hash))));
    }
    bool is_behind_modal(std::size_t i) const {
        static constexpr std::string_view behind_modals[] = {"not", "be",    "have", "also", "well",
                                                             "yet", "still", "even", "never"};
        return std::ranges::find(behind_modals, document_.text(word(i))) != std::end(behind_modals);
    }
    static bool is_year(std::string_view t) {
        return t.size() == 4 && (t.starts_with("19") || t.starts_with("20")) &&
               t.find_first_not_of("0123456789") == std::string_view::npos;
    }
    static bool is_day(std::string_view t) {
        return t.size() <= 2 && t.find_first_not_of("0123456789") == std::string_view::npos &&
               (t.size() == 1 || t <= "31");
    }
    bool ends_clause(std::size_t i) const {
        const std::string_view gap = context::gap_after(document_, i);
        return gap.empty() || std::string_view(".,;)\n").find(gap.front()) != std::string_view::npos;
    }

    /// "President trump" beside "President Trump", "mitch Kelly" beside "Mitch Kelly", "zelenskyy" beside
    /// "Zelenskyy".
    bool is_name_of_article(std::size_t i, std::uint8_t forms) {
        if (word(i).at.size() < 4 || (forms != 0 && !stands_with_name(i))) return false;
        if (is_part_of_token(i) || is_hyphenated(i) || is_uncapitalised_block(i) || is_fixed_phrase(i))
            return false;
        if (forms == 0 && is_one_of_many(i)) return false;
        if (lists_.common.contains(word(i).hash) || context::is_quoted_alone(document_, word(i).at))
            return false;
        if (beside_foreign_words(i)) return false;
        const Spelling spelling = spelling_of(stem_hash(word(i)));
        if (forms != 0) return spelling.capital > 0 && (pair_stands(i) || is_behind_title(i));
        return spelling.capital >= 2 * spelling.lower && !has_noun_ending(i);
    }

    /// "he held a boun, a feast", "as for the narwhale,": what a lone article stands before is a common noun.
    bool is_one_of_many(std::size_t i) const {
        if (i == 0 || !context::runs_on(document_, i - 1)) return false;
        const std::string_view article = document_.text(word(i - 1));
        if (article != "a" && article != "an" && article != "the") return false;
        return !context::runs_on(document_, i) || lists_.clause_words.contains(word(i + 1).hash);
    }

    /// A word that no list knows may be a new common noun ("crowdsourcing").
    bool has_noun_ending(std::size_t i) const {
        const std::string_view text = document_.text(word(i));
        return std::any_of(lists_.noun_endings.begin(), lists_.noun_endings.end(),
                           [&](const std::string& ending) { return text.ends_with(ending); });
    }

    /// True behind a title or first name, and for a first name before a capitalised word: there even a word
    /// that is a common noun elsewhere ("trump", "mark") is a name.
    bool stands_with_name(std::size_t i) const {
        const bool behind =
            i > 0 && word(i - 1).capital && context::runs_on(document_, i - 1) &&
            (lists_.titles.contains(word(i - 1).hash) || lists_.first_names.contains(word(i - 1).hash));
        const bool ahead = has(i + 1) && word(i + 1).capital && context::runs_on(document_, i) &&
                           lists_.first_names.contains(word(i).hash);
        return behind || ahead;
    }

    /// "President trump": no common noun but the commonest words follows such a title.
    bool is_behind_title(std::size_t i) const {
        if (i == 0 || !word(i - 1).capital) return false;
        if (context::gap_after(document_, i - 1) == ". ")
            return lists_.short_titles.contains(word(i - 1).hash);
        return context::runs_on(document_, i - 1) && word(i).rank > 10 &&
               lists_.name_titles.contains(word(i - 1).hash);
    }

    /// The pair with the capitalised word before or behind it stands in the article with both capitalised.
    bool pair_stands(std::size_t i) const {
        const std::string name = capitalised(i);
        for (const std::size_t other : {i - 1, i + 1}) {
            if (!has(other) || !word(other).capital || !context::runs_on(document_, std::min(i, other)))
                continue;
            const std::string neighbour(document_.text(word(other)));
            const std::string pair = other < i ? neighbour + " " + name : name + " " + neighbour;
            if (pairs_asked_++ < most_pairs && document_.contains(pair)) return true;
        }
        return false;
    }

    std::string capitalised(std::size_t i) const {
        const std::string_view text = document_.text(word(i));
        const std::size_t first = utf8::decode(text, 0).size;
        return utf8::to_upper(text.substr(0, first)) + std::string(text.substr(first));
    }

    /// How a word is written inside sentences, where a capital tells something. Of a word that nowhere has a
    /// capital that much is known without counting; all others are counted once and together.
    Spelling spelling_of(std::uint64_t hash) {
        if (!may_have_capital(hash)) return {.capital = 0, .lower = 1};
        if (!spellings_made_) {
            spellings_made_ = true;
            for (std::size_t i = 0; i < document_.words().size(); ++i) {
                const Word& w = word(i);
                if (w.all_capitals || !may_have_capital(stem_hash(w))) continue;
                if (!w.capital)
                    ++spellings_[stem_hash(w)].lower;
                else if (!has_inner_capital(w) && !context::opens(document_, i) &&
                         !context::in_title_case(document_, i))
                    ++spellings_[stem_hash(w)].capital;
            }
        }
        return spellings_[hash];
    }

    bool has_inner_capital(const Word& w) const {
        const std::string_view text = document_.text(w);
        return std::any_of(text.begin() + 1, text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    }

    /// The pronoun "I" in lower case.
    void lone_letter(std::size_t i) {
        const std::string_view text = document_.text(word(i));
        if (text[0] != 'i' || is_part_of_token(i)) return;
        const bool contracted = text == "i'm" || text == "i’m" || text == "i've" || text == "i’ve" ||
                                text == "i'd" || text == "i’d" || text == "i'll" || text == "i’ll";
        if (!contracted && text.size() > 1) return;
        if (is_uncapitalised_block(i) || !mostly_capital_i()) return;
        if (!contracted &&
            (!has(i + 1) || !context::runs_on(document_, i) || word(i + 1).capital || word(i + 1).rank == 0 ||
             word(i + 1).rank > 50 || lists_.not_after_i.contains(word(i + 1).hash)))
            return;
        if (i > 0) {
            const std::string_view gap = context::gap_after(document_, i - 1);
            if (gap.empty() || gap.ends_with('-') || gap.find_first_of("(=<>[/") != std::string_view::npos)
                return;
            if (word(i - 1).at.size() == 1 && document_.text(word(i - 1)) != "a" && !word(i - 1).capital)
                return;
            if (gap == " " && word(i - 1).rank == 0 && !word(i - 1).capital) return;
        }
        propose({word(i).at.begin, word(i).at.begin + 1}, "I", cards_.pronoun_i);
    }

    bool mostly_capital_i() {
        if (capital_i_ < 0) {
            int capital = 0;
            int lower = 0;
            for (const Word& w : document_.words()) {
                const std::string_view text = document_.text(w);
                if (text.size() != 1 && text.substr(1, 1) != "'" && text.substr(1, 3) != "’") continue;
                capital += text[0] == 'I';
                lower += text[0] == 'i';
            }
            capital_i_ = capital >= lower || lower <= 2;
        }
        return capital_i_ != 0;
    }

    /// "“It is over”, He said".
    bool is_tag_of_quotation(std::size_t i) const {
        if (!lists_.subjects.contains(word(i).hash)) return false;
        const std::string_view gap = context::gap_after(document_, i - 1);
        return gap == "”, " || gap == "\", " || gap == "?”, " || gap == "!”, ";
    }

    /// "and He trusted": a pronoun or function word capitalised where its sentence goes on.
    void inner_capital(std::size_t i) {
        const bool tag = is_tag_of_quotation(i);
        if (!tag) {
            if (!context::runs_on(document_, i - 1) || word(i - 1).capital || word(i - 1).has_digit) return;
            if (!lists_.before_pronoun.contains(word(i - 1).hash)) return;
        }
        if (!has(i + 1) || !context::runs_on(document_, i) || word(i + 1).capital || word(i + 1).rank == 0)
            return;
        if ((!tag && context::opens(document_, i)) || context::in_title_case(document_, i)) return;
        if (is_sacred() || is_inside_quotes(i)) return;
        if (spelling_of(stem_hash(word(i))).capital > 2 &&
            spelling_of(stem_hash(word(i))).capital > spelling_of(stem_hash(word(i))).lower)
            return;
        const std::string_view text = document_.text(word(i));
        propose(word(i).at, utf8::to_lower(text.substr(0, 1)) + std::string(text.substr(1)),
                cards_.inner_capital);
    }

    /// "He" of a god is a choice of the writer.
    bool is_sacred() {
        if (!sacred_) {
            sacred_ = false;
            for (const Word& w : document_.words())
                *sacred_ = *sacred_ || lists_.sacred.contains(stem_hash(w));
        }
        return *sacred_;
    }

    bool is_inside_quotes(std::size_t i) const {
        const Line& line = document_.line_at(word(i).at.begin);
        const std::size_t from = std::max(line.begin, word(i).at.begin > 200 ? word(i).at.begin - 200 : 0);
        const std::string_view left = document_.text().substr(from, word(i).at.begin - from);
        std::size_t straight = 0;
        int open = 0;
        for (std::size_t at = 0; at < left.size(); ++at) {
            straight += left[at] == '"';
            if (left.substr(at, 3) == "“" || left.substr(at, 2) == "«") ++open;
            if (left.substr(at, 3) == "”" || left.substr(at, 2) == "»") --open;
        }
        return straight % 2 == 1 || open > 0;
    }

    /// A sentence that begins in lower case behind a true full stop.
    void sentence_start(std::size_t i) {
        const SentenceStart start = starts_.opens_paragraph(i) ? SentenceStart::sure : starts_.judge(i);
        if (start == SentenceStart::none || beside_foreign_words(i) || is_part_of_token(i) ||
            is_uncapitalised_block(i))
            return;
        const bool sure =
            start == SentenceStart::sure || (start == SentenceStart::if_others && loses_capitals());
        if (!sure && !is_behind_stop(i)) return;
        capitalise(i, sure ? cards_.sentence_start : cards_.sentence_start_likely);
    }

    bool is_behind_stop(std::size_t i) const { return context::gap_after(document_, i - 1).starts_with('.'); }

    /// True where at least two sentences of the article have plainly lost their capital.
    bool loses_capitals() {
        if (!loses_capitals_) {
            std::size_t lost = 0;
            for (std::size_t i = 1; i < document_.words().size() && lost < 2; ++i) {
                lost += !word(i).capital && starts_.judge(i) == SentenceStart::sure && !is_part_of_token(i) &&
                        !is_uncapitalised_block(i);
            }
            loses_capitals_ = lost >= 2;
        }
        return *loses_capitals_;
    }

    const Document& document_;
    const CasingLists& lists_;
    const CasingCards& cards_;
    SentenceStarts starts_;
    EditSink& sink_;
    std::unordered_map<std::uint64_t, Spelling> spellings_;
    bool spellings_made_ = false;
    std::vector<bool> capitals_;  ///< by the last bits of the stem of a word that has one
    mutable std::map<std::size_t, bool> block_cache_;
    static constexpr std::size_t most_pairs = 200;
    mutable std::size_t pairs_asked_ = 0;
    int capital_i_ = -1;
    std::optional<bool> sacred_;
    std::optional<bool> loses_capitals_;
    std::optional<bool> titles_with_capital_;
};

class CasingStage : public RuleStage {
  public:
    explicit CasingStage(const Dictionaries& d)
        : RuleStage(stage_card, d),
          lists_(read_lists(d)),
          sentences_(d),
          cards_{d.rule("casing/proper-name"),
                 d.rule("casing/pointed-name"),
                 d.rule("casing/name-of-article"),
                 d.rule("casing/name-likely"),
                 d.rule("casing/pronoun-i"),
                 d.rule("casing/inner-capital"),
                 d.rule("casing/sentence-start"),
                 d.rule("casing/sentence-start-likely"),
                 d.rule("casing/month"),
                 d.rule("casing/title-before-name"),
                 d.rule("casing/title-before-name-likely")} {}

    /// Only the words themselves can tell.
    bool wakes(const Document&) const override { return true; }

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        CasingRun(document, lists_, sentences_, cards_, sink).run();
    }

  private:
    CasingLists lists_;
    SentenceLists sentences_;
    CasingCards cards_;
};

}  // namespace

std::shared_ptr<const Stage> make_casing_stage(const Dictionaries& dictionaries) {
    return std::make_shared<CasingStage>(dictionaries);
}

}  // namespace mtmend
