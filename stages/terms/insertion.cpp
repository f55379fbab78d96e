#include "stages/terms/insertion.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"
#include "stages/terms/glue.hpp"

namespace mtmend::terms {
namespace {

/// How many bare acronyms of one article follow the one in brackets.
constexpr std::size_t most_followers = 200;

std::string title_case(std::string_view name) {
    std::string result;
    bool begins = true;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const char c = name[at];
        const std::string_view rest = name.substr(at);
        const bool small = rest.starts_with("of ") || rest.starts_with("for ") || rest.starts_with("the ");
        result += begins && !small && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        begins = c == ' ';
    }
    return result;
}

std::string plural_of(std::string name) {
    if (name.ends_with("y") && name.size() > 2 &&
        std::string_view("aeiou").find(name[name.size() - 2]) == std::string_view::npos) {
        name.pop_back();
        return name + "ies";
    }
    return name + (name.ends_with("s") || name.ends_with("x") || name.ends_with("h") ? "es" : "s");
}

/// "an" before a vowel that is heard: an index, a European, a UN, a one-time.
bool wants_an(std::string_view name) {
    const std::string start = utf8::folded(name.substr(0, 4));
    if (start.empty() || std::string_view("aeiou").find(start[0]) == std::string_view::npos) return false;
    return !start.starts_with("eu") && !start.starts_with("un") && !start.starts_with("uni") &&
           !start.starts_with("one");
}

std::string_view possessive_of(std::string_view word) {
    return word.substr(without_possessive(word).size());
}

}  // namespace

std::string Insertion::name_of(const Match& match, const Term& term) const {
    const auto& words = document_.words();
    const auto said = [&](std::string_view extra) {
        const Document more(extra, document_.lexicon());
        return std::all_of(more.words().begin(), more.words().end(), [&](const Word& word) {
            const auto first = words.begin() + static_cast<std::ptrdiff_t>(match.first());
            const auto last = words.begin() + static_cast<std::ptrdiff_t>(match.last() + 1);
            return std::any_of(first, last, [&](const Word& w) { return w.hash == word.hash; });
        });
    };
    const TermNames names = term.names.read();
    for (const std::string& alias : names.aliases) {
        const std::size_t at = alias.find(term.canonical);
        if (at == std::string::npos) continue;
        if (said(alias.substr(0, at) + alias.substr(at + term.canonical.size()))) return alias;
    }
    return term.canonical;
}

std::string Insertion::in_case(const Match& match, const Term& term) const {
    std::string name(name_of(match, term));
    const auto& words = document_.words();
    if (term.common) {
        const bool plural = std::any_of(match.filled.begin(), match.filled.end(), [&](const Filled& f) {
            return f.plural && f.slot == match.variant->head;
        });
        if (plural && !term.plural) {
            const std::string_view head = head_of(name);
            const auto end = static_cast<std::size_t>(head.data() - name.data()) + head.size();
            name = plural_of(name.substr(0, end)) + name.substr(end);
        }
    }
    const bool shouted = std::all_of(match.filled.begin(), match.filled.end(),
                                     [&](const Filled& f) { return words[f.first].all_capitals; });
    if (shouted) return utf8::to_upper(name);
    if (!term.common) return name;
    const bool titled =
        match.filled.size() > 1 && std::all_of(match.filled.begin(), match.filled.end(),
                                               [&](const Filled& f) { return words[f.first].capital; });
    const auto is_capital = [&](std::size_t word) {
        return words[word].capital && !glue_at(compiled_, document_, word);
    };
    const bool among_capitals = (match.first() > 0 && is_capital(match.first() - 1)) ||
                                (match.last() + 1 < words.size() && is_capital(match.last() + 1));
    if (titled && among_capitals) return title_case(name);
    const std::size_t begin = words[match.first()].at.begin;
    return document_.sentence_at(begin).begin == begin && words[match.first()].capital
               ? utf8::capitalised(name)
               : name;
}

/// "Cisjordania is calm.": a source's word for a whole name brings no article along; headings need none.
bool Insertion::lacks_article(const Match& match, const Term& term) const {
    const std::size_t next = match.last() + 1;
    return term.takes_the && !term.common && match.filled.size() == 1 &&
           context::opens(document_, match.first()) && next < document_.words().size() &&
           context::runs_on(document_, match.last()) && !document_.words()[next].capital &&
           !context::in_heading(document_, match.first());
}

/// Puts or drops the article in front; returns where the edit begins.
std::size_t Insertion::fit_article(const Match& match, const Term& term, std::string& name) const {
    const auto& words = document_.words();
    const std::size_t begin = words[match.first()].at.begin;
    if (lacks_article(match, term)) name = "The " + name;
    if (match.first() == 0) return begin;
    const Word& before = words[match.first() - 1];
    if (document_.text(Span<Working>{before.at.end, begin}) != " ") return begin;
    const std::string_view word = document_.text(before);
    const bool is_the = word == "the" || word == "The";
    if (!term.common && !term.takes_the && is_the && !term.weak) return before.at.begin;
    if (word == "a" || word == "an") {
        if (wants_an(name) == (word == "an")) return begin;
        name = (word == "a" ? "an " : "a ") + name;
        return before.at.begin;
    }
    const auto glue = glue_at(compiled_, document_, match.first() - 1);
    const bool wants_the =
        term.takes_the && !term.common && glue && glue->second && glue->first == Glue::preposition;
    if (wants_the && !words[match.first()].all_capitals) name = "the " + name;
    return begin;
}

