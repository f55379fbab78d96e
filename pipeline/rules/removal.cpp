#include "pipeline/rules/removal.hpp"

#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

bool has_text(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto c = utf8::decode(text, at);
        if (utf8::is_word(c.value)) return true;
        at += c.size;
    }
    return false;
}

bool is_blank(char32_t c) {
    return utf8::is_space(c) && c != U'\n';
}

/// White space around a span: where it begins and ends, and the line breaks in it.
struct Gap {
    std::size_t far = 0;   ///< the other side of the white space
    std::size_t line = 0;  ///< where the line of the span begins, or ends
    std::size_t breaks = 0;
};

Gap gap_before(std::string_view text, std::size_t begin) {
    Gap gap{begin, begin, 0};
    while (gap.far > 0) {
        const auto c = utf8::decode_before(text, gap.far);
        if (!utf8::is_space(c.value)) break;
        gap.far -= c.size;
        gap.breaks += c.value == U'\n';
        if (gap.breaks == 0) gap.line = gap.far;
    }
    return gap;
}

Gap gap_after(std::string_view text, std::size_t end) {
    Gap gap{end, end, 0};
    for (std::size_t at = end; at < text.size();) {
        const auto c = utf8::decode(text, at);
        if (!utf8::is_space(c.value)) break;
        at += c.size;
        gap.breaks += c.value == U'\n';
        // The indentation of the line that follows stays with it.
        if (c.value == U'\n') gap.far = at;
        if (gap.breaks > 0) continue;
        gap.far = at;
        if (c.value != U'\r') gap.line = at;  // it belongs to the line feed behind it
    }
    return gap;
}

}  // namespace

Span<Working> removal(const Document& document, Span<Working> span) {
    const std::string_view text = document.text();
    if (!has_text(document.text(span))) return span;
    const Gap before = gap_before(text, span.begin);
    const Gap after = gap_after(text, span.end);
    const bool first = before.far == 0;
    const bool last = after.far == text.size();
    const bool line_begins = before.breaks > 0 || first;
    const bool line_ends = after.breaks > 0 || last;
    if (line_begins && line_ends) {
        if (first) return {0, after.far};
        if (last && after.breaks == 0) return {before.far, after.far};
        if (last || before.breaks <= after.breaks) return {before.far, after.line};
        return {before.line, after.far};
    }
    // One of two spaces goes; at a line's end the one before, at a line's beginning the one behind.
    const bool space_before = !line_begins && before.far < span.begin;
    const bool space_after =
        !line_ends && span.end < text.size() && is_blank(utf8::decode(text, span.end).value);
    if (line_begins) return {span.begin, space_after ? after.far : span.end};
    if (space_before && (space_after || line_ends)) return {before.far, span.end};
    return span;
}

}  // namespace mtmend
