#include "stages/grammar/grammar.hpp"

#include <algorithm>

#include "pipeline/rules/rule_stage.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"
#include "stages/grammar/apposition.hpp"
#include "stages/word_roles.hpp"

namespace mtmend {
namespace {

constexpr StageCard stage_card = {
    .name = "grammar",
    .mends = "articles before names, titles and calqued fixed phrases",
    .wakes_on = signals::none,
};

/// The data of this stage.
struct ArticleLists {
    WordSet titles;
    WordSet title_pairs;    ///< titles of two words
    WordSet particles;      ///< small words inside names ("da", "van")
    WordSet addresses;      ///< "Mr", "Mrs"
    WordSet clause_words;   ///< words that no name before them modifies
    WordSet countries;      ///< countries that take no article, of one word
    WordSet country_pairs;  ///< of two words
    WordSet relative;       ///< words by which a clause narrows a name down: "the Germany he knew"
    WordSet time_words;     ///< words that begin a time after a name: "the Mexico last year"
    WordSet subjects;       ///< pronouns that begin a clause
    WordSet speaking;       ///< words that speak of a name as a word
    WordSet degrees;        ///< adverbs between two verbs ("most", "never")
    WordSet forms_of_be;    ///< finite ones
    WordSet rivers;         ///< countries that have the name of a river
    WordSet river_signs;    ///< words of an article in which the river is meant
    Marks behind_the = 0;   ///< first words of titles, addresses and countries
};

/// The cards of the rules found by code.
struct ArticleCards {
    const Rule& title;
    const Rule& address;
    const Rule& address_likely;
    const Rule& country;
    const Rule& ukraine;
};

/// "the President Truman signed", "from the Norway": an article before a name.
class ArticleRun {
  public:
    ArticleRun(const Document& document, const ArticleLists& lists, const ArticleCards& cards)
        : document_(document), lists_(lists), cards_(cards) {}

    void propose(EditSink& sink) const {
        static const std::uint64_t the = folded_hash("the");
        for (std::size_t i = 0; i + 1 < document_.words().size(); ++i) {
            if (word(i).hash != the || (word(i + 1).marks & lists_.behind_the) == 0) continue;
            if (word(i).all_capitals || !context::runs_on(document_, i)) continue;
            if (word(i + 1).capital) look_for_country(i, sink);
            look_for_title(i, sink);
            look_for_address(i, sink);
        }
    }

  private:
    const Word& word(std::size_t i) const { return document_.words()[i]; }

    bool has(std::size_t i) const { return i < document_.words().size(); }

    std::uint64_t pair_hash(std::size_t i) const {
        return folded_hash(std::string(document_.text(word(i))) + " " +
                           std::string(without_possessive(document_.text(word(i + 1)))));
    }

    void look_for_title(std::size_t the, EditSink& sink) const {
        std::size_t name = the + 2;
        if (!has(name) || !context::runs_on(document_, the + 1)) return;
        if (!lists_.titles.contains(word(the + 1).hash)) {
            if (!has(the + 3) || !context::runs_on(document_, the + 2)) return;
            if (!lists_.title_pairs.contains(pair_hash(the + 1))) return;
            name = the + 3;
        }
        // "the Prime Minister's Office": the title is whose it is, and no name follows.
        if (is_possessive(name - 1)) return;
        const std::size_t end = end_of_name(name);
        if (end == name || !sentence_goes_on(end) || context::in_title_case(document_, the)) return;
        // "all the Pope Adrians"
        if (the > 0 && (document_.text(word(the - 1)) == "all" || document_.text(word(the - 1)) == "both"))
            return;
        propose_without(the, name, sink);
    }

    void look_for_country(std::size_t the, EditSink& sink) const {
        std::size_t end = the + 2;
        const std::string_view text = without_possessive(document_.text(word(the + 1)));
        const std::uint64_t hash = folded_hash(text);
        if (word(the + 1).all_capitals) return;
        if (!lists_.countries.contains(hash)) {
            if (!has(the + 2) || !context::runs_on(document_, the + 1)) return;
            if (!word(the + 2).capital || !lists_.country_pairs.contains(pair_hash(the + 1))) return;
            end = the + 3;
        }
        static const std::uint64_t ukraine = folded_hash("ukraine");
        if (may_be_river(hash) || !country_stands_alone(end) || is_spoken_of(the) ||
            context::in_title_case(document_, the))
            return;
        const Rule& rule = hash == ukraine ? cards_.ukraine : cards_.country;
        Edit edit;
        edit.at = {word(the).at.begin, word(end - 1).at.end};
        edit.after = document_.text(Span<Working>{word(the + 1).at.begin, word(end - 1).at.end});
        edit.rule = rule.id;
        edit.confidence = rule.confidence;
        sink.propose(std::move(edit));
    }

