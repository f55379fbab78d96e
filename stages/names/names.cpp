#include "stages/names/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "pipeline/rules/rule_stage.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"
#include "stages/names/first_names.hpp"
#include "stages/names/foreign_titles.hpp"
#include "stages/names/glosses.hpp"
#include "stages/names/name_table.hpp"

namespace mtmend {
namespace {

constexpr StageCard stage_card = {
    .name = "names",
    .mends = "foreign spellings of acronyms, places and people",
    .wakes_on = signals::none,
};

/// The cards of the rules that this stage finds by code.
struct Cards {
    const Rule& place;
    const Rule& place_likely;
    const Rule& house_spelling;
    const Rule& acronym;
    const Rule& acronym_in_context;
    const Rule& title_case_acronym;
    const Rule& person;
    const Rule& date_word;
};

/// The data beside the forms themselves.
struct NameLists {
    std::vector<std::string>
        frames_before;  ///< what stands before a name that is a part of a foreign one ("Radio")
    std::vector<std::string> frames_behind;
    std::map<std::string, std::string>
        article_guards;    ///< form → phrases, by |, of articles in which it means something else
    WordSet with_article;  ///< acronyms that take "the"
    WordSet determiners;   ///< words behind which no "the" follows
    WordSet clause_words;  ///< words that a name before them does not modify ("is", "and", "said")
    WordSet languages;
    WordSet mention_words;  ///< words that speak of a name as a word ("Spanish", "acronym", "spelled")
    WordSet historic_words;
    WordSet titles;
    WordSet particles;   ///< words that tie foreign names together ("de", "und")
    WordSet directions;  ///< "South" before a country: a part of its English name too
    WordSet date_lead_ins;
    WordSet speaking;            ///< words that speak of a name as a word ("called")
    WordSet dayparts;            ///< "morning": a day stands before it
    WordSet placed_forms;        ///< foreign forms that are the place wherever such a word stands before them
    WordSet place_prepositions;  ///< "in", "from": a place stands behind them
    WordSet countries;           ///< of one or two words
    std::map<std::string, std::vector<std::string>>
        variants;  ///< accepted spellings; the first is the profile's
};

/// Words around a name that show it stands inside a foreign name, a gloss or a reference.
void read_frames(const Dictionaries& dictionaries, NameLists& lists) {
    for (const TableRow& row : dictionaries.table("names/foreign_frames.tsv", 3)) {
        const bool before = row.cells[1] == "before";
        if (!before && row.cells[1] != "after") continue;
        const std::string& cell = row.cells[2];
        for (std::size_t begin = 0; begin < cell.size();) {
            const std::size_t end = std::min(cell.find('|', begin), cell.size());
            const std::string words = cell.substr(begin, end - begin);
            before ? lists.frames_before.push_back(words + " ") : lists.frames_behind.push_back(" " + words);
            begin = end + 1;
        }
    }
    for (const TableRow& row : dictionaries.table("names/acronym_guards.tsv", 2))
        lists.article_guards[row.cells[0]] = row.cells[1];
    for (const TableRow& row : dictionaries.table("names/place_guards.tsv", 2))
        lists.article_guards[row.cells[0]] = row.cells[1];
}

/// The accepted spellings of names, with the one that the profile chooses in front.
void read_variants(const Dictionaries& dictionaries, NameLists& lists) {
    for (const TableRow& row : dictionaries.table("names/variants.tsv"))
        lists.variants[row.cells[0]] = {row.cells.begin() + 1, row.cells.end()};
    for (const auto& [name, chosen] : dictionaries.profile().spellings) {
        auto& spellings = lists.variants[name];
        const auto it = std::ranges::find(spellings, chosen);
        std::rotate(spellings.begin(), it, std::next(it));
    }
}

NameLists read_lists(const Dictionaries& dictionaries) {
    NameLists lists;
    read_frames(dictionaries, lists);
    lists.with_article = dictionaries.word_set("names/takes_article.tsv");
    lists.determiners = dictionaries.word_set("names/determiners.tsv");
    lists.clause_words = dictionaries.word_set("names/clause_words.tsv");
    lists.languages = dictionaries.word_set("names/language_names.tsv");
    lists.mention_words = dictionaries.word_set("names/mention_words.tsv");
    lists.historic_words = dictionaries.word_set("names/historic_words.tsv");
    lists.titles = dictionaries.word_set("names/titles.tsv");
    lists.directions = dictionaries.word_set("names/directions.tsv");
    lists.particles = dictionaries.word_set("names/particles.tsv");
    lists.speaking = dictionaries.word_set("grammar/speaking_words.tsv");
    lists.dayparts = dictionaries.word_set("names/dayparts.tsv");
    lists.placed_forms = dictionaries.word_set("names/placed_forms.tsv");
    lists.place_prepositions = dictionaries.word_set("names/place_prepositions.tsv");
    lists.countries = dictionaries.word_set("grammar/countries.tsv");
    lists.countries.insert(folded_hash("united states"));
    lists.date_lead_ins = dictionaries.word_set("names/date_lead_ins.tsv");
    read_variants(dictionaries, lists);
    return lists;
}

/// One document's names.
class NameRun {
  public:
    NameRun(const Document& document, const NameTable& table, const NameLists& lists, const Cards& cards)
        : document_(document), table_(table), lists_(lists), cards_(cards) {}

