#include "stages/encoding/tags.hpp"

#include <algorithm>
#include <array>

#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

constexpr std::array<std::string_view, 14> inline_names = {
    "b", "i", "u", "em", "strong", "span", "a", "font", "sup", "sub", "mark", "small", "cite", "q"};

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return result;
}

bool is_inline(std::string_view name) {
    return std::find(inline_names.begin(), inline_names.end(), name) != inline_names.end();
}

constexpr std::size_t reach = 200;             ///< bytes around a tag that tell whether markup is the subject
constexpr std::size_t longest_element = 2000;  ///< bytes behind an opening tag in which its end is looked for

/// An opening tag counts only where its closing one stands in the same block.
bool is_closed(std::string_view text, std::size_t from, std::size_t end, const std::string& name) {
    const std::string closing = "</" + name;
    const std::string_view piece = text.substr(from, std::min(end - std::min(from, end), longest_element));
    const auto same = [](char a, char b) { return a == b || (b >= 'a' && (a | 32) == b); };
    return std::search(piece.begin(), piece.end(), closing.begin(), closing.end(), same) != piece.end();
}

/// What stands in place of an inline tag between two letters: nothing where they make one word.
std::string between_letters(const Document& document, Span<Working> at, std::string_view name) {
    const std::string_view text = document.text();
    if (name == "sub" || name == "sup" || at.begin == 0 || at.end >= text.size()) return "";
    if (!utf8::is_letter(utf8::decode_before(text, at.begin).value) ||
        !utf8::is_letter(utf8::decode(text, at.end).value))
        return "";
    const std::size_t right = document.word_at_or_after(at.end);
    if (right >= document.words().size() || document.words()[right].at.begin != at.end) return "";
    // The word to the left ends where the tag begins; words of the tag itself stand between the two.
    std::size_t left = document.word_at_or_after(at.begin);
    if (left == 0 || document.words()[--left].at.end != at.begin) return "";
    const Word& first = document.words()[left];
    const Word& second = document.words()[right];
    const std::string joined = std::string(document.text(first)) + std::string(document.text(second));
    return document.lexicon().rank(joined) == 0 && first.rank != 0 && second.rank != 0 ? " " : "";
}

/// True where nothing else stands on the line or lines of `at`.
bool stands_alone(std::string_view text, Span<Working> at) {
    return (at.begin == 0 || text[at.begin - 1] == '\n') &&
           (at.end == text.size() || text[at.end] == '\n' || text[at.end] == '\r');
}

/// A tag that breaks a line or ends a paragraph, with the blanks around it, becomes one space or nothing.
std::string in_place_of_break(std::string_view text, Span<Working>& at) {
    while (at.begin > 0 && text[at.begin - 1] == ' ') --at.begin;
    while (at.end < text.size() && text[at.end] == ' ') ++at.end;
    const bool edge = at.begin == 0 || at.end == text.size() || text[at.begin - 1] == '\n' ||
                      text[at.begin - 1] == '>' || text[at.end] == '\n' || text[at.end] == '\r' ||
                      text[at.end] == '<';
    return edge ? "" : " ";
}

}  // namespace

bool speaks_of_markup(const Document& document, Span<Working> at, const WordSet& markup_words) {
    const Block& block = document.block_at(at.begin);
    const std::size_t begin = std::max(block.begin, at.begin - std::min(at.begin, reach));
    const auto [first, last] =
        document.words_in({begin, std::min(std::max(block.end, at.end), at.end + reach)});
    for (std::size_t i = first; i < last; ++i) {
        if (markup_words.contains(document.words()[i].hash)) return true;
    }
    return false;
}

bool Tags::is_tag(std::string_view inside) {
    constexpr std::array<std::string_view, 8> blocks = {"p",   "br", "div", "hr",
                                                        "img", "li", "ul",  "blockquote"};
    if (inside.starts_with('/')) inside.remove_prefix(1);
    const std::string name = lower(inside.substr(0, inside.find_first_of(" /")));
    const std::string_view rest = inside.substr(name.size());
    const bool attributes = rest.find('=') != std::string_view::npos;
    const bool bare = rest.find_first_not_of(" /") == std::string_view::npos;
    return (bare || attributes) &&
           (is_inline(name) || std::find(blocks.begin(), blocks.end(), name) != blocks.end());
}

Tags::Tags(const Dictionaries& dictionaries, const WordSet& markup_words)
    : tag_(
          "(?i)<(/?)(b|i|u|em|strong|span|a|font|sup|sub|mark|small|cite|q|br|p|div|hr|img|h[1-6]|li|ul|ol|blockquote|"
          "figure|figcaption|table|tr|td|th|tbody|section|center)"
          "(?:\\s+[a-z:-]+\\s*=\\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\\s\"'<>=]+))*\\s*/?>"),
      bold_("\\*\\*([^\\s*](?:[^*\\n]*[^\\s*])?)\\*\\*"),
      markdown_("(?m)^(?:#{1,6} |[*+-] |\\d+\\. |> |```)|\\]\\("),
      sure_(dictionaries.rule("encoding/tag")),
      unsure_(dictionaries.rule("encoding/tag-unsure")),
      markdown_rule_(dictionaries.rule("encoding/markdown-bold")),
      markup_words_(markup_words) {}

void Tags::propose(const Document& document, EditSink& sink) const {
    const std::string_view text = document.text();
    std::vector<std::string_view> captures;
    for (std::size_t from = text.find('<');
         from < text.size() && tag_.find(text, from, text.size(), captures);) {
        Span<Working> at{static_cast<std::size_t>(captures[0].data() - text.data()), 0};
        at.end = at.begin + captures[0].size();
        from = at.end;
        const bool closing = !captures[1].empty();
        const std::string name = lower(captures[2]);
        bool sure = !speaks_of_markup(document, at, markup_words_);
        if (is_inline(name) && !closing)
            sure = sure && is_closed(text, at.end, document.block_at(at.begin).end, name);
        std::string after =
            is_inline(name) ? between_letters(document, at, name) : in_place_of_break(text, at);
        // A picture that is a block of its own is part of the page; there is no text for it.
        if (name == "img" && after.empty() && stands_alone(text, at)) sure = false;
        if (name == "p" && closing && text.substr(at.end, 2) == "<p") after = "\n\n";
        from = std::max(from, at.end);
        mtmend::propose(document, sink, sure ? sure_ : unsure_, at, std::move(after));
    }
    propose_bold(document, sink);
}

void Tags::propose_bold(const Document& document, EditSink& sink) const {
    const std::string_view text = document.text();
    std::vector<std::string_view> captures;
    std::size_t from = text.find("**");
    if (from == std::string_view::npos || markdown_.find(text, 0, text.size(), captures)) return;
    while (from < text.size() && bold_.find(text, from, text.size(), captures)) {
        const auto begin = static_cast<std::size_t>(captures[0].data() - text.data());
        from = begin + captures[0].size();
        // A row of asterisks is an ornament, or a word struck out.
        if ((begin > 0 && text[begin - 1] == '*') || (from < text.size() && text[from] == '*')) continue;
        // "n**2": a power.
        if (begin > 0 && utf8::is_word(utf8::decode_before(text, begin).value)) continue;
        if (from < text.size() && utf8::is_word(utf8::decode(text, from).value)) continue;
        mtmend::propose(document, sink, markdown_rule_, {begin, from}, std::string(captures[1]));
    }
}

}  // namespace mtmend
