#include "stages/consistency/consistency.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "pipeline/rules/rule_stage.hpp"
#include "pipeline/split.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"

namespace mtmend {
namespace {

constexpr StageCard stage_card = {
    .name = "consistency",
    .mends = "one name or compound written in two ways in one article",
    .wakes_on = signals::unknown_word,
};

/// A key that spellings of one foreign name share: no accents, w = v, y = ij = i, no doubled letters.
std::string light_fold(std::string_view name) {
    std::string key;
    for (char c : utf8::unaccented(name)) {
        if (c == 'w') c = 'v';
        if (c == 'y' || c == 'j') c = 'i';
        if (key.empty() || key.back() != c) key += c;
    }
    return key;
}

/// True where one letter in the middle was lost, added or changed: "Kharov" and "Kharkov". Endings do not
/// count, they are inflections and other names.
bool differs_by_one_letter(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    if (b.size() - a.size() > 1 || a == b) return false;
    std::size_t left = 0;
    while (left < a.size() && a[left] == b[left]) ++left;
    std::size_t right = 0;
    while (right < a.size() - left && a[a.size() - 1 - right] == b[b.size() - 1 - right]) ++right;
    return left >= 3 && right >= 2 && left + right + 1 >= b.size();
}

/// One spelling of a name, by how often it stands in the article.
struct Spelling {
    std::string text;
    std::vector<Span<Working>> places;
};

/// Names that no list knows, by their light fold. Held: two people may differ in one letter.
class SpellingRun {
  public:
    SpellingRun(const Document& document, const WordSet& places, const Rule& rule, const Rule& letter_rule)
        : document_(document), places_(places), rule_(rule), letter_rule_(letter_rule) {}

    void propose(EditSink& sink) {
        for (const Word& word : document_.words()) collect(word);
        for (const auto& [key, spellings] : by_key_) {
            if (spellings.size() == 2) propose_rarer(spellings, sink);
        }
        propose_slips(sink);
    }

  private:
    static constexpr std::size_t shortest = 6;
    static constexpr std::size_t most_names = 2000;