    void propose(EditSink& sink) {
        std::vector<NameMatch> matches;
        for (std::size_t i = 0; i < document_.words().size();) {
            if (!table_.may_begin_at(document_, word(i))) {
                ++i;
                continue;
            }
            const auto found = table_.match_at(document_, i);
            if (found && found->form->kind == NameKind::person)
                people_.try_emplace(found->form->canonical, found->first);
            if (found && found->english)
                remember(*found);
            else if (found && !is_acronym_in_capitals(*found))
                matches.push_back(*found);
            i = found ? found->last : i + 1;
        }
        std::erase_if(matches, [&](const NameMatch& match) {
            return table_.is_guarded(document_, match) || is_mentioned(match);
        });
        for (const NameMatch& match : matches) {
            if (match.form->kind == NameKind::place && stands_as_place(match)) shown_.insert(match.form);
        }
        for (const NameMatch& match : matches) {
            if (auto edit = edit_for(match)) sink.propose(std::move(*edit));
        }
    }

  private:
    const Word& word(std::size_t i) const { return document_.words()[i]; }

    /// True for "NASA", found as "Nasa" in capitals: an acronym is wrong only as the tables write it.
    static bool is_acronym_in_capitals(const NameMatch& match) {
        const NameKind kind = match.form->kind;
        return match.in_capitals && (kind == NameKind::acronym || kind == NameKind::title_case_acronym);
    }

    /// The word right before the match, or null where punctuation or a border stands between.
    const Word* before(const NameMatch& match) const {
        return match.first > 0 && context::runs_on(document_, match.first - 1) ? &word(match.first - 1)
                                                                               : nullptr;
    }
    /// The word right behind it, the same way.
    const Word* after(const NameMatch& match) const {
        if (match.possessive || match.last >= document_.words().size()) return nullptr;
        const std::string_view gap =
            document_.text().substr(match.at.end, word(match.last).at.begin - match.at.end);
        return gap == " " || gap == "\n" || gap == "\xC2\xA0" ? &word(match.last) : nullptr;
    }

    bool near(const NameMatch& match, const WordSet& set, std::size_t back, std::size_t ahead) const {
        const std::size_t first = match.first > back ? match.first - back : 0;
        const std::size_t last = std::min(match.last + ahead, document_.words().size());
        for (std::size_t i = first; i < last; ++i) {
            if (i >= match.first && i < match.last) continue;
            if (set.contains(word(i).hash) && document_.sentence_at(match.at.begin).contains(word(i).at))
                return true;
        }
        return false;
    }

