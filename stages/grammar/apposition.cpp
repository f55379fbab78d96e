#include "stages/grammar/apposition.hpp"

#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"
#include "stages/propose.hpp"

namespace mtmend {
namespace {

constexpr std::string_view curly_possessive = "\xE2\x80\x99s";

/// The length of a possessive ending at the start of `text`, or 0.
std::size_t possessive_at(std::string_view text) {
    if (text.starts_with("'s ")) return 2;
    return text.starts_with(std::string(curly_possessive) + " ") ? curly_possessive.size() : 0;
}

}  // namespace

Marks mark_behind_the(const Dictionaries& dictionaries, std::initializer_list<std::string_view> tables,
                      const WordSet& words) {
    std::vector<std::uint64_t> hashes = words.all();
    for (const std::string_view table : tables) {
        for (const TableRow& row : dictionaries.table(table)) {
            const std::string_view name = row.cells[0];
            hashes.push_back(folded_hash(name.substr(0, name.find(' '))));
        }
    }
    return dictionaries.lexicon().asked->words.add("titles and names behind an article", hashes);
}

Apposition::Apposition(const Dictionaries& d)
    : holders_(d.word_set("casing/office_holders.tsv")), rule_(d.rule("grammar/title-with-commas")) {
    for (const TableRow& row : d.table("names/name_titles.tsv")) {
        const bool pair = row.cells[0].find(' ') != std::string::npos;
        (pair ? title_pairs_ : titles_).insert(folded_hash(row.cells[0]));
    }
    title_mark_ = mark_behind_the(d, {"names/name_titles.tsv"});
}

void Apposition::propose(const Document& document, EditSink& sink) const {
    static const std::uint64_t the = folded_hash("the");
    for (std::size_t i = 0; i + 2 < document.words().size(); ++i) {
        if (document.words()[i].hash != the || (document.words()[i + 1].marks & title_mark_) == 0) continue;
        if (context::runs_on(document, i)) look_at(document, i, sink);
    }
}

void Apposition::look_at(const Document& document, std::size_t the, EditSink& sink) const {
    const auto& words = document.words();
    std::size_t name = the + 2;
    if (!titles_.contains(words[the + 1].hash)) {
        if (the + 3 >= words.size() || !context::runs_on(document, the + 1)) return;
        const Span<Working> pair{words[the + 1].at.begin, words[the + 2].at.end};
        if (!title_pairs_.contains(folded_hash(document.text(pair)))) return;
        name = the + 3;
    }
    const Word& holder = words[name];
    if (words[the + 1].capital || !holder.capital || holder.all_capitals || holder.at.size() < 3) return;
    if (context::gap_after(document, name - 1) != ", ") return;
    const std::string_view surname = document.text(holder);
    if (without_possessive(surname).size() < surname.size()) return;
    const std::string_view right = document.text().substr(holder.at.end);
    if (!right.starts_with(",")) return;
    const std::size_t possessive = possessive_at(right.substr(1));
    if (possessive == 0 && (right.size() < 2 || right[1] != ' ' || is_listed(document, the, name))) return;

    std::string title = utf8::capitalised(document.text(words[the + 1]));
    if (name == the + 3) title += " " + utf8::capitalised(document.text(words[the + 2]));
    const std::string whole = title + " " + std::string(surname);
    const bool own = document.contains(whole);
    const bool known = holders_.contains(holder.hash);
    const bool one = name == the + 2;
    if (!own && !(known && one)) return;
    mtmend::propose(document, sink, rule_, {words[the].at.begin, holder.at.end + 1}, whole);
}

/// "the president, Putin, and Xi": perhaps three people.
bool Apposition::is_listed(const Document& document, std::size_t the, std::size_t name) const {
    static const std::uint64_t conjunctions[] = {folded_hash("and"), folded_hash("or"), folded_hash("nor"),
                                                 folded_hash("the")};
    const auto& words = document.words();
    for (const std::uint64_t hash : conjunctions) {
        if (name + 1 < words.size() && words[name + 1].hash == hash) return true;
        if (the > 0 && words[the - 1].hash == hash) return true;
    }
    // "the speaker, the president, Biden, …" and "…, Biden, Xi and …"
    return (name + 1 < words.size() && words[name + 1].capital) ||
           (the > 0 && words[the - 1].capital && context::gap_after(document, the - 1) == ", ");
}

}  // namespace mtmend