std::string Insertion::why(const Match& match, const Term& term) const {
    const auto names = compiled_.name_indices[match.variant->names];
    const auto official = term.names.read().official;
    const auto of_source = std::find_if(names.begin(), names.end(), [&](std::uint16_t index) {
        return official[index].language == document_.evidence().source_language;
    });
    const OfficialName& best = official[of_source == names.end() ? names.front() : *of_source];
    return fmt::format("literal rendering of {} «{}»", best.language, best.text);
}

void Insertion::put(const Recogniser::Found& found, EditSink& sink) const {
    const Match& match = found.match;
    const Term& term = compiled_.terms[match.variant->term];
    const auto& words = document_.words();
    const bool same_name = !found.judgement.same_name.empty();
    std::string name = same_name ? std::string(found.judgement.same_name) : in_case(match, term);
    const std::size_t begin = same_name ? words[match.first()].at.begin : fit_article(match, term, name);
    const std::string_view possessive = possessive_of(document_.text(words[match.last()]));
    if (!possessive.empty())
        name += name.ends_with('s') ? possessive.substr(0, possessive.size() - 1) : possessive;
    const std::string group = fmt::format("{}@{}", term.id, match.first());
    const std::size_t next = match.last() + 1;
    const bool acronym = next < words.size() && stands_for(next, match.variant->term);
    sink.propose({{begin, words[match.last()].at.end},
                  std::move(name),
                  term.id,
                  found.judgement.confidence,
                  same_name ? "an official name has capitals throughout" : why(match, term),
                  acronym ? group : std::string()});
    if (acronym) replace_acronym(next, match.variant->term, found.judgement.confidence, group, sink);
}

/// A foreign acronym of the term in brackets.
bool Insertion::stands_for(std::size_t word, std::uint32_t index) const {
    const Word& acronym = document_.words()[word];
    const Term& term = compiled_.terms[index];
    if (term.acronym.empty() || !acronym.all_capitals || !in_brackets(word)) return false;
    const Entry* entry = compiled_.words.find(acronym.hash);
    if (entry == nullptr || acronym.hash == compiled_.own[index].acronym) return false;
    const auto terms = compiled_.acronyms[entry->acronym_of];
    return std::find(terms.begin(), terms.end(), index) != terms.end();
}

bool Insertion::in_brackets(std::size_t word) const {
    const auto& at = document_.words()[word].at;
    const std::string_view text = document_.text();
    return at.begin > 0 && at.end < text.size() && text[at.begin - 1] == '(' && text[at.end] == ')';
}

bool Insertion::ends_with_name_of(std::size_t last, std::uint32_t term) const {
    const auto& words = document_.words();
    for (const Phrase& name : compiled_.names_of(compiled_.own[term])) {
        const auto name_words = compiled_.hashes[name.words];
        if (name_words.size() > last + 1) continue;
        std::size_t i = 0;
        while (i < name_words.size() && words[last - i].hash == name_words[name_words.size() - 1 - i]) ++i;
        if (i == name_words.size() && i > 1) return true;
    }
    return false;
}

void Insertion::put_acronym_behind_name(std::size_t acronym, EditSink& sink) const {
    const auto& words = document_.words();
    if (acronym == 0 || !words[acronym].all_capitals || !in_brackets(acronym)) return;
    const std::string_view gap =
        document_.text(Span<Working>{words[acronym - 1].at.end, words[acronym].at.begin});
    if (gap != " (" && gap != "(") return;
    const Entry* entry = compiled_.words.find(words[acronym].hash);
    if (entry == nullptr) return;
    for (const std::uint32_t term : compiled_.acronyms[entry->acronym_of]) {
        if (!stands_for(acronym, term) || !ends_with_name_of(acronym - 1, term)) continue;
        replace_acronym(acronym, term, Confidence::safe,
                        fmt::format("{}@{}", compiled_.terms[term].id, acronym), sink);
        return;
    }
}

/// The acronym in brackets and every bare one: the article has said what it stands for.
void Insertion::replace_acronym(std::size_t word, std::uint32_t index, Confidence confidence,
                                const std::string& group, EditSink& sink) const {
    const Term& term = compiled_.terms[index];
    const auto& words = document_.words();
    const std::string reason = fmt::format("{} is the acronym of {} in another language",
                                           without_possessive(document_.text(words[word])), term.canonical);
    std::size_t followers = 0;
    for (std::size_t at = word; at < words.size() && followers < most_followers; ++at) {
        if (!words[at].all_capitals || words[at].hash != words[word].hash) continue;
        ++followers;
        sink.propose({words[at].at, term.acronym, term.id, confidence, reason, group});
    }
}

}  // namespace mtmend::terms