    /// True where neither a noun nor a relative clause follows, so that the article cannot belong to it.
    bool country_stands_alone(std::size_t end) const {
        const bool possessive =
            without_possessive(document_.text(word(end - 1))).size() < word(end - 1).at.size();
        if (possessive) return has(end) && context::runs_on(document_, end - 1) && !word(end).capital;
        const std::string_view gap = context::gap_after(document_, end - 1);
        if (gap.starts_with("-") || gap.starts_with("\xE2\x80\x93") || gap.starts_with("/")) return false;
        if (!has(end)) return true;
        if (modifies_in_list(end)) return false;
        if (!context::runs_on(document_, end - 1))
            return gap.find_first_of(".,;:!?)\"") == 0 || gap.starts_with(" (") || gap.starts_with("\n\n") ||
                   gap.starts_with("\xE2\x80\x94");
        if (word(end).capital) return false;
        // "the Iraq as we knew it", but "in the Iraq as part of the Guard"
        static const std::uint64_t as = folded_hash("as");
        const bool narrows =
            word(end).hash != as || (has(end + 1) && lists_.subjects.contains(word(end + 1).hash));
        if (lists_.relative.contains(word(end).hash) && narrows) return false;
        if (lists_.time_words.contains(word(end).hash)) return true;
        if (!lists_.clause_words.contains(word(end).hash)) return false;
        return !precedes_relative(end) && !modifies_with_another(end);
    }

    /// "the France with which he wants to break": a preposition before the relative word.
    bool precedes_relative(std::size_t preposition) const {
        if (!has(preposition + 1) || !context::runs_on(document_, preposition)) return false;
        const std::string_view next = document_.text(word(preposition + 1));
        return next == "which" || next == "whom" || next == "whose";
    }

    /// "the Kenya, Uganda and Rwanda routes": several names before one noun.
    bool modifies_in_list(std::size_t end) const {
        std::size_t k = end;
        while (has(k) && word(k).capital && context::gap_after(document_, k - 1) == ", ") ++k;
        if (k == end || !has(k)) return false;
        const std::string_view gap = context::gap_after(document_, k - 1);
        if (gap != " " && gap != ", ") return false;
        const std::string_view joint = document_.text(word(k));
        if ((joint != "and" && joint != "or") || !has(k + 2) || !word(k + 1).capital) return false;
        return context::runs_on(document_, k + 1) && !word(k + 2).capital &&
               !lists_.clause_words.contains(word(k + 2).hash);
    }

    /// "along the Paraguay", "the Parana and the Uruguay": rivers with the name of a country.
    bool may_be_river(std::uint64_t country) const {
        if (!lists_.rivers.contains(country)) return false;
        const std::vector<std::uint64_t> signs = lists_.river_signs.all();
        return std::any_of(signs.begin(), signs.end(),
                           [&](std::uint64_t sign) { return document_.count(sign) > 0; });
    }

    /// "the France and Italy teams": two names before one noun.
    bool modifies_with_another(std::size_t conjunction) const {
        static const std::uint64_t conjunctions[] = {folded_hash("and"), folded_hash("or")};
        if (word(conjunction).hash != conjunctions[0] && word(conjunction).hash != conjunctions[1])
            return false;
        if (!has(conjunction + 2) || !word(conjunction + 1).capital) return false;
        const std::string_view gap = context::gap_after(document_, conjunction + 1);
        if (gap == "." || gap == "-") return true;
        return context::runs_on(document_, conjunction + 1) &&
               !lists_.clause_words.contains(word(conjunction + 2).hash);
    }

    /// "the name the Ukraine", “the Ukraine”: the article is what the text is about.
    bool is_spoken_of(std::size_t the) const {
        for (std::size_t step = 1, i = the; step <= 3 && i > 0; ++step) {
            if (lists_.speaking.contains(word(--i).hash)) return true;
        }
        const std::string_view text = document_.text();
        const std::size_t begin = word(the).at.begin;
        return begin > 0 &&
               (text[begin - 1] == '"' || text[begin - 1] == '\'' || text.substr(0, begin).ends_with("“") ||
                text.substr(0, begin).ends_with("‘") || text.substr(0, begin).ends_with("«"));
    }

