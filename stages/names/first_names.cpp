#include "stages/names/first_names.hpp"

#include <algorithm>

#include "stages/context.hpp"
#include "stages/propose.hpp"

namespace mtmend {

UkrainianFirstNames::UkrainianFirstNames(const Dictionaries& d)
    : ukrainian_(d.word_set("names/ukrainian_words.tsv")),
      russian_(d.word_set("names/russian_words.tsv")),
      rule_(d.rule("names/ukrainian-first-name")) {
    std::vector<std::uint64_t> hashes;
    for (const TableRow& row : d.table("names/ukrainian_first_names.tsv", 2)) {
        hashes.push_back(folded_hash(row.cells[0]));
        forms_[hashes.back()] = row.cells[1];
    }
    mark_ = d.lexicon().asked->words.add("foreign titles and first names", hashes);
}

void UkrainianFirstNames::propose(const Document& document, EditSink& sink) const {
    if (!wakes(document)) return;
    const auto& words = document.words();
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if ((words[i].marks & mark_) == 0) continue;
        const Word& surname = words[i + 1];
        if (!words[i].capital || words[i].all_capitals || !surname.capital || surname.all_capitals) continue;
        const auto it = forms_.find(words[i].hash);
        if (it == forms_.end() || !context::runs_on(document, i) || surname.rank != 0) continue;
        if (context::in_title_case(document, i) || !is_ukrainian(document, i)) continue;
        mtmend::propose(document, sink, rule_, words[i].at, it->second);
    }
}

/// True where the words before the name, in its sentence, speak of Ukraine and none around it of Russia.
bool UkrainianFirstNames::is_ukrainian(const Document& document, std::size_t i) const {
    constexpr std::size_t reach = 12;
    const auto& words = document.words();
    const Sentence& sentence = document.sentence_at(words[i].at.begin);
    bool found = false;
    const std::size_t last = std::min(i + reach, words.size());
    for (std::size_t k = i > reach ? i - reach : 0; k < last; ++k) {
        if (!sentence.contains(words[k].at)) continue;
        const std::uint64_t stem = folded_hash(without_possessive(document.text(words[k])));
        if (k < i + 2 && russian_.contains(stem)) return false;
        found = found || (k < i && ukrainian_.contains(stem));
    }
    return found;
}

}  // namespace mtmend
