#include "stages/names/name_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/rules/toml_loader.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

std::vector<std::uint64_t> word_hashes(const std::string& phrase) {
    const Lexicon nothing;
    const Document document(phrase, nothing);
    std::vector<std::uint64_t> hashes;
    for (const Word& word : document.words()) hashes.push_back(word.hash);
    return hashes;
}

std::uint64_t stem_hash(const Document& document, const Word& word) {
    const std::string_view text = document.text(word);
    if (text.find_first_of("'\xE2") == std::string_view::npos) return word.hash;
    const std::string_view stem = without_possessive(text);
    return stem.size() == text.size() ? word.hash : folded_hash(stem);
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
        read_acronyms();
        read_people();
        read_calendar();
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

    void read_calendar() {
        for (const TableRow& row : dictionaries_.table("names/calendar.tsv", 3)) {
            ++entry_;
            add(NameKind::date_word, row, row.cells[1], row.cells[0], confidence_of(row, row.cells[2]));
        }
    }

    const Dictionaries& dictionaries_;
    NameTable table_;
    std::set<std::string> house_;  ///< forms that English papers used to write
    std::set<std::string> seen_;   ///< those that places.tsv has too, with its guards
    std::size_t entry_ = 0;
};

}  // namespace

void NameTable::add(NameForm form) {
    form.words = word_hashes(form.text);
    if (form.words.empty()) return;
    form.capitals = utf8::to_upper(form.text);
    by_first_word_[form.words.front()].push_back(static_cast<std::uint32_t>(forms_.size()));
    forms_.push_back(std::move(form));
}

void NameTable::add_guard(const std::string& phrase) {
    auto words = word_hashes(phrase);
    // A lone word says nothing about its surroundings.
    if (words.size() < 2) return;
    const auto index = static_cast<std::uint32_t>(guards_.size());
    for (std::size_t k = 0; k < words.size(); ++k) {
        auto& list = guards_by_word_[words[k]];
        if (list.empty() || list.back() != index) list.push_back(index);
    }
    guards_.push_back(std::move(words));
}

std::optional<NameMatch> NameTable::match(const Document& document, std::size_t i,
                                          const NameForm& form) const {
    const auto& words = document.words();
    const std::size_t count = form.words.size();
    if (i + count > words.size()) return std::nullopt;
    for (std::size_t k = 1; k + 1 < count; ++k) {
        if (words[i + k].hash != form.words[k]) return std::nullopt;
    }
    const Word& last = words[i + count - 1];
    if (last.hash != form.words.back() && stem_hash(document, last) != form.words.back()) return std::nullopt;
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

std::optional<NameMatch> NameTable::match_at(const Document& document, std::size_t i) const {
    const Word& word = document.words()[i];
    std::optional<NameMatch> best;
    auto try_all = [&](std::uint64_t hash) {
        const auto it = by_first_word_.find(hash);
        if (it == by_first_word_.end()) return;
        for (const std::uint32_t index : it->second) {
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
    return best;
}

bool NameTable::is_guarded(const Document& document, const NameMatch& match) const {
    const auto& words = document.words();
    for (std::size_t i = match.first; i < match.last; ++i) {
        const std::uint64_t hash = stem_hash(document, words[i]);
        const auto it = guards_by_word_.find(hash);
        if (it == guards_by_word_.end()) continue;
        for (const std::uint32_t index : it->second) {
            const auto& guard = guards_[index];
            for (std::size_t k = 0; k < guard.size(); ++k) {
                if (guard[k] != hash || k > i || i - k + guard.size() > words.size()) continue;
                bool same = true;
                for (std::size_t w = 0; w < guard.size() && same; ++w)
                    same = guard[w] == words[i - k + w].hash ||
                           guard[w] == stem_hash(document, words[i - k + w]);
                if (same) return true;
            }
        }
    }
    return false;
}

NameTable read_name_tables(const Dictionaries& dictionaries) {
    return Reader(dictionaries).read();
}

}  // namespace mtmend