    /// "the Mr. Tedeschi told": no article stands before a form of address.
    void look_for_address(std::size_t the, EditSink& sink) const {
        const Word& address = word(the + 1);
        if (!lists_.addresses.contains(address.hash) || !address.capital || !has(the + 2)) return;
        const std::string_view gap = context::gap_after(document_, the + 1);
        if ((gap != ". " && gap != " ") || context::in_title_case(document_, the)) return;
        const bool office = lists_.titles.contains(word(the + 2).hash) && word(the + 2).capital;
        const std::size_t end = office ? the + 3 : end_of_name(the + 2);
        if (end == the + 2 || !sentence_goes_on(end)) return;
        if (has(end) && context::runs_on(document_, end - 1) && lists_.relative.contains(word(end).hash))
            return;
        const std::string_view title = document_.text(address);
        const std::string name(without_possessive(document_.text(word(end - 1))));
        const std::string full = std::string(title) + ". ";
        const bool own = context::count_exact(document_, full + name) >
                         context::count_exact(document_, "the " + full + name) +
                             context::count_exact(document_, "The " + full + name);
        const bool stop = gap == ". " || own || office || document_.contains(std::string(title) + ".");
        const bool opens = context::opens(document_, the) && !word(the).capital && stop;
        const Rule& rule = own || opens || (office && title == "Mr") ? cards_.address : cards_.address_likely;
        Edit edit;
        edit.at = {word(the).at.begin, word(the + 2).at.begin};
        edit.after = stop ? full : std::string(title) + " ";
        edit.rule = rule.id;
        edit.confidence = rule.confidence;
        sink.propose(std::move(edit));
    }

    /// Up to five capitalised words that are names and no common nouns ("Truman", "Kyrsten Sinema"), with the
    /// particles between them ("Luiz Inácio Lula da Silva").
    std::size_t end_of_name(std::size_t at) const {
        constexpr std::size_t longest = 6;
        std::size_t end = at;
        while (end < document_.words().size() && end < at + longest &&
               (is_name(end) || is_initial(end, at))) {
            ++end;
            if (is_possessive(end - 1)) break;
            if (!context::runs_on(document_, end - 1) && !is_initial(end - 1, at)) break;
            end = behind_particles(end);
        }
        if (end < document_.words().size() && end > at && context::runs_on(document_, end - 1) &&
            word(end).capital && !is_possessive(end - 1))
            return at;
        return end;
    }

    /// The name behind "da", "de la" in the middle of a name; the same place where none stands there.
    std::size_t behind_particles(std::size_t i) const {
        std::size_t k = i;
        while (has(k) && k < i + 2 && !word(k).capital && lists_.particles.contains(word(k).hash) &&
               context::runs_on(document_, k))
            ++k;
        return k > i && has(k) && is_name(k) ? k : i;
    }

    bool is_possessive(std::size_t i) const {
        return without_possessive(document_.text(word(i))).size() < word(i).at.size();
    }

    /// "Donald J. Trump": a letter with a full stop inside a name.
    bool is_initial(std::size_t i, std::size_t first) const {
        return i > first && word(i).capital && word(i).at.size() == 1 && has(i + 1) && word(i + 1).capital &&
               context::gap_after(document_, i) == ". ";
    }

    bool is_name(std::size_t i) const {
        const Word& w = word(i);
        if (!w.capital || w.all_capitals || w.has_digit || w.at.size() < 3) return false;
        const std::string_view stem = without_possessive(document_.text(w));
        const auto* entry = document_.lexicon().words.find(folded_hash(stem));
        return entry == nullptr || (entry->forms & WordTable::capital_form) != 0;
    }

    /// True where what follows the name is no noun that the title and name modify ("the President Truman
    /// Museum").
    bool sentence_goes_on(std::size_t end) const {
        const std::string_view last = document_.text(word(end - 1));
        if (without_possessive(last).size() < last.size()) return true;
        const std::string_view gap = context::gap_after(document_, end - 1);
        if (end >= document_.words().size()) return true;
        if (!context::runs_on(document_, end - 1))
            return gap.find_first_of(".,;:!?)\n") == 0 || gap.starts_with(" (") ||
                   gap.starts_with("\xE2\x80\x94");
        const std::string_view next = document_.text(word(end));
        // "the Pope Francis of the press": one of several.
        if (next == "of" || is_clause_of_noun(end)) return false;
        if (lists_.clause_words.contains(word(end).hash)) return true;
        if (next.ends_with("ly") && context::runs_on(document_, end)) return is_past(end + 1);
        return is_past(end);
    }

