#include "stages/names/name_table.hpp"

#include "pipeline/dictionaries.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/stem.hpp"

namespace mtmend {
namespace {

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

}  // namespace

void NameTable::add(NameForm form) {
    const auto words = word_hashes(std::string(form.text));
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

void NameTable::close() {
    by_first_word_.close();
    guards_by_word_.close_sorted();
    people_.close();
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
    match.takes_full_stop = form.text.view().ends_with('.') && document.text()[match.at.end - 1] == '.';
    match.possessive = match.at.end < last.at.end;
    return match;
}

void NameTable::mark_first_words(MarkedWords& words) {
    std::vector<std::uint64_t> all, lower;
    people_.list_first_words(all, lower);
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
    const auto person = people_.match_at(document, i);
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

}  // namespace mtmend
