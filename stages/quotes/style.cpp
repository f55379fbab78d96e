#include "stages/quotes/style.hpp"

#include "pipeline/text/byte_set.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

MarkStyle::Form commoner(std::size_t straight, std::size_t curly) {
    if (straight == 0 && curly == 0) return MarkStyle::Form::unknown;
    return straight > curly ? MarkStyle::Form::straight : MarkStyle::Form::curly;
}

std::size_t count(std::string_view text, std::string_view piece) {
    if (text.find('&') == std::string_view::npos) return 0;
    std::size_t result = 0;
    for (std::size_t at = text.find(piece); at != std::string_view::npos;
         at = text.find(piece, at + piece.size()))
        ++result;
    return result;
}

/// Two hyphens between words: a keyboard's dash.
bool has_typed_dash(std::string_view text) {
    for (std::size_t at = text.find("--"); at != std::string_view::npos; at = text.find("--", at + 2)) {
        std::size_t left = at;
        while (left > 0 && text[left - 1] == ' ') --left;
        std::size_t right = at + 2;
        while (right < text.size() && text[right] == ' ') ++right;
        if (left > 0 && right < text.size() && utf8::is_letter(utf8::decode_before(text, left).value) &&
            utf8::is_letter(utf8::decode(text, right).value))
            return true;
    }
    return false;
}

}  // namespace

MarkStyle mark_style(std::string_view text) {
    std::size_t straight = 0, curly = 0, straight_apostrophe = 0, curly_apostrophe = 0;
    bool typographic = false;
    constexpr ByteSet first_bytes("\"'\xE2");
    for (std::size_t at = first_bytes.find_in(text); at != std::string_view::npos;
         at = first_bytes.find_in(text, at + 1)) {
        const auto point = utf8::decode(text, at);
        const bool in_word = at > 0 && at + point.size < text.size() &&
                             utf8::is_letter(utf8::decode_before(text, at).value) &&
                             utf8::is_letter(utf8::decode(text, at + point.size).value);
        typographic |=
            point.value == U'–' || point.value == U'—' || point.value == U'…' || point.value == U'’';
        if (point.value == U'"') ++straight;
        if (point.value == U'“' || point.value == U'”') ++curly;
        if (point.value == U'\'' && in_word) ++straight_apostrophe;
        if (point.value == U'’' && in_word) ++curly_apostrophe;
    }
    // A mark that is printed says more than one that was written as a reference.
    if (straight_apostrophe + curly_apostrophe == 0)
        for (std::string_view reference : {"&rsquo;", "&#8217;"}) curly_apostrophe += count(text, reference);
    if (straight + curly == 0)
        for (std::string_view reference : {"&ldquo;", "&#8220;"}) curly += count(text, reference);
    // Dashes and ellipses of a type-setter stand beside his quotation marks, typed ones beside typed marks.
    if (straight + curly + straight_apostrophe + curly_apostrophe == 0) {
        if (typographic) return {MarkStyle::Form::curly, MarkStyle::Form::curly};
        if (has_typed_dash(text)) return {MarkStyle::Form::straight, MarkStyle::Form::straight};
    }
    MarkStyle style{commoner(straight, curly), commoner(straight_apostrophe, curly_apostrophe)};
    if (style.doubles == MarkStyle::Form::unknown) style.doubles = style.apostrophes;
    if (style.apostrophes == MarkStyle::Form::unknown) style.apostrophes = style.doubles;
    return style;
}

}  // namespace mtmend