    /// "The president Joe Biden admired most was Truman", "the chancellor she became was another": two verbs,
    /// and no subject for the second, so that the first belongs to what the title means.
    bool is_clause_of_noun(std::size_t verb) const {
        const auto is_one_of = [&](std::size_t i, const WordSet& list) {
            return has(i) && context::runs_on(document_, i - 1) && !word(i).capital &&
                   list.contains(word(i).hash);
        };
        const std::size_t second = verb + 1 + (is_one_of(verb + 1, lists_.degrees) ? 1 : 0);
        return is_one_of(second, lists_.forms_of_be) && !is_one_of(verb, lists_.forms_of_be);
    }

    bool is_past(std::size_t i) const {
        const std::string_view text = document_.text(word(i));
        return text.size() > 4 && text.ends_with("ed") && !word(i).capital;
    }

    void propose_without(std::size_t the, std::size_t name, EditSink& sink) const {
        Edit edit;
        edit.at = {word(the).at.begin, word(name).at.begin};
        for (std::size_t i = the + 1; i < name; ++i)
            edit.after += utf8::capitalised(document_.text(word(i))) + " ";
        edit.rule = cards_.title.id;
        edit.confidence = cards_.title.confidence;
        sink.propose(std::move(edit));
    }

    const Document& document_;
    const ArticleLists& lists_;
    const ArticleCards& cards_;
};

/// Words of one in the first set, of two in the second.
void read_names(const Dictionaries& dictionaries, std::string_view table, WordSet& ones, WordSet& twos) {
    for (const TableRow& row : dictionaries.table(table)) {
        const std::string& name = row.cells[0];
        (name.find(' ') == std::string::npos ? ones : twos).insert(folded_hash(name));
    }
}

class GrammarStage : public RuleStage {
  public:
    explicit GrammarStage(const Dictionaries& d)
        : RuleStage(stage_card, d),
          apposition_(d),
          cards_{d.rule("grammar/title-after-the"), d.rule("grammar/address-after-the"),
                 d.rule("grammar/address-after-the-likely"), d.rule("grammar/the-country"),
                 d.rule("grammar/the-ukraine")} {
        read_names(d, "names/name_titles.tsv", lists_.titles, lists_.title_pairs);
        read_names(d, "grammar/countries.tsv", lists_.countries, lists_.country_pairs);
        read_roles(d, "words/short_titles.tsv", {{"address", lists_.addresses}, {"office"}, {"rank"}});
        lists_.subjects = d.word_set("casing/subjects.tsv");
        lists_.clause_words = d.word_set("names/clause_words.tsv");
        lists_.relative = d.word_set("grammar/relative_words.tsv");
        lists_.time_words = d.word_set("grammar/time_words.tsv");
        lists_.speaking = d.word_set("grammar/speaking_words.tsv");
        lists_.degrees = d.word_set("grammar/degrees.tsv");
        lists_.particles = d.word_set("grammar/name_particles.tsv");
        read_roles(d, "grammar/rivers.tsv", {{"country", lists_.rivers}, {"sign", lists_.river_signs}});
        read_roles(d, "words/forms_of_be.tsv", {{"finite", lists_.forms_of_be}, {"bare"}});
        lists_.behind_the =
            mark_behind_the(d, {"names/name_titles.tsv", "grammar/countries.tsv"}, lists_.addresses);
    }

    bool wakes(const Document& document) const override {
        return RuleStage::wakes(document) || (document.marks() & lists_.behind_the) != 0;
    }

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        if ((document.marks() & lists_.behind_the) == 0) return;
        ArticleRun(document, lists_, cards_).propose(sink);
        apposition_.propose(document, sink);
    }

  private:
    ArticleLists lists_;
    Apposition apposition_;
    ArticleCards cards_;
};

}  // namespace

std::shared_ptr<const Stage> make_grammar_stage(const Dictionaries& dictionaries) {
    return std::make_shared<GrammarStage>(dictionaries);
}

}  // namespace mtmend
