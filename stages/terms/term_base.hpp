#pragma once
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "pipeline/dictionaries.hpp"
#include "pipeline/image/archived.hpp"

namespace mtmend::terms {

/// What a term is called in one source language.
struct OfficialName {
    std::string language;  ///< "es"
    std::string text;      ///< "Organización Mundial de la Salud"
    std::string acronym;   ///< "OMS", or empty
};

/// What other languages call a term, and what else it says of itself.
struct TermNames {
    std::string type;  ///< treaty, body, post …, for people
    std::vector<OfficialName> official;
    std::vector<std::string> aliases;   ///< other good English for it, never touched
    std::vector<std::string> siblings;  ///< real other names that look like a rendering, never touched
    std::string source;                 ///< where the names are from
    Place place;
};

/// What a term is called in good English.
struct Term {
    std::string id;             ///< "terms/world-health-organization": the rule that edits name
    std::string canonical;      ///< what is put in
    std::string acronym;        ///< the English one, or empty
    bool takes_the = false;     ///< "the World Bank", but "Amnesty International"
    bool plural = false;        ///< the canonical is a plural as it stands
    bool weak = false;          ///< many things bear this name (Supreme Court): suggestions only
    bool certain = false;       ///< one source word is enough (Eurocámara)
    bool line_only = false;     ///< only where it is a whole line (bylines)
    bool common = false;        ///< a common noun: the canonical begins in lower case
    bool built_in = false;      ///< not of a user's table
    Archived<TermNames> names;  ///< with the place as Dictionaries::leave_folder_out has it
};

/// One row of the term base.
struct TermRow {
    Term term;
    TermNames names;
};

/// What an image keeps of them.
inline auto fields(OfficialName& n) {
    return std::tie(n.language, n.text, n.acronym);
}
inline auto fields(TermNames& n) {
    return std::tie(n.type, n.official, n.aliases, n.siblings, n.source, n.place);
}
inline auto fields(Term& t) {
    return std::tie(t.id, t.canonical, t.acronym, t.takes_the, t.plural, t.weak, t.certain, t.line_only,
                    t.common, t.built_in, t.names);
}

/// "Convention on Cluster Munitions" → "convention-on-cluster-munitions".
std::string slug(std::string_view canonical);

/// Reads every table of `terms/` that lists terms (all but `concepts…`, glue and blockers; a user's
/// `terms/user.tsv` too), in order of id. Throws DictionaryError for an unknown flag, an empty name or a
/// canonical listed twice.
std::vector<TermRow> read_terms(const Dictionaries& dictionaries);

/// The alternatives of a cell, separated by ';'.
std::vector<std::string> alternatives(std::string_view cell);

}  // namespace mtmend::terms
