#include "stages/names/name_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/image/section.hpp"
#include "pipeline/rules/toml_loader.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/stem.hpp"

namespace mtmend {
namespace {

std::vector<std::uint64_t> word_hashes(const std::string& phrase) {
    static const Lexicon nothing;
    const Document document(phrase, nothing);
    std::vector<std::uint64_t> hashes;
    for (const Word& word : document.words()) hashes.push_back(word.hash);
    return hashes;
}

/// Steps over one space, no-break space or line break.
std::size_t after_space(std::string_view text, std::size_t at) {
    if (at < text.size() && text[at] == '\r') ++at;
    if (at >= text.size()) return at;
    const auto point = utf8::decode(text, at);
    return utf8::is_space(point.value) ? at + point.size : at;
}

/// How many bytes of `text` from `at` spell `form`, 0 where they do not. A space of the form may be any
/// single white space, and may lack after a full stop ("EE.UU." for "EE. UU."); apostrophes are alike; the
/// form's last full stop may lack.
std::size_t spelled(std::string_view text, std::size_t at, std::string_view form) {
    const std::size_t begin = at;
    for (std::size_t f = 0; f < form.size();) {
        const auto wanted = utf8::decode(form, f);
        if (wanted.value == U' ') {
            const std::size_t next = after_space(text, at);
            if (next == at && form[f - 1] != '.') return 0;
            at = next;
            f += 1;
            continue;
        }
        if (at >= text.size()) return wanted.value == U'.' && f + 1 == form.size() ? at - begin : 0;
        const auto found = utf8::decode(text, at);
        const bool same = found.value == wanted.value || (wanted.value == U'\'' && found.value == U'’') ||
                          (wanted.value == U'’' && found.value == U'\'');
        if (!same) return wanted.value == U'.' && f + 1 == form.size() ? at - begin : 0;
        at += found.size;
        f += wanted.size;
        if (wanted.value == U'.' && f < form.size() && form[f] != ' ') at = after_space(text, at);
    }
    return at - begin;
}

std::vector<std::string> split(const std::string& cell, char separator = '|') {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin < cell.size();) {
        const std::size_t end = std::min(cell.find(separator, begin), cell.size());
        if (end > begin) parts.push_back(cell.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

constexpr std::size_t kMostWordsOfHalf = 4;

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

/// True where a character stands in the text that is neither ASCII nor an apostrophe: only such a text may
/// have another hash without its accents.
bool is_beyond_ascii(std::string_view text) {
    constexpr std::string_view apostrophe = "’";
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (static_cast<unsigned char>(text[at]) < 0x80) continue;
        if (text.substr(at, apostrophe.size()) != apostrophe) return true;
        at += apostrophe.size() - 1;
    }
    return false;
}

/// True where nothing but a space or a hyphen parts word `i` from the next.
bool is_joined(const Document& document, std::size_t i) {
    const auto& words = document.words();
    if (i + 1 >= words.size()) return false;
    const std::size_t end = words[i].at.end;
    const std::string_view gap = document.text().substr(end, words[i + 1].at.begin - end);
    return gap == " " || gap == "-" || gap == "\xC2\xA0" || gap == "\n";
}

Confidence confidence_of(const TableRow& row, const std::string& word) {
    if (word == "safe") return Confidence::safe;
    if (word == "likely") return Confidence::likely;
    throw DictionaryError(row.place, fmt::format("confidence '{}' must be safe or likely", word));
}

/// Puts the rows of the tables into one NameTable.
class Reader {
  public:
    explicit Reader(const Dictionaries& dictionaries) : dictionaries_(dictionaries) {}

    NameTable read() {
        for (const TableRow& row : dictionaries_.table("names/house_spellings.tsv", 3)) {
            for (const std::string& form : split(row.cells[1])) house_.insert(form);
        }
        read_places();
        read_house_spellings();
        read_places_in_context();
        read_cldr_places();
        read_acronyms();
        read_people();
        read_people_by_halves();
        read_calendar();
        table_.close();
        return std::move(table_);
    }

  private:
    void add(NameKind kind, const TableRow& row, const std::string& forms, const std::string& canonical,
             Confidence confidence, const std::string& language = {}, const std::string& vouched_by = {}) {
        for (const std::string& text : split(forms)) {
            if (text == canonical)
                throw DictionaryError(row.place, fmt::format("'{}' is a form of itself", text));
            NameForm form;
            form.kind = kind == NameKind::place && house_.contains(text) ? NameKind::house_spelling : kind;
            if (form.kind == NameKind::house_spelling) seen_.insert(text);
            form.text = text;
            form.canonical = canonical;
            form.confidence = confidence;
            form.language = language;
            form.vouched_by = vouched_by;
            form.entry = entry_;
            places_.insert(text);
            table_.add(std::move(form));
        }
    }

    void read_places() {
        for (const TableRow& row : dictionaries_.table("names/places.tsv", 4)) {
            ++entry_;
            add(NameKind::place, row, row.cells[1], row.cells[0], confidence_of(row, row.cells[2]));
            for (const std::string& guard : split(row.cells[3])) table_.add_guard(guard);
        }
    }

    void read_house_spellings() {
        for (const TableRow& row : dictionaries_.table("names/house_spellings.tsv", 3)) {
            ++entry_;
            for (const std::string& form : split(row.cells[1])) {
                if (!seen_.contains(form))
                    add(NameKind::house_spelling, row, form, row.cells[0], confidence_of(row, row.cells[2]));
            }
        }
    }

    void read_places_in_context() {
        for (const TableRow& row : dictionaries_.table("names/places_in_context.tsv", 4)) {
            ++entry_;
            add(NameKind::place, row, row.cells[1], row.cells[0], Confidence::safe, {}, row.cells[2]);
            for (const std::string& guard : split(row.cells[3])) table_.add_guard(guard);
        }
    }

    /// What is written by hand wins.
    void read_cldr_places() {
        for (const TableRow& row : dictionaries_.compiled_table("names/places_cldr.tsv", 4)) {
            ++entry_;
            for (const std::string& form : split(row.cells[1])) {
                if (!places_.contains(form))
                    add(NameKind::place, row, form, row.cells[0], confidence_of(row, row.cells[2]));
            }
        }
    }

    void read_acronyms() {
        std::map<std::string, std::string> evidence;
        for (const TableRow& row : dictionaries_.table("names/acronym_evidence.tsv", 2))
            evidence[row.cells[0]] = "|" + row.cells[1];
        for (const TableRow& row : dictionaries_.table("names/acronyms.tsv", 5)) {
            ++entry_;
            const bool context = row.cells[2] == "context";
            if (!context && row.cells[2] != "safe")
                throw DictionaryError(row.place, fmt::format("'{}' must be safe or context", row.cells[2]));
            add(NameKind::acronym, row, row.cells[1], row.cells[0], Confidence::safe, row.cells[3],
                context ? row.cells[4] + evidence[row.cells[0]] : std::string());
        }
        for (const TableRow& row : dictionaries_.table("names/title_case.tsv", 3)) {
            ++entry_;
            add(NameKind::title_case_acronym, row, row.cells[1], row.cells[0], Confidence::safe);
        }
    }

    void read_people() {
        for (const TableRow& row : dictionaries_.table("names/people.tsv", 5)) {
            ++entry_;
            const Confidence confidence = confidence_of(row, row.cells[4]);
            add(NameKind::person, row, row.cells[2], row.cells[0], confidence);
            add(NameKind::surname, row, row.cells[3], row.cells[1], confidence);
        }
    }

    void read_people_by_halves() {
        for (const TableRow& row : dictionaries_.table("names/people_by_halves.tsv", 5)) {
            const std::string& given = row.cells[0];
            const std::string& surname = row.cells[1];
            const auto person = table_.add_person(given + " " + surname, surname, !row.cells[4].empty());
            table_.add_given(person, given, NameTable::Half::english);
            table_.add_surname(person, surname, NameTable::Half::english);
            each_spelling(row.cells[2], [&](const std::string& spelling, NameTable::Half half) {
                table_.add_given(person, spelling, half);
            });
            each_spelling(row.cells[3], [&](const std::string& spelling, NameTable::Half half) {
                table_.add_surname(person, spelling, half);
            });
        }
    }

    template <class Use>
    static void each_spelling(const std::string& cell, Use use) {
        for (const std::string& spelling : split(cell)) {
            if (spelling.front() == '+') {
                use(spelling.substr(1), NameTable::Half::english);
            } else if (spelling.front() == '?') {
                use(spelling.substr(1), NameTable::Half::likely);
            } else {
                use(spelling, NameTable::Half::foreign);
            }
        }
    }

    void read_calendar() {
        for (const TableRow& row : dictionaries_.table("names/calendar.tsv", 3)) {
            ++entry_;
            add(NameKind::date_word, row, row.cells[1], row.cells[0], confidence_of(row, row.cells[2]));
        }
    }

    const Dictionaries& dictionaries_;
    NameTable table_;
    std::set<std::string> house_;   ///< forms that English papers used to write
    std::set<std::string> seen_;    ///< those that places.tsv has too, with its guards
    std::set<std::string> places_;  ///< forms of places that have been read
    std::size_t entry_ = 0;
};

}  // namespace

void NameTable::add(NameForm form) {
    const auto words = word_hashes(form.text);
    if (words.empty()) return;
    form.words = words_.add(words);
    form.capitals = utf8::to_upper(form.text);
    by_first_word_.add(words.front(), static_cast<std::uint32_t>(forms_.size()));
    forms_.push_back(std::move(form));
}

void NameTable::add_guard(const std::string& phrase) {
    const auto words = word_hashes(phrase);
    // A lone word says nothing about its surroundings.
    if (words.size() < 2) return;
    const auto index = static_cast<std::uint32_t>(guards_.size());
    for (const std::uint64_t word : words) guards_by_word_.add(word, index);
    guards_.push_back(words_.add(words));
}

std::uint32_t NameTable::add_person(const std::string& full, const std::string& surname, bool unaccented) {
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

void NameTable::add_given(std::uint32_t person, const std::string& spelling, Half half) {
    const auto words = plain_hashes(spelling);
    if (words.empty()) return;
    people_first_[words.front()] |= begins_name;
    put(given_, words, {person, half});
}

void NameTable::add_surname(std::uint32_t person, const std::string& spelling, Half half) {
    const auto words = plain_hashes(spelling);
    if (words.empty()) return;
    if (half == Half::foreign) people_first_[words.front()] |= begins_name;
    if (half == Half::foreign && words.size() > 1) people_first_[words.front()] |= begins_in_lower_case;
    put(surnames_, words, {person, half});
}

void NameTable::close() {
    by_first_word_.close();
    guards_by_word_.close_sorted();
    given_.close();
    surnames_.close();
}

void NameTable::put(Spellings& spellings, const std::vector<std::uint64_t>& words, Spelling spelling) {
    std::uint64_t hash = 0;
    for (const std::uint64_t word : words) {
        hash = joined(hash, word);
        spellings.add(hash);
    }
    spellings.add(hash, spelling);
}

/// The longest known name that begins at word `i` and has a foreign half; or a foreign surname alone.
std::optional<NameMatch> NameTable::match_person(const Document& document, std::size_t i) const {
    const auto& words = document.words();
    if (!begins_person(plain_hash(without_possessive(document.text(words[i]))))) return std::nullopt;
    std::optional<NameMatch> best;
    std::uint64_t hash = 0;
    for (std::size_t k = 0; k < kMostWordsOfHalf && words[i].capital; ++k) {
        hash = joined(hash, plain_hash(document.text(words[i + k])));
        if (!is_joined(document, i + k)) break;
        const auto given = given_.find(hash);
        if (!given) break;
        if (given->empty()) continue;
        if (auto found = match_surname(document, i, i + k + 1, given)) best = found;
    }
    return best ? best : match_surname(document, i, i, std::nullopt);
}

std::optional<NameMatch> NameTable::match_surname(const Document& document, std::size_t first, std::size_t i,
                                                  std::optional<std::span<const Spelling>> given) const {
    const auto& words = document.words();
    std::optional<NameMatch> best;
    std::uint64_t hash = 0;
    for (std::size_t k = 0; k < kMostWordsOfHalf && i + k < words.size(); ++k) {
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

std::optional<NameMatch> NameTable::match(const Document& document, std::size_t i,
                                          const NameForm& form) const {
    const auto& words = document.words();
    const auto hashes = words_of(form);
    const std::size_t count = hashes.size();
    if (i + count > words.size()) return std::nullopt;
    for (std::size_t k = 1; k + 1 < count; ++k) {
        if (words[i + k].hash != hashes[k]) return std::nullopt;
    }
    const Word& last = words[i + count - 1];
    if (last.hash != hashes.back() && stem_hash(document, last) != hashes.back()) return std::nullopt;
    const std::size_t begin = words[i].at.begin;
    NameMatch match;
    std::size_t size = spelled(document.text(), begin, form.text);
    if (size == 0) {
        size = spelled(document.text(), begin, form.capitals);
        match.in_capitals = true;
    }
    if (size == 0) return std::nullopt;
    match.form = &form;
    match.at = {begin, begin + size};
    match.first = i;
    match.last = i + count;
    match.takes_full_stop = form.text.ends_with('.') && document.text()[match.at.end - 1] == '.';
    match.possessive = match.at.end < last.at.end;
    return match;
}

void NameTable::mark_first_words(MarkedWords& words) {
    std::vector<std::uint64_t> all, lower;
    people_first_.for_each([&](std::uint64_t word, std::uint64_t first) {
        if ((first & begins_name) != 0) all.push_back(word);
        if ((first & begins_in_lower_case) != 0) lower.push_back(word);
    });
    for (const NameForm& form : forms_) {
        const std::uint64_t first = words_of(form).front();
        all.push_back(first);
        const bool is_upper = utf8::is_upper(utf8::decode(form.text, 0).value) &&
                              utf8::is_upper(utf8::decode(form.capitals, 0).value);
        if (!is_upper) lower.push_back(first);
    }
    mark_ = words.add("first words of names", all);
    lower_mark_ = words.add("first words of names in lower case", lower);
}

bool NameTable::may_stand_in(const Document& document) const {
    return (document.marks() & mark_) != 0 || (document.signals() & signals::non_ascii) != 0;
}

bool NameTable::may_begin_at(const Document& document, const Word& word) const {
    if ((word.marks & (word.capital ? mark_ : lower_mark_)) != 0) return true;
    return (document.signals() & signals::non_ascii) != 0 && is_beyond_ascii(document.text(word));
}

std::optional<NameMatch> NameTable::match_at(const Document& document, std::size_t i) const {
    const Word& word = document.words()[i];
    std::optional<NameMatch> best;
    auto try_all = [&](std::uint64_t hash) {
        for (const std::uint32_t index : by_first_word_[hash]) {
            auto found = match(document, i, forms_[index]);
            if (!found) continue;
            const bool longer = !best || found->at.size() > best->at.size();
            const bool surer = best && found->at.size() == best->at.size() &&
                               found->form->confidence < best->form->confidence;
            if (longer || surer) best = found;
        }
    };
    try_all(word.hash);
    if (const std::uint64_t stem = stem_hash(document, word); stem != word.hash) try_all(stem);
    const auto person = match_person(document, i);
    if (!person || (best && person->english)) return best;
    return !best || person->at.size() > best->at.size() ? person : best;
}

bool NameTable::is_guarded(const Document& document, const NameMatch& match) const {
    const auto& words = document.words();
    for (std::size_t i = match.first; i < match.last; ++i) {
        const std::uint64_t hash = stem_hash(document, words[i]);
        for (const std::uint32_t index : guards_by_word_[hash]) {
            const auto guard = words_[guards_[index]];
            for (std::size_t k = 0; k < guard.size(); ++k) {
                if (guard[k] != hash || k > i || i - k + guard.size() > words.size()) continue;
                bool same = true;
                for (std::size_t w = 0; w < guard.size() && same; ++w)
                    same = guard[w] == words[i - k + w].hash ||
                           guard[w] == stem_hash(document, words[i - k + w]);
                // "They like Kyiv. Kiev is old." holds no "Kyiv (Kiev)".
                const Word& last = words[i - k + guard.size() - 1];
                if (same && document.sentence_at(words[i - k].at.begin).contains(last.at)) return true;
            }
        }
    }
    return false;
}

NameTable read_name_tables(const Dictionaries& dictionaries) {
    return Reader(dictionaries).read();
}

NameTable load_name_tables(const Dictionaries& dictionaries) {
    auto compiled = read_section<NameTable>(dictionaries, "names");
    NameTable table = compiled ? std::move(*compiled) : read_name_tables(dictionaries);
    table.mark_first_words(dictionaries.lexicon().asked->words);
    return table;
}

}  // namespace mtmend