    void collect(const Word& word) {
        if (!word.capital || word.all_capitals || word.has_digit || word.at.size() < shortest) return;
        ++capitals_;
        if (word.rank != 0 || by_key_.size() >= most_names) return;
        const std::string_view text = without_possessive(document_.text(word));
        if (text.size() < shortest || text.find('\'') != std::string_view::npos ||
            text.find("’") != std::string_view::npos ||
            std::any_of(text.begin() + 1, text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
            return;
        auto& spellings = by_key_[light_fold(text)];
        const Span<Working> at{word.at.begin, word.at.begin + text.size()};
        for (Spelling& spelling : spellings) {
            if (spelling.text == text) return spelling.places.push_back(at);
        }
        if (spellings.size() < 3) spellings.push_back({std::string(text), {at}});
    }

    void propose_rarer(const std::vector<Spelling>& spellings, EditSink& sink) const {
        const bool first = spellings[0].places.size() < spellings[1].places.size();
        const Spelling& rarer = spellings[first ? 0 : 1];
        const Spelling& usual = spellings[first ? 1 : 0];
        if (usual.places.size() < 2 * rarer.places.size()) return;
        for (const Span<Working>& at : rarer.places) {
            Edit edit;
            edit.at = at;
            edit.after = usual.text;
            edit.rule = rule_.id;
            edit.confidence = rule_.confidence;
            edit.why = fmt::format("the article writes “{}” {} times", usual.text, usual.places.size());
            sink.propose(std::move(edit));
        }
    }

    /// A name that stands once, one letter away from a name that stands often or that is a known one.
    void propose_slips(EditSink& sink) const {
        const std::vector<const Spelling*> slips = lone_names();
        if (slips.empty()) return;
        const Names names = names_like(slips);
        for (const Spelling* slip : slips) {
            const std::string_view target = meant_by(slip->text, names);
            if (target.empty()) continue;
            Edit edit;
            edit.at = slip->places[0];
            edit.after = target;
            edit.rule = letter_rule_.id;
            edit.confidence = letter_rule_.confidence;
            edit.why = fmt::format("the article writes “{}” too", target);
            sink.propose(std::move(edit));
        }
    }

    /// The names that stand once, and no other spelling of them.
    std::vector<const Spelling*> lone_names() const {
        std::vector<const Spelling*> lone;
        for (const auto& [key, spellings] : by_key_) {
            if (spellings.size() != 1 || spellings[0].places.size() != 1) continue;
            const std::string_view right = document_.text().substr(spellings[0].places[0].end);
            if (right.size() > 1 && right[0] == '.' && utf8::is_word(utf8::decode(right, 1).value)) continue;
            lone.push_back(&spellings[0]);
        }
        return lone;
    }

    using Names = std::map<std::string_view, std::size_t>;
    static std::string_view beginning(std::string_view name) { return name.substr(0, 3); }

    /// The article's names that begin like one of the slips, and how often each stands there; among its first
    /// `most_names` names only.
    Names names_like(const std::vector<const Spelling*>& slips) const {
        std::vector<std::string_view> beginnings;
        for (const Spelling* slip : slips) beginnings.push_back(beginning(slip->text));
        std::ranges::sort(beginnings);
        const bool may_be_too_many = capitals_ > most_names;
        std::unordered_set<std::string_view> different;
        Names names;
        for (const Word& word : document_.words()) {
            if (different.size() >= most_names) break;
            if (!word.capital || word.all_capitals || word.has_digit || word.at.size() < shortest) continue;
            const std::string_view text = without_possessive(document_.text(word));
            if (text.size() < shortest) continue;
            const bool alike = std::ranges::binary_search(beginnings, beginning(text));
            if ((!alike && !may_be_too_many) || !is_name(text)) continue;
            if (may_be_too_many) different.insert(text);
            if (alike) ++names[text];
        }
        return names;
    }

    /// The one name that the slip can be a slip of; empty where there is none or several.
    std::string_view meant_by(std::string_view slip, const Names& names) const {
        std::string_view target;
        for (auto at = names.lower_bound(beginning(slip));
             at != names.end() && at->first.starts_with(beginning(slip)); ++at) {
            if (!differs_by_one_letter(slip, at->first)) continue;
            if (at->second < 3 && !places_.contains(folded_hash(at->first))) continue;
            if (!target.empty()) return {};
            target = at->first;
        }
        return target;
    }

    /// A word that no list has in lower case.
    bool is_name(std::string_view text) const {
        const auto* entry = document_.lexicon().words.find(folded_hash(text));
        return entry == nullptr || (entry->forms & WordTable::lower_form) == 0;
    }

    const Document& document_;
    const WordSet& places_;
    const Rule& rule_;
    const Rule& letter_rule_;
    std::map<std::string, std::vector<Spelling>> by_key_;
    std::size_t capitals_ = 0;  ///< words that may be names
};

class ConsistencyStage : public RuleStage {
  public:
    explicit ConsistencyStage(const Dictionaries& d)
        : RuleStage(stage_card, d),
          rule_(d.rule("consistency/name-spelling")),
          letter_rule_(d.rule("consistency/name-letter")) {
        places_ = d.word_set("names/places.tsv");
        places_.insert(d.word_set("names/house_spellings.tsv"));
        for (const TableRow& row : d.table("names/house_spellings.tsv")) {
            for (const std::string_view form : nonempty_parts(row.cells[1], '|'))
                places_.insert(folded_hash(form));
        }
    }

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        if ((document.signals() & stage_card.wakes_on) != 0)
            SpellingRun(document, places_, rule_, letter_rule_).propose(sink);
    }

  private:
    WordSet places_;
    const Rule& rule_;
    const Rule& letter_rule_;
};

}  // namespace

std::shared_ptr<const Stage> make_consistency_stage(const Dictionaries& dictionaries) {
    return std::make_shared<ConsistencyStage>(dictionaries);
}

}  // namespace mtmend
