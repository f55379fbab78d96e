#include "stages/names/people_table.hpp"

#include <algorithm>

#include "pipeline/text/lexicon.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

constexpr std::size_t most_words_of_half = 4;

std::uint64_t plain_hash(std::string_view text) {
    const bool ascii = std::ranges::all_of(text, [](unsigned char c) { return c < 0x80; });
    return ascii ? folded_hash(text) : folded_hash(utf8::unaccented(text));
}

std::uint64_t joined(std::uint64_t hash, std::uint64_t next) {
    return (hash ^ next) * 0x9E3779B97F4A7C15ull + (hash >> 29);
}

/// The hashes of the words of a spelling, cut at spaces and hyphens.
std::vector<std::uint64_t> plain_hashes(std::string_view spelling) {
    std::vector<std::uint64_t> hashes;
    for (std::size_t begin = 0; begin < spelling.size();) {
        const std::size_t end = std::min(spelling.find_first_of(" -", begin), spelling.size());
        if (end > begin) hashes.push_back(plain_hash(spelling.substr(begin, end - begin)));
        begin = end + 1;
    }
    return hashes;
}

/// True where a letter has an accent. Macrons do not count: scholars write "Khāmenei".
bool has_accents(std::string_view text) {
    for (const std::string_view macron : {"ā", "ē", "ī", "ō", "ū", "Ā", "Ē", "Ī", "Ō", "Ū"}) {
        if (text.find(macron) != std::string_view::npos) return false;
    }
    return utf8::unaccented(text) != utf8::folded(text);
}

/// True where nothing but a space or a hyphen parts word `i` from the next.
bool is_joined(const Document& document, std::size_t i) {
    const auto& words = document.words();
    if (i + 1 >= words.size()) return false;
    const std::size_t end = words[i].at.end;
    const std::string_view gap = document.text().substr(end, words[i + 1].at.begin - end);
    return gap == " " || gap == "-" || gap == "\xC2\xA0" || gap == "\n";
}

}  // namespace

std::uint32_t PeopleTable::add(const std::string& full, const std::string& surname, bool unaccented) {
    Person person;
    person.unaccented = unaccented;
    person.full.kind = NameKind::person;
    person.full.canonical = full;
    person.surname.kind = NameKind::surname;
    person.surname.canonical = surname;
    person.surname.vouched_by = full;
    people_.push_back(std::move(person));
    return static_cast<std::uint32_t>(people_.size() - 1);
}

void PeopleTable::add_given(std::uint32_t person, const std::string& spelling, Half half) {
    const auto words = plain_hashes(spelling);
    if (words.empty()) return;
    first_words_[words.front()] |= begins_name;
    put(given_, words, {person, half});
}

void PeopleTable::add_surname(std::uint32_t person, const std::string& spelling, Half half) {
    const auto words = plain_hashes(spelling);
    if (words.empty()) return;
    if (half == Half::foreign) first_words_[words.front()] |= begins_name;
    if (half == Half::foreign && words.size() > 1) first_words_[words.front()] |= begins_in_lower_case;
    put(surnames_, words, {person, half});
}

void PeopleTable::close() {
    given_.close();
    surnames_.close();
}

void PeopleTable::put(Spellings& spellings, const std::vector<std::uint64_t>& words, Spelling spelling) {
    std::uint64_t hash = 0;
    for (const std::uint64_t word : words) {
        hash = joined(hash, word);
        spellings.add(hash);
    }
    spellings.add(hash, spelling);
}

/// The longest known name that begins at word `i` and has a foreign half; or a foreign surname alone.
std::optional<NameMatch> PeopleTable::match_at(const Document& document, std::size_t i) const {
    const auto& words = document.words();
    if (!begins_person(plain_hash(without_possessive(document.text(words[i]))))) return std::nullopt;
    std::optional<NameMatch> best;
    std::uint64_t hash = 0;
    for (std::size_t k = 0; k < most_words_of_half && words[i].capital; ++k) {
        hash = joined(hash, plain_hash(document.text(words[i + k])));
        if (!is_joined(document, i + k)) break;
        const auto given = given_.find(hash);
        if (!given) break;
        if (given->empty()) continue;
        if (auto found = match_surname(document, i, i + k + 1, given)) best = found;
    }
    return best ? best : match_surname(document, i, i, std::nullopt);
}

std::optional<NameMatch> PeopleTable::match_surname(const Document& document, std::size_t first,
                                                    std::size_t i,
                                                    std::optional<std::span<const Spelling>> given) const {
    const auto& words = document.words();
    std::optional<NameMatch> best;
    std::uint64_t hash = 0;
    for (std::size_t k = 0; k < most_words_of_half && i + k < words.size(); ++k) {
        const Word& word = words[i + k];
        const std::string_view text = document.text(word);
        const std::string_view stem = without_possessive(text);
        const auto surnames = surnames_.find(joined(hash, plain_hash(stem)));
        if (!surnames) break;
        for (const Spelling& surname : *surnames) {
            if (!word.capital && !words[i].capital) break;
            Half half = surname.half;
            if (given) {
                const auto same = std::ranges::find(*given, surname.person, &Spelling::person);
                if (same == given->end()) continue;
                if (same->half == Half::foreign || (same->half == Half::likely && half == Half::english))
                    half = same->half;
            }
            const Person& person = people_[surname.person];
            const Span<Working> at{words[first].at.begin, word.at.begin + stem.size()};
            if (half != Half::foreign && given && person.unaccented && has_accents(document.text(at)))
                half = Half::foreign;
            if (!given && (half != Half::foreign || document.lexicon().words.find(word.hash) != nullptr))
                continue;
            NameMatch match;
            match.form = given ? &person.full : &person.surname;
            match.at = at;
            match.first = first;
            match.last = i + k + 1;
            match.in_capitals = word.all_capitals;
            match.possessive = stem.size() < text.size();
            match.likely = half == Half::likely;
            match.english = half == Half::english;
            match.surname = i;
            best = match;
            break;
        }
        if (stem.size() < text.size() || !is_joined(document, i + k)) break;
        hash = joined(hash, plain_hash(text));
    }
    return best;
}

void PeopleTable::list_first_words(std::vector<std::uint64_t>& all, std::vector<std::uint64_t>& lower) const {
    first_words_.for_each([&](std::uint64_t word, std::uint64_t first) {
        if ((first & begins_name) != 0) all.push_back(word);
        if ((first & begins_in_lower_case) != 0) lower.push_back(word);
    });
}

}  // namespace mtmend