    /// True where the text speaks of the name as a foreign word, or the words around it are foreign too: a
    /// title, a quotation, a body's own name.
    bool is_mentioned(const NameMatch& match) const {
        if (context::is_quoted_alone(document_, match.at)) return true;
        if (near(match, lists_.mention_words, 4, 4) || is_framed(match)) return true;
        if (names::is_glossed(document_, lists_.languages, match.at)) return true;
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

    /// Beyond such a word stands nothing that belongs to the name: "Estados Unidos will do it".
    bool is_plain_english(const Word& w) const { return !w.capital && w.rank != 0 && w.rank <= 20; }

    /// "Radio Praga", "Rue de Londres", "OMS in Spanish".
    bool is_framed(const NameMatch& match) const {
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

    bool is_foreign(const Word& w) const {
        return lists_.particles.contains(w.hash) || context::is_foreign_function_word(document_, w);
    }

    std::optional<Edit> edit_for(const NameMatch& match) const {
        switch (match.form->kind) {
            case NameKind::place:
                return place(match);
            case NameKind::house_spelling:
                return house_spelling(match);
            case NameKind::acronym:
                return acronym(match);
            case NameKind::title_case_acronym:
                return title_case_acronym(match);
            case NameKind::person:
            case NameKind::surname:
                return person(match);
            case NameKind::date_word:
                return date_word(match);
        }
        return std::nullopt;
    }

    Edit edit(const NameMatch& match, std::string after, const Rule& rule, Confidence confidence) const {
        Edit edit;
        edit.at = match.at;
        edit.rule = rule.id;
        edit.confidence = rule.status == RuleStatus::preview ? Confidence::suggestion
                                                             : std::max(confidence, rule.confidence);
        const std::string_view language = match.form->language;
        edit.why = language.empty()
                       ? fmt::format("English writes “{}” for “{}”", match.form->canonical,
                                     match.form->text.empty() ? document_.text(match.at) : match.form->text)
                       : fmt::format("“{}” ({}) is “{}” in English", match.form->text, language,
                                     match.form->canonical);
        keep_sentence_end(match, edit, after);
        edit.after = std::move(after);
        return edit;
    }

    /// The form's own full stop ("EE.UU.") may end the sentence as well, the new one ("U.S.") swallows it.
    void keep_sentence_end(const NameMatch& match, Edit& edit, const std::string& after) const {
        const std::string_view text = document_.text();
        if (after.ends_with('.')) {
            if (!match.takes_full_stop && edit.at.end < text.size() && text[edit.at.end] == '.')
                ++edit.at.end;
            return;
        }
        if (!match.takes_full_stop) return;
        const bool last_of_line = document_.line_at(match.at.begin).end <= match.at.end + 1;
        const Word* next = this->after(match);
        if (last_of_line || (next != nullptr && starts_sentence(match, *next))) --edit.at.end;
    }

    /// True where the form's own full stop ends the sentence too: a function word with a capital follows.
    bool starts_sentence(const NameMatch& match, const Word& next) const {
        const Lexicon& lexicon = document_.lexicon();
        const auto it = lexicon.function_words.find(next.hash);
        return match.takes_full_stop && next.capital && !next.all_capitals &&
               it != lexicon.function_words.end() && (it->second >> lexicon.expected_language & 1u) != 0;
    }

    /// In capitals where the form stands in capitals in a line of capitals.
    std::string shaped(const NameMatch& match, std::string name) const {
        return match.in_capitals && context::in_capitals(document_, match.first) ? utf8::to_upper(name)
                                                                                 : name;
    }

    /// The name with or without "the", as its place in the sentence wants it.
    std::string with_article(const NameMatch& match, const std::string& name, bool attributive) const {
        const Word* previous = before(match);
        const bool hyphen = match.first > 0 && context::gap_after(document_, match.first - 1) == "-";
        const std::string_view text = document_.text();
        const bool compound = match.at.end < text.size() && text[match.at.end] == '-';
        if (hyphen || compound || attributive) return name;
        if (previous != nullptr &&
            (lists_.determiners.contains(previous->hash) || ends_in_possessive(*previous)))
            return name;
        return (context::opens(document_, match.first) ? "The " : "the ") + name;
    }

    bool ends_in_possessive(const Word& w) const {
        const std::string_view text = document_.text(w);
        return without_possessive(text).size() < text.size();
    }

    /// True where the match is a part of a longer capitalised name ("Sparta Praha").
    bool in_longer_name(const NameMatch& match) const {
        const Word* previous = before(match);
        if (previous == nullptr || !previous->capital || context::in_title_case(document_, match.first))
            return false;
        if (context::opens(document_, match.first - 1) && previous->rank != 0 && previous->rank <= 35)
            return false;
        return !lists_.titles.contains(previous->hash) && !lists_.determiners.contains(previous->hash) &&
               !lists_.directions.contains(previous->hash);
    }

    /// "Beijing (Pekín)", "Pekín/Beijing": the text gives both names.
    bool is_glossed(const NameMatch& match) const {
        std::string_view name = match.form->canonical;
        if (name.starts_with("the ")) name.remove_prefix(4);
        const std::string_view text = document_.text();
        const std::size_t begin = text.find_last_not_of(" (/[", match.at.begin - 1);
        const std::size_t end = text.find_first_not_of(" )(/[", match.at.end);
        const auto parts = [&](std::size_t from, std::size_t to) {
            return text.substr(from, to - from).find_first_of("(/[") != std::string_view::npos;
        };
        return (match.at.begin > 0 && begin != std::string_view::npos &&
                text.substr(0, begin + 1).ends_with(name) && parts(begin, match.at.begin)) ||
               (end != std::string_view::npos && text.substr(end).starts_with(name) &&
                parts(match.at.end, end));
    }

    /// "Alsacia-Lorena", "Niza Pereira": what English does not know stands right beside it.
    bool has_strange_neighbour(const NameMatch& match) const {
        const auto is_strange = [&](std::size_t i) { return word(i).capital && word(i).rank == 0; };
        const bool behind = match.last < document_.words().size() && !match.possessive;
        if (match.first > 0 && context::gap_after(document_, match.first - 1) == "-" &&
            is_strange(match.first - 1))
            return true;
        if (behind && context::gap_after(document_, match.last - 1) == "-" && is_strange(match.last))
            return true;
        const bool sure = match.form->confidence == Confidence::safe && match.form->vouched_by.empty();
        return !sure && (is_no_english(after(match)) || is_accented(before(match)));
    }

    /// "Ginevra Malacarne", "Dunav čeka": the form is somebody's first name, or its own language goes on.
    bool is_no_english(const Word* w) const {
        if (w == nullptr) return false;
        if (!w->capital) return is_accented(w);
        const auto* entry = document_.lexicon().words.find(w->hash);
        return entry == nullptr || entry->rank > 50 || (entry->forms & WordTable::lower_form) == 0;
    }

    bool is_accented(const Word* w) const {
        if (w == nullptr || w->rank != 0) return false;
        const std::string_view text = document_.text(*w);
        return utf8::unaccented(text) != utf8::folded(text);
    }

    std::optional<Edit> place(const NameMatch& match) const {
        if (in_longer_name(match) || is_glossed(match) || has_strange_neighbour(match)) return std::nullopt;
        // "South Chine Sea", but not "Brasil Telecom"
        const bool before_name = after(match) != nullptr && after(match)->capital;
        const bool behind_direction =
            before(match) != nullptr && lists_.directions.contains(before(match)->hash);
        const bool shown =
            shown_.contains(match.form) && (!before_name || behind_direction || stands_as_place(match));
        const bool safe = shown || (match.form->confidence == Confidence::safe && !may_be_a_name(match));
        if (means_something_else(match)) return std::nullopt;
        if (!match.form->vouched_by.empty() && (match.in_capitals || !is_vouched_for(match.form->vouched_by)))
            return std::nullopt;
        // "(Londres: Gallimard)": a publisher's imprint.
        if (context::gap_after(document_, match.last - 1).starts_with(":") && match.first > 0 &&
            context::gap_after(document_, match.first - 1).ends_with("("))
            return std::nullopt;
        std::string name = place_name(match);
        if (name.starts_with("the ")) {
            const Word* next = after(match);
            const bool attributive = next != nullptr && next->capital;
            name = with_article(match, name.substr(4), attributive);
        }
        return edit(match, shaped(match, name), safe ? cards_.place : cards_.place_likely,
                    safe ? Confidence::safe : Confidence::likely);
    }

    /// "Siria Bermúdez", "CIAD" in a line of small letters: somebody's first name, or an acronym.
    bool may_be_a_name(const NameMatch& match) const {
        if (match.in_capitals) return !context::in_capitals(document_, match.first);
        const Word* next = after(match);
        return next != nullptr && next->capital && is_no_english(next) &&
               !context::in_title_case(document_, match.first) && !table_.match_at(document_, match.last);
    }

    /// "in Japón", "Belgium, Brasil, Bulgaria": a form that may be a name of its own stands where a place
    /// does, and the article has the English name or a country stands beside it.
    bool stands_as_place(const NameMatch& match) const {
        if (match.form->confidence == Confidence::safe || match.in_capitals || in_longer_name(match))
            return false;
        const Word* previous = before(match);
        const Word* next = after(match);
        static const std::uint64_t republic = folded_hash("republic");
        if (previous != nullptr && match.first > 1 && word(match.first - 2).hash == republic) return true;
        if (next != nullptr && !match.possessive &&
            (next->capital || !lists_.clause_words.contains(next->hash)))
            return false;
        if (country_beside(match)) return true;
        if (previous == nullptr || !lists_.place_prepositions.contains(previous->hash)) return false;
        static const std::uint64_t of = folded_hash("of");
        return document_.contains(match.form->canonical) ||
               (previous->hash != of && lists_.placed_forms.contains(folded_hash(match.form->text)));
    }

    /// True where a country stands before or behind it in a list, or behind a comma.
    bool country_beside(const NameMatch& match) const {
        static const std::uint64_t conjunctions[] = {folded_hash("and"), folded_hash("or")};
        static const std::uint64_t the = folded_hash("the");
        const auto joins = [&](std::size_t i) {
            return word(i).hash == conjunctions[0] || word(i).hash == conjunctions[1];
        };
        const auto is_country = [&](std::size_t i) {
            return i < document_.words().size() && word(i).capital &&
                   (lists_.countries.contains(word(i).hash) ||
                    (context::runs_on(document_, i) && lists_.countries.contains(pair_hash(i))));
        };
        std::size_t i = match.last;
        if (i < document_.words().size() && !match.possessive) {
            const bool comma = context::gap_after(document_, i - 1) == ", ";
            if (comma || (context::runs_on(document_, i - 1) && joins(i))) {
                if (joins(i)) ++i;
                if (i < document_.words().size() && word(i).hash == the) ++i;
                if (is_country(i)) return true;
            }
        }
        if (match.first == 0) return false;
        i = match.first - 1;
        if (context::runs_on(document_, i) && joins(i) && i > 0)
            --i;
        else if (context::gap_after(document_, i) != ", ")
            return false;
        return is_country(i) || (i > 0 && is_country(i - 1));
    }

    std::uint64_t pair_hash(std::size_t i) const {
        return folded_hash(document_.text(Span<Working>{word(i).at.begin, word(i + 1).at.end}));
    }

    /// The article's own usage decides: "Kiev" beside "Kyiv" becomes "Kyiv", alone it stays until a person
    /// says so.
    std::optional<Edit> house_spelling(const NameMatch& match) const {
        if (in_longer_name(match) || is_glossed(match) || is_historic(match)) return std::nullopt;
        const std::string& name = match.form->canonical;
        const bool own =
            document_.count(name) > 0 || once("own:" + name, [&] { return document_.contains(name); });
        Edit e = edit(match, shaped(match, name), cards_.house_spelling,
                      own ? Confidence::safe : match.form->confidence);
        if (own) e.why = fmt::format("the article writes “{}” elsewhere", name);
        return e;
    }

    bool is_historic(const NameMatch& match) const {
        if (near(match, lists_.historic_words, 40, 40)) return true;
        const Sentence& sentence = document_.sentence_at(match.at.begin);
        const std::size_t last = std::min(match.last + 40, document_.words().size());
        for (std::size_t i = match.first > 40 ? match.first - 40 : 0; i < last; ++i) {
            const std::string_view text = document_.text(word(i));
            if (!word(i).has_digit || !sentence.contains(word(i).at)) continue;
            const bool year = text.size() == 4 && text >= "1000" && text < "1991";
            if (year) return true;
        }
        return false;
    }

    /// How a place is written: an accepted spelling that lacks its capital only gets that; else the article's
    /// own.
    std::string place_name(const NameMatch& match) const {
        const auto it = lists_.variants.find(match.form->canonical);
        if (it == lists_.variants.end()) return match.form->canonical;
        const std::uint64_t written = folded_hash(document_.text(match.at));
        for (const std::string& variant : it->second) {
            if (folded_hash(variant) == written) return variant;
        }
        return own_variant(match.form->canonical);
    }

    /// The spelling among accepted ones that the article itself uses most; the profile's where it uses none.
    std::string own_variant(const std::string& name) const {
        const auto it = lists_.variants.find(name);
        if (it == lists_.variants.end()) return name;
        if (const auto known = own_variants_.find(name); known != own_variants_.end()) return known->second;
        std::string best = it->second.front();
        std::size_t most = 0;
        for (const std::string& variant : it->second) {
            const std::size_t count = context::count_exact(document_, variant);
            if (count > most) most = count, best = variant;
        }
        own_variants_[name] = best;
        return best;
    }

    std::optional<Edit> acronym(const NameMatch& match) const {
        const bool context = !match.form->vouched_by.empty();
        if (context && (!is_meant_here(match) || is_signature(match))) return std::nullopt;
        if (stands_beside(match, match.form->canonical) || is_expanded(match)) return std::nullopt;
        if (means_something_else(match)) return std::nullopt;
        std::string name = own_variant(match.form->canonical);
        Confidence confidence = Confidence::safe;
        if (lists_.with_article.contains(folded_hash(match.form->canonical))) {
            const Word* next = after(match);
            const bool attributive = next != nullptr && !starts_sentence(match, *next) &&
                                     !lists_.clause_words.contains(next->hash);
            if (is_bracketed(match) || context::in_heading(document_, match.first)) {
                // "World Health Organization (OMS)", and headlines, go without.
            } else {
                name = with_article(match, name, attributive);
            }
        }
        return edit(match, name, context ? cards_.acronym_in_context : cards_.acronym, confidence);
    }

    /// An acronym that means several things counts only in an article with its English long form; one that is
    /// an English word too ("CAN", "GAP") only in brackets.
    bool is_meant_here(const NameMatch& match) const {
        if (context::in_capitals(document_, match.first) || !is_vouched_for(match.form->vouched_by))
            return false;
        const auto* entry = document_.lexicon().words.find(table_.words_of(*match.form).front());
        const bool english = entry != nullptr && entry->rank <= 70;
        return !english || is_bracketed(match);
    }

    /// Answers of the whole article are looked up once.
    template <class Ask>
    bool once(const std::string& question, Ask ask) const {
        const auto [it, is_new] = answers_.try_emplace(question, false);
        if (is_new) it->second = ask();
        return it->second;
    }

    /// True where the article speaks of what the form means in English ("Europa" beside "Jupiter").
    bool means_something_else(const NameMatch& match) const {
        const auto guard = lists_.article_guards.find(match.form->text);
        return guard != lists_.article_guards.end() && is_vouched_for(guard->second);
    }

    bool is_vouched_for(const std::string& phrases) const {
        return once(phrases, [&] {
            for (std::size_t begin = 0; begin < phrases.size();) {
                const std::size_t end = std::min(phrases.find('|', begin), phrases.size());
                const std::string phrase = phrases.substr(begin, end - begin);
                if (document_.contains(phrase) || document_.contains(utf8::to_lower(phrase))) return true;
                begin = end + 1;
            }
            return false;
        });
    }

    /// "Ohio Northern University (ONU)": the letters are the initials of the words before them.
    bool is_expanded(const NameMatch& match) const {
        if (!is_bracketed(match)) return false;
        const std::string_view form = match.form->text;
        std::size_t i = match.first;
        for (std::size_t at = form.size(); at > 0;) {
            const auto letter = utf8::decode_before(form, at);
            at -= letter.size;
            if (!utf8::is_letter(letter.value)) continue;
            if (i == 0) return false;
            // "batterer intervention programme (BIP)": in small letters they have to be English words.
            const char32_t first = utf8::decode(document_.text(), word(--i).at.begin).value;
            const bool english = word(i).rank != 0 && word(i).rank <= 60;
            const bool small = english && letter.value < 0x80 && first == (letter.value | 0x20);
            if (first != letter.value && !small) return false;
        }
        return true;
    }

    /// "-- FN": what somebody signs with.
    bool is_signature(const NameMatch& match) const {
        const std::string_view text = document_.text();
        const std::string_view left = text.substr(0, match.at.begin);
        if (match.at.end < text.size() && text[match.at.end] != '\n') return false;
        return left.ends_with("--") || left.ends_with("-- ") || left.ends_with("—") || left.ends_with("— ");
    }

    bool is_bracketed(const NameMatch& match) const {
        const std::string_view text = document_.text();
        return match.at.begin > 0 && match.at.end < text.size() && text[match.at.begin - 1] == '(' &&
               text[match.at.end] == ')';
    }

    bool stands_beside(const NameMatch& match, const std::string& name) const {
        const std::uint64_t hash = folded_hash(name);
        return (match.first > 0 && word(match.first - 1).hash == hash) ||
               (match.last < document_.words().size() && word(match.last).hash == hash);
    }

    /// "Sergei Lavrov" stands in the article: its other spellings follow that one.
    void remember(const NameMatch& match) {
        const std::string_view text = document_.text();
        if (word(match.first).all_capitals || word(match.surname).all_capitals) return;
        const std::size_t surname = word(match.surname).at.begin;
        const auto cut = [&](std::size_t begin) {
            return std::string(text.substr(begin, match.at.end - begin));
        };
        own_people_.try_emplace(match.form->canonical, OwnName{cut(match.at.begin), cut(surname)});
    }

    /// "Nato" is house style in Britain: it changes only where the article has "NATO" outside of capitals
    /// lines.
    std::optional<Edit> title_case_acronym(const NameMatch& match) const {
        const Word* previous = before(match);
        if (previous != nullptr && !previous->all_capitals && in_longer_name(match)) return std::nullopt;
        const std::string& name = match.form->canonical;
        const bool own = once("capitals:" + name, [&] {
            const std::uint64_t hash = folded_hash(name);
            for (std::size_t i = 0; i < document_.words().size(); ++i) {
                if (word(i).hash == hash && word(i).all_capitals && !context::in_capitals(document_, i))
                    return true;
            }
            return false;
        });
        Edit e = edit(match, name, cards_.title_case_acronym, own ? Confidence::safe : Confidence::likely);
        if (own) e.why = fmt::format("the article writes “{}” elsewhere", name);
        return e;
    }

    /// The person's name as the article itself spells it elsewhere, or as the profile does.
    std::string own_person(const NameForm& form) const {
        const bool alone = form.kind == NameKind::surname;
        const auto it = own_people_.find(alone ? form.vouched_by : form.canonical);
        if (it != own_people_.end()) return alone ? it->second.surname : it->second.full;
        std::string name = own_variant(form.canonical);
        const auto space = name.rfind(' ');
        const std::string surname = space == std::string::npos ? name : name.substr(space + 1);
        if (const std::string own = own_variant(surname); own != surname)
            name.replace(name.size() - surname.size(), surname.size(), own);
        return name;
    }

    std::optional<Edit> person(const NameMatch& match) const {
        const std::string name = own_person(*match.form);
        if (match.form->kind == NameKind::surname && !may_stand_alone(match)) return std::nullopt;
        if (name == document_.text(match.at)) return std::nullopt;
        return edit(match, shaped(match, name), cards_.person,
                    match.likely ? Confidence::likely : match.form->confidence);
    }

    /// A surname alone is the known person's only behind the full name (or in a heading above it), where no
    /// other first name stands before it and no other name behind.
    bool may_stand_alone(const NameMatch& match) const {
        const Word* previous = before(match);
        if (previous != nullptr && previous->capital && !lists_.titles.contains(previous->hash) &&
            !context::opens(document_, match.first - 1))
            return false;
        const Word* next = after(match);
        if (next != nullptr && next->capital && !context::in_title_case(document_, match.first)) return false;
        const std::optional<std::size_t> full = first_full_name(*match.form);
        return full && (*full < match.first || context::in_heading(document_, match.first));
    }

    /// The word where the first full name begins to which the surname may belong.
    std::optional<std::size_t> first_full_name(const NameForm& surname) const {
        if (!surname.vouched_by.empty()) {
            const auto it = people_.find(surname.vouched_by);
            return it == people_.end() ? std::nullopt : std::optional(it->second);
        }
        const auto [it, is_new] = first_full_names_.try_emplace(surname.canonical);
        if (!is_new) return it->second;
        for (const auto& [full, at] : people_) {
            if (full.ends_with(" " + surname.canonical)) it->second = std::min(at, it->second.value_or(at));
        }
        const std::uint64_t hash = folded_hash(surname.canonical);
        for (std::size_t i = 1; i < document_.words().size() && !it->second; ++i) {
            if (word(i).hash == hash && word(i - 1).capital && context::runs_on(document_, i - 1) &&
                !lists_.titles.contains(word(i - 1).hash))
                it->second = i - 1;
        }
        return it->second;
    }

    /// Months and days: only where a date stands around them.
    std::optional<Edit> date_word(const NameMatch& match) const {
        if (match.possessive) return std::nullopt;
        const Word* previous = before(match);
        const Word* next = after(match);
        const bool number =
            (previous != nullptr && previous->has_digit) || (next != nullptr && next->has_digit);
        const bool lead_in = previous != nullptr && lists_.date_lead_ins.contains(previous->hash);
        const bool daypart = next != nullptr && lists_.dayparts.contains(next->hash);
        if (!number && !lead_in && !daypart && !stands_in_english(match)) return std::nullopt;
        return edit(match, match.form->canonical, cards_.date_word,
                    number && lead_in ? Confidence::safe : match.form->confidence);
    }

    /// "the septiembre relaunch": a word in lower case that English does not have, between English words.
    bool stands_in_english(const NameMatch& match) const {
        if (match.form->confidence != Confidence::safe || word(match.first).capital) return false;
        if (word(match.first).rank != 0 && word(match.first).rank <= 70) return false;
        if (context::gap_after(document_, match.last - 1).starts_with("-")) return false;
        if (near(match, lists_.speaking, 3, 3)) return false;
        const auto english = [](const Word* w) { return w->rank != 0 && w->rank <= 35; };
        const Word* previous = before(match);
        const Word* next = after(match);
        if (previous == nullptr && next == nullptr) return false;
        return (previous == nullptr || english(previous)) &&
               (next == nullptr || (english(next) && !next->capital));
    }

    const Document& document_;
    const NameTable& table_;
    const NameLists& lists_;
    const Cards& cards_;
    /// A person's name as the article spells it.
    struct OwnName {
        std::string full;
        std::string surname;
    };
    std::map<std::string, std::size_t>
        people_;  ///< canonical names whose full names stand here, and where first
    mutable std::map<std::string, std::optional<std::size_t>> first_full_names_;  ///< by surname
    std::map<std::string, OwnName> own_people_;
    std::set<const NameForm*> shown_;  ///< forms that the article uses as a place
    mutable std::map<std::string, bool> answers_;
    mutable std::map<std::string, std::string> own_variants_;
};

class NamesStage : public RuleStage {
  public:
    explicit NamesStage(const Dictionaries& d)
        : RuleStage(stage_card, d),
          table_(load_name_tables(d)),
          lists_(read_lists(d)),
          titles_(d),
          first_names_(d),
          cards_{
              d.rule("names/place"),   d.rule("names/place-likely"),       d.rule("names/house-spelling"),
              d.rule("names/acronym"), d.rule("names/acronym-in-context"), d.rule("names/title-case-acronym"),
              d.rule("names/person"),  d.rule("names/date-word")} {}

    bool wakes(const Document& document) const override {
        return table_.may_stand_in(document) || titles_.wakes(document) || first_names_.wakes(document) ||
               RuleStage::wakes(document);
    }

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        if (table_.may_stand_in(document)) NameRun(document, table_, lists_, cards_).propose(sink);
        titles_.propose(document, sink);
        first_names_.propose(document, sink);
    }

  private:
    NameTable table_;
    NameLists lists_;
    ForeignTitles titles_;
    UkrainianFirstNames first_names_;
    Cards cards_;
};

}  // namespace

std::shared_ptr<const Stage> make_names_stage(const Dictionaries& dictionaries) {
    return std::make_shared<NamesStage>(dictionaries);
}

}  // namespace mtmend
