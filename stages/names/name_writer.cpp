#include "stages/names/name_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"

namespace mtmend::names {

Edit NameWriter::edit(const NameMatch& match, std::string after, const Rule& rule,
                      Confidence confidence) const {
    Edit edit;
    edit.at = match.at;
    edit.rule = rule.id;
    edit.confidence =
        rule.status == RuleStatus::preview ? Confidence::suggestion : std::max(confidence, rule.confidence);
    const std::string_view language = match.form->language;
    edit.why =
        language.empty()
            ? fmt::format("English writes “{}” for “{}”", match.form->canonical,
                          match.form->text.empty() ? document_.text(match.at) : match.form->text.view())
            : fmt::format("“{}” ({}) is “{}” in English", match.form->text, language, match.form->canonical);
    keep_sentence_end(match, edit, after);
    edit.after = std::move(after);
    return edit;
}

void NameWriter::keep_sentence_end(const NameMatch& match, Edit& edit, const std::string& after) const {
    const std::string_view text = document_.text();
    if (after.ends_with('.')) {
        if (!match.takes_full_stop && edit.at.end < text.size() && text[edit.at.end] == '.') ++edit.at.end;
        return;
    }
    if (!match.takes_full_stop) return;
    const bool last_of_line = document_.line_at(match.at.begin).end <= match.at.end + 1;
    const Word* next = around_.after(match);
    if (last_of_line || (next != nullptr && around_.starts_sentence(match, *next))) --edit.at.end;
}

std::string NameWriter::shaped(const NameMatch& match, std::string name) const {
    const bool capitals = match.in_capitals && (context::in_capitals(document_, match.first) ||
                                                document_.line_at(match.at.begin).begin == match.at.begin);
    return capitals ? utf8::to_upper(name) : name;
}

std::string NameWriter::with_article(const NameMatch& match, const std::string& name,
                                     bool attributive) const {
    const Word* previous = around_.before(match);
    const bool hyphen = match.first > 0 && context::gap_after(document_, match.first - 1) == "-";
    const std::string_view text = document_.text();
    const bool compound = match.at.end < text.size() && text[match.at.end] == '-';
    if (hyphen || compound || attributive) return name;
    if (previous != nullptr && (lists_.determiners.contains(previous->hash) || ends_in_possessive(*previous)))
        return name;
    return (context::opens(document_, match.first) ? "The " : "the ") + name;
}

bool NameWriter::ends_in_possessive(const Word& w) const {
    const std::string_view text = document_.text(w);
    return without_possessive(text).size() < text.size();
}

}  // namespace mtmend::names
