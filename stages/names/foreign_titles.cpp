#include "stages/names/foreign_titles.hpp"

#include <algorithm>
#include <map>

#include "pipeline/split.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"
#include "stages/propose.hpp"

namespace mtmend {
namespace {

WordSet set_of_parts(const std::string& cell) {
    WordSet set;
    for (const std::string_view part : nonempty_parts(cell, '|')) set.insert(folded_hash(part));
    return set;
}

}  // namespace

ForeignTitles::ForeignTitles(const Dictionaries& d)
    : offices_(d.word_set("names/offices.tsv")),
      surnames_(d.word_set("names/english_surnames.tsv")),
      rule_(d.rule("names/foreign-title")),
      rule_likely_(d.rule("names/foreign-title-likely")),
      rule_office_(d.rule("names/foreign-title-of-office")) {
    std::vector<std::uint64_t> hashes;
    for (const TableRow& row : d.table("names/foreign_titles.tsv", 3)) {
        Title title;
        title.woman = row.cells[1].find("woman") != std::string::npos;
        title.initial = row.cells[1].find("initial") != std::string::npos;
        title.english = row.cells[1].find("english") != std::string::npos;
        title.people = set_of_parts(row.cells[2]);
        hashes.push_back(folded_hash(row.cells[0]));
        titles_[hashes.back()] = std::move(title);
    }
    mark_ = d.lexicon().asked->words.add("foreign titles and first names", hashes);
    for (const TableRow& row : d.table("casing/office_holders.tsv"))
        surnames_.insert(folded_hash(row.cells[0]));
}

/// One document's forms of address.
class ForeignTitleRun {
  public:
    ForeignTitleRun(const Document& document, const ForeignTitles& data, EditSink& sink)
        : document_(document), data_(data), sink_(sink) {}

    void run() {
        for (std::size_t i = 0; i + 1 < document_.words().size(); ++i) {
            if ((word(i).marks & data_.mark_) == 0) continue;
            if (!word(i).capital || !word(i + 1).capital || word(i).has_digit) continue;
            const auto it = data_.titles_.find(word(i).hash);
            if (it != data_.titles_.end()) look_at(i, it->second);
        }
    }

  private:
    const Word& word(std::size_t i) const { return document_.words()[i]; }

    void look_at(std::size_t i, const ForeignTitles::Title& title) {
        const std::string_view gap = context::gap_after(document_, i);
        const bool stop = gap == ". ";
        if ((gap != " " && !stop) || (title.initial && !stop) || word(i).all_capitals) return;
        if (context::is_quoted_alone(document_, {word(i).at.begin, word(i + 1).at.end})) return;
        const Span<Working> at{word(i).at.begin, word(i).at.end + (stop ? 1u : 0u)};
        if (data_.offices_.contains(word(i + 1).hash)) {
            if (!title.woman && is_address(i, title))
                propose(document_, sink_, data_.rule_office_, at, "Mr.");
            return;
        }
        if (title.initial || word(i + 1).all_capitals || word(i + 1).at.size() < 2) return;
        if (follows_name(i)) return;
        const std::string name(without_possessive(document_.text(word(i + 1))));
        if (title.english && is_about(title)) return;
        if (std::string own = own_title(name, title); !own.empty())
            return propose(document_, sink_, data_.rule_, at, std::move(own));
        if (title.english) return;
        const bool safe =
            !is_about(title) && (data_.surnames_.contains(folded_hash(name)) || style().uses > 1);
        if (!safe && style().uses == 0) return;
        propose(document_, sink_, safe ? data_.rule_ : data_.rule_likely_, at, style_of(title));
    }

    /// "Señor President," as one speaks to the holder; "Sr. President" may be an office of its own.
    bool is_address(std::size_t i, const ForeignTitles::Title& title) const {
        if (follows_name(i)) return false;
        if (!title.initial) return true;
        return document_.contains("Mr. " + std::string(document_.text(word(i + 1))));
    }

    /// "John M. President", "Ana Ruiz Señor".
    bool follows_name(std::size_t i) const {
        return i > 0 && word(i - 1).capital && context::gap_after(document_, i - 1) == " " &&
               !context::opens(document_, i - 1);
    }

    /// The English title with which the article has the same name, or nothing.
    std::string own_title(const std::string& name, const ForeignTitles::Title& title) const {
        static constexpr std::string_view men[] = {"Mr.", "Mr"};
        static constexpr std::string_view women[] = {"Mrs.", "Ms.", "Mrs", "Ms", "Miss"};
        const auto find = [&](const auto& forms) {
            for (const std::string_view form : forms) {
                if (document_.contains(std::string(form) + " " + name)) return std::string(form);
            }
            return std::string();
        };
        return title.woman ? find(women) : find(men);
    }

    /// True where the name, or the one behind a first name, is an English surname.
    bool is_english(std::size_t i) const {
        const auto listed = [&](std::size_t k) {
            return data_.surnames_.contains(folded_hash(without_possessive(document_.text(word(k)))));
        };
        return listed(i) || (i + 1 < document_.words().size() && word(i + 1).capital &&
                             context::gap_after(document_, i) == " " && listed(i + 1));
    }

    /// True where the article speaks of the people who address each other so.
    bool is_about(const ForeignTitles::Title& title) {
        const auto [it, made] = about_.try_emplace(&title, false);
        if (made) {
            const auto& words = document_.words();
            it->second = std::any_of(words.begin(), words.end(), [&](const Word& w) {
                return title.people.contains(w.hash) ||
                       title.people.contains(folded_hash(without_possessive(document_.text(w))));
            });
        }
        return it->second;
    }

    /// How the article addresses people: counts of English titles.
    struct Style {
        std::size_t uses = 0;
        std::size_t with_stop = 0;
        std::size_t ms = 0;
        std::size_t mrs = 0;
    };
    const Style& style() {
        static const std::uint64_t hashes[] = {folded_hash("mr"), folded_hash("mrs"), folded_hash("ms")};
        if (!style_) {
            style_ = Style();
            for (std::size_t i = 0; i + 1 < document_.words().size(); ++i) {
                const auto at = std::find(std::begin(hashes), std::end(hashes), word(i).hash);
                if (at == std::end(hashes) || !word(i).capital || !word(i + 1).capital) continue;
                ++style_->uses;
                style_->with_stop += context::gap_after(document_, i).starts_with(".");
                style_->mrs += at - std::begin(hashes) == 1;
                style_->ms += at - std::begin(hashes) == 2;
            }
        }
        return *style_;
    }
    std::string style_of(const ForeignTitles::Title& title) {
        const std::string word = !title.woman ? "Mr" : style().ms > style().mrs ? "Ms" : "Mrs";
        return style().with_stop * 2 >= style().uses ? word + "." : word;
    }

    const Document& document_;
    const ForeignTitles& data_;
    EditSink& sink_;
    std::map<const void*, bool> about_;
    std::optional<Style> style_;
};

void ForeignTitles::propose(const Document& document, EditSink& sink) const {
    if (wakes(document)) ForeignTitleRun(document, *this, sink).run();
}

}  // namespace mtmend
