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

void read_flags(Term& term, std::string_view cell, const Place& place) {
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
                place,
                fmt::format("unknown flag '{}'; flags are the, plural, weak, certain, line_only", flag));
    }
}

Term read_term(const TableRow& row) {
    Term term;
    term.canonical = row.cells[canonical];
    if (term.canonical.empty())
        throw DictionaryError(row.place, "the first cell, the English name, is empty");
    term.id = "terms/" + slug(term.canonical);
    term.acronym = row.cells[acronym];
    term.common = !utf8::is_upper(utf8::decode(term.canonical, 0).value);
    read_flags(term, row.cells[flags], row.place);
    return term;
}

TermNames read_names(const TableRow& row) {
    TermNames names;
    names.place = row.place;
    names.type = row.cells[type];
    for (std::size_t i = 0; i < languages.size(); ++i) {
        for (const auto& name : alternatives(row.cells[first_language + i]))
            names.official.push_back(read_name(languages[i], name));
    }
    for (const auto& name : alternatives(row.cells[more])) {
        const std::size_t equals = name.find('=');
        if (equals == std::string::npos)
            throw DictionaryError(row.place, fmt::format("'{}' needs its language in front: uk=…", name));
        names.official.push_back(read_name(name.substr(0, equals), name.substr(equals + 1)));
    }
    names.aliases = alternatives(row.cells[aliases]);
    names.siblings = alternatives(row.cells[siblings]);
    names.source = row.cells[source];
    if (names.source.empty())
        throw DictionaryError(row.place, "the last cell, the source of the names, is empty");
    return names;
}

/// The row whose names the term keeps as well.
TermRow read_row(const Dictionaries& dictionaries, const TableRow& row) {
    TermRow result{read_term(row), read_names(row)};
    result.term.built_in = dictionaries.is_built_in(row.place);
    TermNames kept = result.names;
    dictionaries.leave_folder_out(kept.place);
    result.term.names = Archived<TermNames>(kept);
    return result;
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

std::vector<TermRow> read_terms(const Dictionaries& dictionaries) {
    std::vector<TermRow> rows;
    for (const std::string& table : dictionaries.files_under("terms/")) {
        if (!lists_terms(table)) continue;
        for (const TableRow& row : dictionaries.table(table, Column::count))
            rows.push_back(read_row(dictionaries, row));
    }
    std::sort(rows.begin(), rows.end(),
              [](const TermRow& a, const TermRow& b) { return a.term.id < b.term.id; });
    const auto twice = std::adjacent_find(
        rows.begin(), rows.end(), [](const TermRow& a, const TermRow& b) { return a.term.id == b.term.id; });
    if (twice != rows.end()) {
        const Place& first = twice->names.place;
        throw DictionaryError(std::next(twice)->names.place,
                              fmt::format("'{}' is already listed at {}:{}; put the names in one row",
                                          twice->term.canonical, first.file, first.line));
    }
    return rows;
}

}  // namespace mtmend::terms
