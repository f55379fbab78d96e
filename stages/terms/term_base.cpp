#include "stages/terms/term_base.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pipeline/rules/toml_loader.hpp"
#include "pipeline/split.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend::terms {
namespace {

/// Whether a table of `terms/` lists terms, not words of their names.
bool lists_terms(std::string_view path) {
    return path.ends_with(".tsv") && !path.starts_with("terms/concepts") && path != "terms/glue.tsv" &&
           path != "terms/blockers.tsv";
}

constexpr std::array languages = {"es", "fr", "pt", "it", "de", "ru"};

/// The columns of a table of terms, in order.
enum Column {
    canonical,
    type,
    acronym,
    flags,
    first_language,
    more = first_language + 6,
    aliases,
    siblings,
    source,
    count
};

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

OfficialName read_name(std::string_view language, std::string_view text) {
    OfficialName name{std::string(language), std::string(text), {}};
    const std::size_t open = text.rfind(" (");
    if (open != std::string_view::npos && text.ends_with(')')) {
        name.acronym = text.substr(open + 2, text.size() - open - 3);
        name.text = text.substr(0, open);
    }
    return name;
}

void read_flags(Term& term, std::string_view cell) {
    for (const std::string_view flag : nonempty_parts(cell, ' ')) {
        if (flag == "the")
            term.takes_the = true;
        else if (flag == "plural")
            term.plural = true;
        else if (flag == "weak")
            term.weak = true;
        else if (flag == "certain")
            term.certain = true;
        else if (flag == "line_only")
            term.line_only = true;
        else
            throw DictionaryError(
                term.place,
                fmt::format("unknown flag '{}'; flags are the, plural, weak, certain, line_only", flag));
    }
}

Term read_term(const TableRow& row) {
    Term term;
    term.place = row.place;
    term.canonical = row.cells[canonical];
    if (term.canonical.empty())
        throw DictionaryError(row.place, "the first cell, the English name, is empty");
    term.id = "terms/" + slug(term.canonical);
    term.type = row.cells[type];
    term.acronym = row.cells[acronym];
    term.common = !utf8::is_upper(utf8::decode(term.canonical, 0).value);
    read_flags(term, row.cells[flags]);
    for (std::size_t i = 0; i < languages.size(); ++i) {
        for (const auto& name : alternatives(row.cells[first_language + i]))
            term.names.push_back(read_name(languages[i], name));
    }
    for (const auto& name : alternatives(row.cells[more])) {
        const std::size_t equals = name.find('=');
        if (equals == std::string::npos)
            throw DictionaryError(row.place, fmt::format("'{}' needs its language in front: uk=…", name));
        term.names.push_back(read_name(name.substr(0, equals), name.substr(equals + 1)));
    }
    term.aliases = alternatives(row.cells[aliases]);
    term.siblings = alternatives(row.cells[siblings]);
    term.source = row.cells[source];
    if (term.source.empty())
        throw DictionaryError(row.place, "the last cell, the source of the names, is empty");
    return term;
}

}  // namespace

std::string slug(std::string_view name) {
    std::string result;
    for (const char c : utf8::unaccented(name)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            result += c;
        else if (c != '\'' && !result.empty() && result.back() != '-' && static_cast<unsigned char>(c) < 0x80)
            result += '-';
    }
    while (result.ends_with('-')) result.pop_back();
    return result;
}

std::vector<std::string> alternatives(std::string_view cell) {
    std::vector<std::string> result;
    for (const std::string_view part : split(cell, ';'))
        if (const std::string_view one = trimmed(part); !one.empty()) result.emplace_back(one);
    return result;
}

std::vector<Term> read_terms(const Dictionaries& dictionaries) {
    std::vector<Term> terms;
    for (const std::string& table : dictionaries.files_under("terms/")) {
        if (!lists_terms(table)) continue;
        for (const TableRow& row : dictionaries.table(table, Column::count)) terms.push_back(read_term(row));
    }
    std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.id < b.id; });
    const auto twice = std::adjacent_find(terms.begin(), terms.end(),
                                          [](const Term& a, const Term& b) { return a.id == b.id; });
    if (twice != terms.end()) {
        throw DictionaryError(std::next(twice)->place,
                              fmt::format("'{}' is already listed at {}:{}; put the names in one row",
                                          twice->canonical, twice->place.file, twice->place.line));
    }
    return terms;
}

}  // namespace mtmend::terms
